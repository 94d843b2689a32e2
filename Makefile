# make demo   set up, keep the sample site, verify it, make books of it
# make test   the tests
# make check  what CI runs: format, lint, types, tests with coverage, README
# make bench  the yardsticks -> tests/bench/RESULTS.md
# make lock   pin the newest versions

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN = .venv/bin

.PHONY: demo test check bench samples lock format

demo: .venv/ready
	@$(BIN)/python -m samples.demo

test: .venv/ready
	$(BIN)/pytest -q

check: .venv/ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest -q --cov --cov-report=term:skip-covered

format: .venv/ready
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

samples: .venv/ready
	$(BIN)/python -m samples.refresh

bench: .venv/bench-ready
	$(BIN)/python -m tests.bench.run

lock:
	python3 -m pip install --quiet uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header pyproject.toml --group dev -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header pyproject.toml --group bench -c requirements.txt -o tests/bench/requirements.txt

.venv/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "archivist needs Python 3.11 or newer: install it (Debian: apt install python3 python3-venv;" \
		"macOS: brew install python), or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv: install it" \
		"(Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv .venv
	@# Every package is pinned, those that others need as well: nothing is resolved, whatever is newer by now.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/bench-ready: .venv/ready tests/bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/bench/requirements.txt
	@touch $@
