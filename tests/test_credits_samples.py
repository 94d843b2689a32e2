"""Every example of samples/credits/: to report a caption that is read wrong, add one there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from archivist.model import Credit
from archivist.parse.credits import parse_caption

SAMPLES = Path(__file__).resolve().parents[1] / "samples/credits"
FLAGS = ("file", "handout", "pool", "screenshot", "composite", "generated")
KEYS = {"caption", "text", "credit", "creators", "agencies", "courtesy_of", "flags", "why"}


def read_examples() -> list[Any]:
    return [
        pytest.param(example, id=f"{path.stem}-{number}")
        for path in sorted(SAMPLES.glob("*.toml"))
        for number, example in enumerate(tomllib.loads(path.read_text("utf-8"))["example"])
    ]


def flags_of(credit: Credit | None) -> list[str]:
    return [flag for flag in FLAGS if credit is not None and getattr(credit, f"is_{flag}")]


@pytest.mark.parametrize("example", read_examples())
def test_an_example_is_read_as_it_says(example: dict[str, Any]) -> None:
    assert set(example) <= KEYS
    caption = parse_caption(example["caption"])
    credit = caption.credit
    assert caption.text == example["text"]
    assert (credit.printed if credit else "") == example.get("credit", "")
    assert list(credit.creators if credit else ()) == example.get("creators", [])
    assert list(caption.agencies) == example.get("agencies", [])
    assert list(credit.courtesy_of if credit else ()) == example.get("courtesy_of", [])
    assert flags_of(credit) == sorted(example.get("flags", []), key=FLAGS.index)
