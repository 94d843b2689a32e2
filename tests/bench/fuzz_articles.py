"""Read mutated pages: ``python -m tests.bench.fuzz_articles --count 100000``.

Real pages are cut, their bytes flipped, their tags shuffled, doubled and nested. Reading one must
neither fail nor take long. Prints every page that did, with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from archivist.parse.article import read_article

_TAG = re.compile(rb"<[^<>]{1,300}>")
_SLOW = 5.0  # CPU seconds for a page of at most _LARGEST bytes
_LARGEST = 200_000


def cut(page: bytes, chance: random.Random) -> bytes:
    """Return a page whose beginning or end is missing."""
    at = chance.randrange(len(page) + 1)
    return page[:at] if chance.random() < 0.7 else page[at:]


def flip(page: bytes, chance: random.Random) -> bytes:
    """Return a page with some bytes changed."""
    changed = bytearray(page)
    for _ in range(chance.randrange(1, 50)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def shuffle_tags(page: bytes, chance: random.Random) -> bytes:
    """Return a page whose tags stand in another order."""
    tags = _TAG.findall(page)
    chance.shuffle(tags)
    left = iter(tags)
    shuffled: bytes = _TAG.sub(lambda _: next(left), page)
    return shuffled


def double(page: bytes, chance: random.Random) -> bytes:
    """Return a page with a piece of it a hundred times."""
    start = chance.randrange(len(page))
    piece = page[start : start + chance.randrange(1, 1000)]
    return page[:start] + piece * 100 + page[start:]


def nest(page: bytes, chance: random.Random) -> bytes:
    """Return a page with one of its tags opened thousands of times."""
    tag = chance.choice([*map(bytes, _TAG.findall(page)), b"<div>"])
    at = chance.randrange(len(page))
    return page[:at] + tag * chance.randrange(100, 5000) + page[at:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (cut, flip, shuffle_tags, double, nest)


def mutate(pages: list[bytes], seed: int) -> bytes:
    """Return the mutated page of a seed."""
    chance = random.Random(seed)
    page = chance.choice(pages)[:_LARGEST] or b" "
    for _ in range(chance.randrange(1, 4)):
        page = chance.choice(MUTATIONS)(page, chance)[:_LARGEST] or b" "
    return page


def fuzz(pages: list[bytes], seeds: Iterable[int]) -> list[str]:
    """Read the pages of the seeds; return what went wrong, one line or traceback each."""
    faults = []
    for seed in seeds:
        start = time.process_time()
        try:
            read_article(mutate(pages, seed), "https://news.example/a")
        except Exception:
            faults.append(f"seed {seed}: {traceback.format_exc()}")
        if (seconds := time.process_time() - start) > _SLOW:
            faults.append(f"seed {seed}: {seconds:.1f} s")
    return faults


def main() -> None:
    """Read as many mutated pages as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    options = parser.parse_args()
    from tests.bench.articles import pages  # noqa: PLC0415 - the data need not be there for the functions above

    faults = fuzz([html for _, _, html in pages()], range(options.first, options.first + options.count))
    print("\n".join([*faults, f"{options.count} pages, {len(faults)} faults"]))


def sample_pages(folder: Path) -> list[bytes]:
    """Return the pages of a folder, in the order of their names."""
    return [path.read_bytes() for path in sorted(folder.rglob("*.html"))]


if __name__ == "__main__":
    main()
