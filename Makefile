# Everything that one types while working on Vakna. `make help` prints this list.
PYTHON ?= python3
BIN := .venv/bin
# Tools that load the settings keep their traces out of the data folder.
CHECKS := VAKNA_DATA=.venv/checks DJANGO_SETTINGS_MODULE=vakna.config.settings
.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-browser test-postgres soak lint format bench docs lock

help:  ## print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup:  ## install what is needed to work on the project
	@$(PYTHON) scripts/setup.py test

demo:  ## set up, build the demo on SQLite, serve it at 127.0.0.1:8000
	@$(PYTHON) scripts/setup.py demo
	@$(BIN)/vakna demo

run: setup  ## serve your own data folder
	@$(BIN)/vakna serve

test: lint  ## set up and run every check and every test, in the browser and on PostgreSQL too
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not browser" --ignore tests/load
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-browser test-postgres

test-browser:
	$(BIN)/python -m pytest -q -n 2 -m browser tests/browser

test-postgres:
	$(BIN)/python -m pytest -q --postgres -m "locks and not browser" --ignore tests/load

soak: setup  ## try ten times as many random processes, from a new beginning that is printed
	@from=$$(date +%s); echo "SOAK_FROM=$$from"; \
	SOAK_FROM=$$from SOAK_TIMES=10 $(BIN)/python -m pytest -q -n 2 -k whole_process tests/core tests/actions

lint: setup  ## check style, types, contracts between the floors, migrations
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(CHECKS) $(BIN)/mypy
	$(CHECKS) $(BIN)/lint-imports
	$(CHECKS) $(BIN)/python -m django makemigrations --check --dry-run

format: setup  ## put code and templates in the house's form
	$(BIN)/ruff check --fix src tests scripts
	$(BIN)/ruff format src tests scripts
	find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2

bench: setup  ## measure under load, on this machine only
	$(BIN)/python -m pytest -q tests/load

docs: setup  ## write anew the pages that are made from the code
	@$(CHECKS) $(BIN)/python scripts/make_docs.py

lock:  ## write the hashed locks anew (needs uv)
	@$(PYTHON) scripts/setup.py lock
