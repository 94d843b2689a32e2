"""WARC files: the only home of warcio; write, read, scan, index."""
