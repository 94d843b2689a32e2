"""Many resources, a few at a time, within a budget."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from archivist.errors import FetchError, RefusedError
from archivist.fetch.cookies import Cookies
from archivist.fetch.fetcher import Fetcher
from archivist.fetch.limits import Budget, Deadline
from archivist.message import normal_uri, parse_uri
from archivist.model import Exchange

# What may be fetched while one before it in the order is waited for: it is held in memory.
_MOST_AHEAD = 8
_MOST_BYTES_AHEAD = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of asking for a resource: its hops, or the reason why there are none."""

    url: str
    depth: int  # as given when it was added
    hops: tuple[Exchange, ...] = ()  # the last one is the resource
    error: FetchError | None = None

    @property
    def size(self) -> int:
        """Bytes of all responses, as sent."""
        return sum(len(exchange.response) for exchange in self.hops)


class _NotAskedError(FetchError):
    """The budget left no room."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, f"not fetched: {reason}")


@dataclass(frozen=True, slots=True)
class _Order:
    number: int  # of all, from 1
    url: str
    accept: str
    depth: int


class FetchQueue:
    """Fetches what is added to it; outcomes come in the order of adding, whatever came first.

    More may be added between two outcomes. What the budget leaves no room for has a FetchError
    that says so, and so has what is on a host that failed several times in a row.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        budget: Budget,
        *,
        referer: str = "",
        known: Iterable[str] = (),
        cookies: Cookies | None = None,
    ) -> None:
        """``known`` are addresses that were fetched already, in their normal form.

        Each resource is asked for with ``cookies``; those that it sets itself are for its own way only,
        so that no request depends on which answer came first.
        """
        self._fetcher = fetcher
        self._budget = budget
        self._referer = referer
        self._cookies = cookies or Cookies()
        self._deadline = Deadline(budget.seconds)
        self._waiting: deque[_Order] = deque()
        self._known = set(known)
        self._added = 0
        self._lock = threading.Lock()
        self._bytes = 0
        self._failures: Counter[str] = Counter()  # in a row, by host

    def add(self, url: str, *, accept: str = "*/*", depth: int = 0) -> None:
        """Ask for a resource; one that was asked for before, in whatever spelling, is passed over."""
        with suppress(ValueError):  # the fetcher will say what is wrong
            url = normal_uri(url)
        if url not in self._known:
            self._known.add(url)
            self._added += 1
            self._waiting.append(_Order(self._added, url, accept, depth))

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcome of each resource until none is left."""
        pool = ThreadPoolExecutor(self._budget.workers)
        running: deque[Future[Outcome]] = deque()
        try:
            while self._waiting or running:
                while self._waiting and _has_room(running):
                    running.append(pool.submit(self._fetch, self._waiting.popleft()))
                yield running.popleft().result()
        except BaseException:
            self._fetcher.close()  # wakes up who waits for a server
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _fetch(self, order: _Order) -> Outcome:
        if over := self._over_budget(order):
            return Outcome(url=order.url, depth=order.depth, error=_NotAskedError(order.url, over))
        try:
            hops = self._fetcher.follow(
                order.url,
                accept=order.accept,
                referer=self._referer,
                deadline=self._deadline_for(order),
                cookies=self._cookies.copy(),
            )
            outcome = Outcome(url=order.url, depth=order.depth, hops=tuple(hops))
        except FetchError as error:
            outcome = Outcome(url=order.url, depth=order.depth, error=error)
        self._note(outcome)
        return outcome

    def _deadline_for(self, order: _Order) -> Deadline:
        """Give a host that has failed less time than one that has not."""
        patience = 4.0 ** -self._failures[_host(order.url)]
        return Deadline(min(self._deadline.left, self._fetcher.policy.limits.resource_seconds * patience))

    def _over_budget(self, order: _Order) -> str:
        if self._failures[_host(order.url)] >= self._budget.failures:
            return "its host failed several times in a row"
        if order.number > self._budget.resources:
            return f"more than {self._budget.resources} resources"
        if self._bytes > self._budget.bytes:
            return f"more than {self._budget.bytes >> 20} MB in all"
        if not self._deadline.left:
            return f"no time left of {self._budget.seconds:g} s for all resources"
        return ""

    def _note(self, outcome: Outcome) -> None:
        """Count what an outcome takes from the budget."""
        if isinstance(outcome.error, RefusedError):
            return
        host = _host(outcome.url)
        has_failed = outcome.error is not None or bool(outcome.hops[-1].truncated)
        with self._lock:
            self._bytes += outcome.size
            self._failures[host] = self._failures[host] + 1 if has_failed else 0


def _has_room(running: deque[Future[Outcome]]) -> bool:
    held = sum(future.result().size for future in running if future.done())
    return len(running) < _MOST_AHEAD and held < _MOST_BYTES_AHEAD


def _host(url: str) -> str:
    try:
        return parse_uri(url).host
    except ValueError:
        return ""
