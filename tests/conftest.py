"""What several tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def yardsticks() -> Path:
    """The folder of the yardsticks beside the project; tests that need it skip where it is not."""
    folder = ROOT.parent / "shared" / "bench"
    if not folder.is_dir():
        pytest.skip("the yardsticks are not beside this clone")
    return folder
