# One command for each thing a person does here. Everything stands on `make setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test wheel bench serve lock format clean

help:  ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready  ## the environment in .venv, with .venv/bin/luoshi

$(VENV)/.ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src/luoshi
	touch $@

$(VENV)/.dev-ready: $(VENV)/.ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

demo: setup  ## read the sample articles and print what they say
	$(BIN)/luoshi demo

test: $(VENV)/.dev-ready  ## lint, types, import contracts, tests
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto

wheel: $(VENV)/.wheel  ## a wheel with the reader compiled, in dist/ (needs a C compiler, takes 3 minutes)

$(VENV)/.wheel: $(VENV)/.dev-ready $(shell find src/luoshi samples -type f -not -path '*/__pycache__/*')
	command -v $(CC) || (echo "A C compiler is needed (Debian: apt install gcc). Without one luoshi runs from its source, a tenth slower."; exit 1)
	rm -rf dist $(VENV)/compiled
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --no-isolation .
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --target $(VENV)/compiled dist/luoshi-*.whl
	touch $@

bench: $(VENV)/.wheel  ## speed, as ratios in one run: the compiled reader, then everything as it stands in the checkout
	PYTHONPATH=$(VENV)/compiled $(BIN)/python -m benchmarks reading
	$(BIN)/python -m benchmarks

serve: setup  ## the workbench on the sample library
	$(BIN)/luoshi serve --demo

lock:  ## lock the requirements anew (with uv)
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --all-extras --group dev --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements-dev.txt
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --all-extras --group build -c requirements-dev.txt --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.txt

format: $(VENV)/.dev-ready  ## put the code in its form
	$(BIN)/ruff check --fix src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

clean:  ## remove the environment and what was made
	rm -rf $(VENV) dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
