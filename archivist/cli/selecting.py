"""The words that choose captures: every command that reads a library has the same."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

from archivist.cli.options import ByAgency, LibraryFolder, Photographer, Since, Site, WithPicture, Words

if TYPE_CHECKING:
    from archivist.library import Library, Selection
    from archivist.model import Capture


class Filters(TypedDict):
    """What narrows a selection, as ``Selection.of`` calls it; empty texts narrow nothing."""

    site: Site
    since: Since
    agency: ByAgency
    photographer: Photographer
    picture: WithPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was typed to choose captures. It is read when it is used: the library is a slow import."""

    library: Path | None
    terms: Sequence[str]
    filters: Filters

    def selection(self, default: str = "all") -> "Selection":
        """Return the selection; ``default`` stands for no terms.

        Raises:
            UsageError: a filter is not what it should be.
        """
        from archivist.library import Selection  # noqa: PLC0415

        return Selection.of(self.terms or [default], **self.filters)

    def captures(self, default: str = "all") -> "tuple[Library, Sequence[Capture]]":
        """Open the library and return it with the captures chosen, oldest first; see ``choose``."""
        from archivist.cli.choose import choose  # noqa: PLC0415

        return choose(self.library, self.selection(default))


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the words that choose captures; they reach it as its first argument.

    typer reads the options of a command off its signature, so that is what is made here.
    """
    options = Filters.__annotations__

    @wraps(command)
    def with_choice(selection: list[str] | None, library: Path | None, **words: Any) -> None:
        filters = cast("Filters", {name: words.pop(name) for name in options})
        command(Choice(library=library, terms=selection or (), filters=filters), **words)

    _, *own = inspect.signature(command).parameters.values()
    parameters = [
        _parameter("selection", Words, None),
        *(_parameter(name, option, "") for name, option in options.items()),
        *own,
        _parameter("library", LibraryFolder, None),
    ]
    with_choice.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_choice.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_choice


def _parameter(name: str, option: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=option
    )
