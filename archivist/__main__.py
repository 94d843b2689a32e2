"""``python -m archivist`` is ``archivist``."""

from archivist.cli.main import main

main()
