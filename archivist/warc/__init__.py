"""The only warcio: WARC files written, read and scanned.

What warcio does oddly ends here: its reader rebuilds HTTP headers and cannot read brotli bodies,
so files are read by our own hand; its writer is given finished blocks and digests.
"""
