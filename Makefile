# Each command is defined here once; continuous integration and people call the same ones.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: deck test check lint format sample schema bench wheel clean help

help:  ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

deck: .venv/ready  ## set up, and write the production deck of the sample customer
	$(BIN)/deckgen build production --sample

test: .venv/ready  ## set up, and run all tests
	$(BIN)/python -m pytest --numprocesses 2 --cov --cov-report=term

check: lint test  ## everything that must hold before a change lands

lint: .venv/ready  ## style, types and the architecture's import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready  ## put the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

sample: .venv/ready  ## read the sample's snapshot anew from a real API server loaded with its manifests
	$(BIN)/python -m tools.make_sample

schema: .venv/ready  ## write the JSON Schemas that editors check scripts and profiles with
	$(BIN)/python -m tools.write_schemas

bench: .venv/ready  ## compare deckgen with its peers, side by side in one run
	$(BIN)/python -m benchmarks

wheel: .venv/ready  ## build the wheel into dist/
	$(BIN)/pip wheel --no-deps --quiet --wheel-dir dist .

clean:  ## remove what was set up and built
	rm -rf .venv build dist

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("deckgen needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	touch $@
