# Everything happens in .venv/ inside the checkout; `.venv/bin/ingest` is the program.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LOWEST := .venv-lowest
DATA := out
EXTRAS := dev

.PHONY: help run test unit test-all slow lowest lint docs bench screenshots clean

help:            ## show this list
	@sed -n 's/^\([a-z-]*\): *[^#]*## /\1	/p' Makefile | expand -t 8

run: $(READY)    ## ingest raw/ into out/ and show what came out
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/tour.sh $(DATA)

$(READY): pyproject.toml constraints.txt
	@echo "Setting up .venv/ (some minutes, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@$(BIN)/python -m compileall -q src
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'from ingest.grammar import load_grammars; load_grammars().compile_all()'
	@touch $@

# Python keeps what it compiles and what pytest rewrites, wherever it is told not to: the next start takes it.
TESTS := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test: $(READY)   ## lint, and beside it the tests that take no browser, cluster or fresh environment
	@$(MAKE) --no-print-directory --jobs=2 --output-sync lint unit

unit: $(READY)
	$(TESTS) -m 'not slow and not sweep'

test-all: $(READY) ## all other tests: browser, Ray, Spark, long kills, and the wheel with the lowest versions
	@$(MAKE) --no-print-directory --jobs=2 --output-sync slow lowest

slow: $(READY)
	$(TESTS) -m slow

# All that reads and writes, and what was the first to fail below one of the bounds.
BY_LOWEST := reader tables store webpages catalogue/test_forms.py $(addprefix cli/test_,show.py compare.py query.py)

# The wheel in an environment of its own, with the oldest versions that pyproject.toml allows.
lowest: $(LOWEST)/.ready
	$(LOWEST)/bin/pytest -q -p no:cacheprovider -m 'not slow and not sweep' $(addprefix tests/,$(BY_LOWEST))

$(LOWEST)/.ready: $(shell find src grammars -type f -not -name '*.pyc') pyproject.toml constraints-lowest.txt
	@$(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints-lowest.txt '.[test,polars]'
	@touch $@

lint: $(READY)   ## ruff, strict mypy, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: $(READY)   ## bring the list of modules in docs/architecture.md up to date
	cd tests && ../$(BIN)/python -m docs.modules

BENCH_MINUTES := 45

bench: $(READY)  ## measure ourselves beside others
	$(BIN)/python benchmarks/bench.py --minutes $(BENCH_MINUTES)

screenshots: $(READY) ## take the pictures of README and docs, with Chromium
	$(BIN)/python docs/screenshots.py

clean:           ## remove what is made here: environments and the dataset in out/
	rm -rf .venv $(LOWEST) $(DATA)/*
