"""Many resources are fetched a few at a time, in order, within a budget."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archivist.errors import RefusedError
from archivist.fetch import Budget, Fetcher, FetchQueue, Limits, Outcome, Policy
from tests.site import Answer, Exact, Site, redirect, serve

QUICK = Limits(read_seconds=0.15, resource_seconds=0.5, tries=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(Policy(allow=frozenset({site.server}), limits=QUICK)) as fetcher:
        yield fetcher


def outcomes(fetcher: Fetcher, urls: list[str], **budget: float) -> list[Outcome]:
    queue = FetchQueue(fetcher, replace(Budget(), **budget))  # type: ignore[arg-type]
    for url in urls:
        queue.add(url)
    return list(queue.outcomes())


def reasons(found: list[Outcome]) -> list[str]:
    return [outcome.error.reason if outcome.error else "" for outcome in found]


def test_outcomes_come_in_the_order_of_adding(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{n}": Answer(b"x") for n in range(30)}
    site.answers["/0"] = Exact(data=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nlate", stall=True)
    urls = [f"{site.url}/{n}" for n in range(30)]
    found = outcomes(fetcher, urls)
    assert [outcome.url for outcome in found] == urls
    assert found[0].hops[0].truncated == "time"
    assert site.connections <= 5


def test_more_may_be_added_on_the_way(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": Answer(b"a"), "/b": Answer(b"b")}
    queue = FetchQueue(fetcher, Budget())
    queue.add(f"{site.url}/a")
    seen = []
    for outcome in queue.outcomes():
        seen.append((outcome.url, outcome.depth))
        queue.add(f"{site.url}/b", depth=outcome.depth + 1)
    assert seen == [(f"{site.url}/a", 0), (f"{site.url}/b", 1)]


def test_what_was_asked_for_before_is_passed_over(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a%20b"] = Answer(b"x")
    found = outcomes(fetcher, [f"{site.url}/a b", f"{site.url}/a%20b", f"{site.url}/./a b#c"])
    assert len(found) == len(site.seen) == 1


def test_what_is_known_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    queue = FetchQueue(fetcher, Budget(), known=[f"{site.url}/a"])
    queue.add(f"{site.url}/./a")
    assert list(queue.outcomes()) == []


def test_every_hop_is_in_the_outcome(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": Answer(b"x")}
    (outcome,) = outcomes(fetcher, [f"{site.url}/a"])
    assert [hop.target_uri for hop in outcome.hops] == [f"{site.url}/a", f"{site.url}/b"]


def test_what_is_refused_is_an_outcome_and_counts_against_no_host(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = Answer(b"x")
    found = outcomes(
        fetcher, ["file:///etc/passwd", *[f"http://127.0.0.1:{n}/" for n in range(1, 9)], f"{site.url}/a"]
    )
    assert all(isinstance(outcome.error, RefusedError) for outcome in found[:-1])
    assert found[-1].hops


def test_a_host_that_fails_again_and_again_is_asked_no_more(site: Site, fetcher: Fetcher) -> None:
    hanging = Exact(data=b"", stall=True)
    site.answers |= {f"/{n}": hanging for n in range(40)}
    began = time.monotonic()
    found = outcomes(fetcher, [f"{site.url}/{n}" for n in range(40)])
    assert time.monotonic() - began < 2
    assert reasons(found)[-1] == "not fetched: its host failed several times in a row"
    assert len(site.seen) < 15


def test_the_number_of_resources_is_bounded(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{n}": Answer(b"x") for n in range(9)}
    found = outcomes(fetcher, [f"{site.url}/{n}" for n in range(9)], resources=4)
    assert reasons(found) == [""] * 4 + ["not fetched: more than 4 resources"] * 5


def test_the_number_of_bytes_is_bounded(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{n}": Answer(bytes(1 << 20)) for n in range(40)}
    found = outcomes(fetcher, [f"{site.url}/{n}" for n in range(40)], bytes=3 << 20)
    assert reasons(found)[0] == ""
    assert reasons(found)[-1] == "not fetched: more than 3 MB in all"
    assert len(site.seen) < 20


def test_the_time_is_bounded(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{n}": Answer(b"Hello", cut=2, stall=True) for n in range(40)}
    began = time.monotonic()
    found = outcomes(fetcher, [f"{site.url}/{n}" for n in range(40)], seconds=0.1, failures=99)
    assert time.monotonic() - began < 1.5
    assert reasons(found)[-1] == "not fetched: no time left of 0.1 s for all resources"


def test_who_stops_reading_does_not_wait(site: Site) -> None:
    site.answers["/0"] = Answer(b"x")
    site.answers |= {f"/{n}": Exact(data=b"", stall=True) for n in range(1, 9)}
    began = time.monotonic()
    with Fetcher(Policy(allow=frozenset({site.server}))) as fetcher:
        queue = FetchQueue(fetcher, Budget())
        for n in range(9):
            queue.add(f"{site.url}/{n}")
        found = queue.outcomes()
        next(found)
        with pytest.raises(KeyboardInterrupt):
            found.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5
