# Everything happens in .venv/ inside the checkout; `.venv/bin/ingest` is the program.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DATA := out
EXTRAS := dev

.PHONY: help run test lint docs bench screenshots clean

help:            ## show this list
	@sed -n 's/^\([a-z]*\): *[^#]*## /\1	/p' Makefile | expand -t 8

run: $(READY)    ## ingest raw/ into out/ and show what came out
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/tour.sh $(DATA)

$(READY): pyproject.toml constraints.txt
	@echo "Setting up .venv/ (about a minute, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@$(BIN)/python -m compileall -q src
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'from ingest.grammar import load_grammars; load_grammars().compile_all()'
	@touch $@

test: $(READY) lint ## lint, then all tests
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

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

clean:           ## remove what is made here: .venv/ and the dataset in out/
	rm -rf .venv $(DATA)/*
