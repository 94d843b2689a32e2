"""What several tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong: Hypothesis' limit on the time by the clock fails nothing here.
settings.register_profile("archivist", deadline=None)
settings.load_profile("archivist")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def yardsticks() -> Path:
    """The folder of the yardsticks beside the project; tests that need it skip where it is not."""
    folder = ROOT.parent / "shared" / "bench"
    if not folder.is_dir():
        pytest.skip("the yardsticks are not beside this clone")
    return folder
