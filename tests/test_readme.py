"""The README cannot drift: it has every command, exit status and finding code, and no other."""

import re

from archivist import errors
from archivist.cli.main import app
from archivist.verify import CODES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme() -> None:
    named = set(re.findall(r"^\| `archivist (\w+)", README, re.MULTILINE))
    assert named == {command.name for command in app.registered_commands}


def test_every_finding_is_in_the_readme_with_its_meaning() -> None:
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", README, re.MULTILINE))
    assert listed == dict(CODES)


def test_every_exit_status_is_in_the_readme() -> None:
    listed = set(map(int, re.findall(r"^\| (\d+) \|", README, re.MULTILINE)))
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = {kind.exit_code for kind in kinds if issubclass(kind, errors.ArchivistError)}
    assert raised | {0, 3, 5, 7, 130} == listed
