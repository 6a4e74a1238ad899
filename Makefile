# The two commands of the README are `make run` and `make test`; each does all the set-up.
.PHONY: run test check format lock transcript pictures clean
.DEFAULT_GOAL := run

# The first interpreter that really runs and is new enough (version-manager shims may be empty).
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

run: .venv/ready-to-run
	@$(BIN)/badger run --sandbox

test: .venv/ready-to-test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --cov --cov-report=term $(PYTEST_FLAGS)

check: .venv/ready-to-test .coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage report --format=total

# What the last run of the suite covered; the suite runs again where something has changed since.
.coverage: .venv/ready-to-test $(shell find bot data tests -type f -not -name '*.pyc')
	$(MAKE) test

format: .venv/ready-to-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The conversation in the README, made by the real command line.
transcript: .venv/ready-to-test
	$(BIN)/python -m tests.transcript docs/conversation.svg

# The pictures in the README: the real bot in the sandbox, in a real browser (needs Chromium).
pictures: .venv/ready-to-test
	$(BIN)/python -m tests.pictures docs/pictures

# Needs uv. Hashes only: no address of an index goes into the files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate \
		--extra postgresql pyproject.toml requirements-build.in --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate \
		--extra test --extra check pyproject.toml requirements-build.in --output-file requirements-dev.txt

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Badger needs Python 3.11 or newer: https://www.python.org/downloads/" >&2; exit 1; }
	@echo "Setting up .venv (a minute, once) ..." >&2
	@$(PYTHON) -m venv .venv

.venv/ready-to-run: .venv/bin/python requirements.txt pyproject.toml
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: .venv/ready-to-run requirements-dev.txt
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
