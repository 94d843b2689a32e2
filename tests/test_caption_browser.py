"""The browser of captions that are read wrong: label beside reading, and nothing that is kept aside."""

from typing import Any

import pytest

from tests.bench.caption_browser import side_by_side, worst
from tests.bench.credits import FOLDER
from tests.bench.split import is_kept_aside

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labels are not beside this clone")

SEEN = next(name for name in map("Paper {}".format, range(99)) if not is_kept_aside(name))
KEPT_ASIDE = next(name for name in map("Paper {}".format, range(99)) if is_kept_aside(name))


def label(name: str, publisher: str, **wrong: Any) -> dict[str, dict[str, Any]]:
    """A label of one caption; what is not said otherwise is right."""
    right = {
        "id": name,
        "publisher": publisher,
        "origin": "page",
        "lang": "en",
        "text": f"A <ferry> at {name}. / Xinhua-Yonhap",
        "caption": f"A <ferry> at {name}.",
        "credit": "/ Xinhua-Yonhap",
        "photographers": [],
        "agencies": ["Xinhua", "Yonhap"],
        "courtesy_of": [],
        "is_file": False,
        "is_handout": False,
    }
    return {name: right | wrong}


def test_only_what_is_looked_at_and_wrong_is_shown_the_worst_first() -> None:
    gold = (
        label("right", SEEN)
        | label("bad", SEEN, is_file=True)
        | label("worse", SEEN, caption="A raft", photographers=["Jane Doe"])
        | label("secret", KEPT_ASIDE, caption="A raft")
    )
    assert [error["id"] for error in worst(gold, 9)] == ["worse", "bad"]
    assert [error["id"] for error in worst(gold, 1)] == ["worse"]
    assert "secret" not in side_by_side(worst(gold, 9))


def test_a_wrong_order_is_marked_where_the_agencies_stand() -> None:
    (error,) = worst(label("bad", SEEN, agencies=["Yonhap", "Xinhua"]), 9)
    assert error["failed"] == ["agencies"]
    shown = side_by_side([error])
    assert shown.count('class="bad"') == 1
    assert "A &lt;ferry&gt; at bad." in shown
