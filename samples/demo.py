"""The three uses on the sample site: ``make demo``."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from samples.serve import SITE, serve

FOLDER = Path("demo")


def main() -> None:
    """Keep the sample site, verify it, make books of it; say where everything is."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    library = f"{FOLDER}/library"
    with serve() as address:
        allowed = ("--allow-address", address.removeprefix("http://"))
        pages = [f"{address}/{page.name}" for page in sorted(SITE.glob("*.html")) if page.stem != "index"]
        # The paywall stub is among them: what is kept of it is not the whole article.
        archivist("capture", *pages, "-L", library, *allowed, expected={0, 7})
    archivist("list", "-L", library)
    archivist("credits", "-L", library)
    archivist("verify", "-L", library)
    archivist("epub", "-L", library, "-o", f"{FOLDER}/book.epub", "--title", "The Lighthouse")
    archivist("export", "--to", "txt", "-L", library, "-o", f"{FOLDER}/text", "--each")
    archivist("export", "--to", "json", "-L", library, "-o", f"{FOLDER}/json", "--each")
    archivist("export", "lamp", "--to", "ninjs", "-L", library, "-o", f"{FOLDER}/lamp-keepers.ninjs.json")
    archivist("export", "lamp", "--to", "jsonld", "-L", library, "-o", f"{FOLDER}/lamp-keepers.jsonld")
    words = ("--pictures", f"{FOLDER}/pictures", "--embed-credits")
    archivist("export", "storm", "--to", "ninjs", "-o", f"{FOLDER}/storm.ninjs.json", *words, "-L", library)
    archivist("show", "timetable", "-L", library)
    archivist("show", "storm", "--why", "credits", "-L", library)
    print(f"\nThe library is in {library}/, the book is {FOLDER}/book.epub,")
    print(f"text and JSON are in {FOLDER}/text/ and {FOLDER}/json/. Next: .venv/bin/archivist --help")


def archivist(*words: str, expected: frozenset[int] | set[int] = frozenset({0})) -> None:
    """Show a command and run it."""
    print(f"\n$ archivist {shlex.join(words)}", flush=True)
    status = subprocess.run([sys.executable, "-m", "archivist", *words], check=False).returncode
    if status not in expected:
        sys.exit(f"demo: the command ended with status {status}")


if __name__ == "__main__":
    main()
