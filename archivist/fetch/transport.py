"""A connection to a checked address that hands out the bytes as they went over the wire.

httpcore's network backend gives sockets and TLS with time limits. Its protocol layer is left
out: it hides where in the bytes a response begins and ends, and h11 refuses what browsers read.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from socket import SHUT_RDWR, socket

import httpcore

from archivist.errors import FetchError
from archivist.fetch.framing import ResponseReader
from archivist.fetch.limits import Deadline, Limits
from archivist.fetch.policy import Policy
from archivist.message import MessageError, Uri
from archivist.model import Exchange

_READ_SIZE = 1 << 16


class NoAnswerError(FetchError):
    """The server closed the connection, and not one byte of an answer had come."""


class Connection:
    """One connection; exchanges follow one another on it while ``is_reusable``."""

    def __init__(self, stream: httpcore.NetworkStream, ip_address: str) -> None:
        self.is_reusable = False
        self._stream = stream
        self._ip_address = ip_address
        self._tls = _tls_facts(stream)

    def exchange(self, uri: Uri, request: bytes, limits: Limits, deadline: Deadline) -> Exchange:
        """Send a request and take its response; what of it has come is kept, whatever then goes wrong.

        Raises:
            NoAnswerError: nothing has come.
            FetchError: what has come is no response, or not even the head of one.
        """
        started_at = datetime.now(UTC)
        reader = ResponseReader(limits)
        self.is_reusable = False
        try:
            self._send_and_receive(request, reader, limits, deadline)
        except MessageError as error:
            has_closed = reader.truncated == "disconnect" and not reader.received
            raise (NoAnswerError if has_closed else FetchError)(str(uri), str(error)) from error
        self.is_reusable = reader.is_reusable
        return Exchange(
            target_uri=str(uri),
            started_at=started_at,
            request=request,
            response=bytes(reader.received),
            ip_address=self._ip_address,
            tls=self._tls,
            truncated=reader.truncated,
            fault=reader.fault,
        )

    def close(self) -> None:
        """Close the connection; who waits for it in another thread is woken up."""
        with suppress(OSError):
            # Of the plain socket: TLS's own way to say goodbye could wait for an answer.
            socket.shutdown(self._stream.get_extra_info("socket"), SHUT_RDWR)
        self._stream.close()

    def _send_and_receive(
        self, request: bytes, reader: ResponseReader, limits: Limits, deadline: Deadline
    ) -> None:
        try:
            # A server may answer and close before it has read all: its answer counts.
            with suppress(httpcore.WriteError):
                self._stream.write(request, deadline.within(limits.read_seconds))
            pace = _Pace(limits)
            while not reader.done:
                data = self._stream.read(_READ_SIZE, deadline.within(limits.read_seconds))
                if not data:
                    reader.end()
                    return
                reader.feed(data)
                if not reader.done and pace.is_too_slow(len(data)):
                    reader.stop(
                        "time", f"timed out: too slow, less than {limits.least_rate:g} bytes a second"
                    )
        except (TimeoutError, httpcore.TimeoutException):
            over = f"nothing came for {limits.read_seconds:g} s"
            if not deadline.left:
                over = f"not complete after {deadline.seconds:.3g} s"
            reader.stop("time", f"timed out: {over}")
        except httpcore.NetworkError as error:
            reader.stop("disconnect", f"cut short: the connection was closed or reset: {_reason(error)}")


class _Pace:
    """How fast bytes come, from the first one on; a server may think for a while before it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._began = 0.0
        self._bytes = 0

    def is_too_slow(self, count: int) -> bool:
        """Whether, now that ``count`` more bytes have come, it is not worth waiting for others."""
        self._began = self._began or time.monotonic()
        self._bytes += count
        seconds = time.monotonic() - self._began
        return seconds > self._limits.read_seconds and self._bytes < seconds * self._limits.least_rate


def open_connection(uri: Uri, policy: Policy, deadline: Deadline) -> Connection:
    """Connect to one of the host's addresses, all of which the policy has checked.

    Raises:
        RefusedError: the policy does not allow the host.
        FetchError: there is no connection, or no trust in its certificate.
    """
    limits = policy.limits
    reason = "timed out"
    try:
        addresses = policy.addresses(uri, deadline.within(limits.connect_seconds))
        for address in addresses:
            # The time is for all of them: one that does not answer must not use up that of the next.
            seconds = deadline.within(limits.connect_seconds / len(addresses))
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, uri.port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                reason = _reason(error)
                continue
            if uri.scheme == "https":
                stream = _start_tls(stream, uri, deadline.within(limits.connect_seconds))
            return Connection(stream, address)
    except TimeoutError:
        pass
    raise FetchError(str(uri), f"no connection to {uri.host_and_port}: {reason}")


def _start_tls(stream: httpcore.NetworkStream, uri: Uri, seconds: float) -> httpcore.NetworkStream:
    try:
        return stream.start_tls(_tls_context(), uri.host.rstrip("."), seconds)
    except httpcore.ConnectTimeout as error:
        raise FetchError(str(uri), f"timed out: no TLS handshake within {seconds:.0f} s") from error
    except httpcore.ConnectError as error:
        hint = ""
        if isinstance(error.__cause__, ssl.SSLCertVerificationError):
            hint = "if the authority that signed it is yours, name its file in SSL_CERT_FILE"
        raise FetchError(str(uri), f"TLS: {_reason(error)}", hint=hint) from error


@cache
def _tls_context() -> ssl.SSLContext:
    """Return a context that trusts the system's authorities, or certifi's where there are none."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()  # SSL_CERT_FILE and SSL_CERT_DIR are heeded by OpenSSL
    if not (context.get_ca_certs() or (paths.capath and any(Path(paths.capath).iterdir()))):
        import certifi  # noqa: PLC0415

        context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def _tls_facts(stream: httpcore.NetworkStream) -> Mapping[str, str]:
    tls = stream.get_extra_info("socket")
    if not isinstance(tls, ssl.SSLSocket):
        return {}
    cipher, certificate = tls.cipher(), tls.getpeercert(binary_form=True)
    return {
        "version": tls.version() or "",
        "cipher": cipher[0] if cipher else "",
        "certificate_sha256": sha256(certificate or b"").hexdigest(),
    }


def _reason(error: Exception) -> str:
    """Say what the system said, without its numbers."""
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return (cause.reason or "no handshake").replace("_", " ").lower()
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return "timed out" if isinstance(error, httpcore.TimeoutException) else str(cause)
