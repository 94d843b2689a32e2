"""How long a fetch may take, and how much it may bring."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one resource. Whatever a server does, a fetch ends within ``resource_seconds``."""

    connect_seconds: float = 10.0
    read_seconds: float = 10.0  # without a byte coming in
    least_rate: float = 500.0  # bytes a second, once the first byte is read_seconds ago
    resource_seconds: float = 30.0  # all redirects, tries and waits together
    head_bytes: int = 256 << 10  # status line and header fields
    body_bytes: int = 16 << 20  # as sent
    interim_responses: int = 10
    redirects: int = 10
    tries: int = 3  # where the server says that it is busy
    wait_seconds: float = 8.0  # the longest wait a server may ask for


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Bounds for all resources of one page together."""

    resources: int = 500
    bytes: int = 200 << 20  # as sent
    seconds: float = 180.0
    workers: int = 4  # connections at once
    failures: int = 3  # in a row, after which a host is asked no more


class Deadline:
    """A moment that is not waited beyond."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when there are none."""
        return max(0.0, self._end - time.monotonic())

    def within(self, seconds: float) -> float:
        """Return ``seconds``, or what is left if that is less.

        Raises:
            TimeoutError: nothing is left.
        """
        if not (left := self.left):
            raise TimeoutError
        return min(seconds, left)
