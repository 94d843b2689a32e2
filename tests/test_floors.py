"""The house: imports point down, floors are strangers to themselves, each package has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "archivist"

FLOORS = {
    "cli": 6,
    "web": 6,
    "capture": 5,
    "intake": 5,
    "book": 5,
    "verify": 5,
    "library": 4,
    "fetch": 3,
    "warc": 3,
    "parse": 3,
    "export": 3,
    "rules": 2,
    "message": 2,
    "picture": 2,
    "model": 1,
    "errors": 1,
}
HOMES = {
    "warcio": {"warc"},
    "ebooklib": {"export"},
    "bs4": {"parse"},
    "lxml": {"parse", "export", "picture"},  # picture: XMP is XML, read and written as a tree
    "typer": {"cli"},
    "rich": {"cli"},
    "httpcore": {"fetch"},
    "h11": {"fetch"},
    "PIL": {"export"},
    "filelock": {"library"},
    "sqlite3": {"library"},
}
PURE = {"parse", "export", "rules", "message", "picture", "model", "errors"}
IMPURE_MODULES = {
    "os", "socket", "subprocess", "urllib.request", "logging", "random", "secrets", "tempfile", "time",
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Names of all modules a file imports, those inside functions and TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module or ""
            if node.module == "archivist":
                yield from (f"archivist.{alias.name}" for alias in node.names)


def names_in(path: Path) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}


def parametrize_modules() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in modules()} - {"__init__", "__main__"} <= set(FLOORS)


@parametrize_modules()
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    if here in {"__init__", "__main__"}:  # the public names and the door: they know everybody
        return
    for name in imports(path):
        if name.startswith("archivist.") and (there := name.split(".")[1]) != here and there in FLOORS:
            assert FLOORS[there] < FLOORS[here], f"{path}: {here} imports {name}"


@parametrize_modules()
def test_each_package_has_one_home(path: Path) -> None:
    for name in imports(path):
        if homes := HOMES.get(name.split(".")[0]):
            assert room(path) in homes, f"{path} imports {name}"


@parametrize_modules()
def test_the_pure_rooms_touch_nothing_outside(path: Path) -> None:
    if room(path) in PURE:
        assert not set(imports(path)) & IMPURE_MODULES
        assert not names_in(path) & {"open", "print", "input"}


@parametrize_modules()
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room(path) not in {"cli", "__main__"}:
        assert not names_in(path) & {"print", "exit", "quit"}
        assert "sys.exit" not in path.read_text("utf-8")


def test_the_model_stands_on_the_standard_library_alone() -> None:
    for name in imports(ROOT / "model.py"):
        assert name.split(".")[0] in {"__future__", "collections", "dataclasses", "datetime", "enum"}
