"""Where the labels of the credits lie, and the scorer that comes with them."""

import importlib.util
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "credits"


def scorer() -> ModuleType:
    """Return the scorer of the labels, as a module."""
    spec = importlib.util.spec_from_file_location("credits_score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
