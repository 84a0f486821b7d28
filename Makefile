# Every target sets itself up: a virtual environment from the lock file, made once and renewed when it changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: help serve build check test lint format bench clean lock

help: ## show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3 ..."; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  echo "Setting up $(VENV) with uv ..."; \
	  uv venv --quiet --clear --python "$(PYTHON)" $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  echo "Setting up $(VENV) with pip ..."; \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@
	@echo "$(VENV) is ready."

serve: $(READY) ## build the site and serve it with live reload
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: $(READY) ## build the site into site/, strictly
	$(BIN)/mkdocs build --strict

check: $(READY) ## check every page
	$(BIN)/kakehashi check docs

test: $(READY) ## run every test
	$(BIN)/python -m pytest

lint: $(READY) ## format, lint and types
	$(BIN)/ruff format --check hooks tests
	$(BIN)/ruff check hooks tests
	$(BIN)/mypy

format: $(READY) ## format the code
	$(BIN)/ruff format hooks tests
	$(BIN)/ruff check --fix hooks tests

bench: $(READY) ## measure costs, as ratios in one run
	$(BIN)/python -m tests.bench

lock: ## renew the lock file (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra site --extra dev --output-file requirements.lock pyproject.toml

clean: ## remove what was made
	rm -rf $(VENV) .cache site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
