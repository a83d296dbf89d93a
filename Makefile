# Two commands matter: `make build` builds the demo, `make test` runs every check.
# Both set up their own environment in .venv; only Python 3.11 or newer is needed.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
UNITS := $(addprefix tests/,base golden images ingest linkcheck model net normalise organise plan read render reports \
	sitecheck validate write test_architecture.py test_docstring_examples.py)
RESOLVE := uv pip compile --universal --generate-hashes --python-version 3.11 --no-header

.PHONY: build check test test-long lint docs bench clean lock

build: .venv/ready
	@$(BIN)/broadsheet build --content content --output output

# While working: lint, types and the tests that build no whole site.
check: .venv/ready-dev lint
	@$(BIN)/python -m generator.commands.precompile
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not long" $(UNITS)

test: .venv/ready-dev lint
	@tests/system-packages
	@tests/browser/install
	@$(BIN)/python -m generator.commands.precompile
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

# Every night: all tests, with more random edits, damage and kills.
test-long: .venv/ready-dev lint
	@tests/system-packages
	@tests/browser/install
	@$(BIN)/python -m generator.commands.precompile
	@BROADSHEET_EXAMPLES=60 BROADSHEET_ROUNDS=25 $(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Generate the parts of the documents that come from the code: the tables of settings.
docs: .venv/ready
	@$(BIN)/python -m docs.settings_tables
	@$(BIN)/python -m docs.record_tables

# Options for the benchmark go into BENCH; bench/README.md lists them.
bench: .venv/ready
	@$(BIN)/python -m bench.run $(BENCH)

# The environment for building, then the one for testing on top of it. Versions and hashes are
# those of the lock files; nothing is resolved anew (docs/decisions/0001-pip-lock-files.md says why).
.venv/ready: requirements/build.lock requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Broadsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements/build.lock
	@$(INSTALL) --require-hashes --no-build-isolation --requirement requirements/run.lock
	@$(INSTALL) --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m generator.commands.precompile
	@touch $@

.venv/ready-dev: .venv/ready requirements/dev.lock
	@$(INSTALL) --require-hashes --no-build-isolation --requirement requirements/dev.lock
	@touch $@

# Resolve the lock files anew, for every platform and Python at once. Needs uv.
lock:
	$(RESOLVE) --group pyproject.toml:build --output-file requirements/build.lock
	$(RESOLVE) --group build --output-file requirements/run.lock pyproject.toml
	$(RESOLVE) --group build --group dev --output-file requirements/dev.lock pyproject.toml

clean:
	rm -rf .venv .broadsheet .mypy_cache .pytest_cache .ruff_cache .hypothesis
