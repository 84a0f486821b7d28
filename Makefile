# Every target sets itself up: a virtual environment from the lock file, made once and renewed when it changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: help serve build check test grammars fuzz lint format bench clean lock

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

fuzz: $(READY) ## read and check random pages for some hours (FUZZ=number of cases)
	FUZZ=$${FUZZ:-100000} $(BIN)/python -m pytest tests/fuzz

lint: $(READY) ## format, lint and types
	$(BIN)/ruff format --check hooks tests
	$(BIN)/ruff check hooks tests
	$(BIN)/mypy

format: $(READY) ## format the code
	$(BIN)/ruff format hooks tests
	$(BIN)/ruff check --fix hooks tests

bench: $(READY) ## measure costs, as ratios in one run
	$(BIN)/python -m tests.bench

# Only what is named on the command line is read: a variable of the same name in the environment means something else.
BINARIES := KUBECTL DOCKER ETCDCTL ETCDUTL KIND KUSTOMIZE CURL JOURNALCTL OPENSSL
named = $(if $(filter command,$(firstword $(origin $(1)))),$(1))
NAMED = $(foreach tool,$(BINARIES),$(call named,$(tool)))
lower = $(shell printf %s '$(1)' | tr A-Z a-z)
GRAMMARS ?= hooks/kakehashi/data/commands

grammars: $(READY) ## read the command grammars anew (KUBECTL=path, DOCKER=path, ... AWS_PYTHON=path; SOURCE="package and version")
	@test -n "$(strip $(NAMED)$(call named,AWS_PYTHON))" || { echo 'Name the binaries: make grammars KUBECTL=/usr/bin/kubectl SOURCE="Debian package kubectl 1.36.4"'; echo 'Known: $(BINARIES) AWS_PYTHON'; exit 2; }
	@test -n "$(SOURCE)" || { echo 'Say where they are from: SOURCE="package and version"'; exit 2; }
	$(if $(strip $(NAMED)),PYTHONPATH=hooks $(BIN)/python -m kakehashi.knowledge.commands.snapshot $(foreach tool,$(NAMED),$(call lower,$(tool))="$($(tool))") $(foreach tool,$(NAMED),--source $(call lower,$(tool))="$(SOURCE)") --out "$(GRAMMARS)")
	$(if $(call named,AWS_PYTHON),PYTHONPATH=hooks $(BIN)/python -m kakehashi.knowledge.commands.snapshot_aws --python "$(AWS_PYTHON)" --path "$$("$(AWS_PYTHON)" -c 'import awscli, pathlib; print(pathlib.Path(awscli.__file__).parents[1])')" --out "$(GRAMMARS)/aws" --source "$(SOURCE)" --date "$$(date +%F)")
	@echo 'Next: make test, which checks that each grammar accepts its own help examples; then read the difference above.'

lock: ## renew the lock file (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra site --extra dev --output-file requirements.lock pyproject.toml

clean: ## remove what was made
	rm -rf $(VENV) .cache site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
