# HyperTrade. `make` alone lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PYTHON_MIN := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n > 8 ? 8 : n)))

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
.PHONY: help

# ------------------------------------------------------------------------------------ set-up

setup: $(VENV)/.dev ## Create .venv with everything needed to work on HyperTrade
	@echo "Ready: $(BIN)/hypertrade --help"
.PHONY: setup

# The demo needs no tools, so a newcomer waits for less; a full set-up serves it as well.
# Stamps of an environment whose Python has gone say nothing.
$(shell [ -x $(BIN)/python ] || rm -f $(VENV)/.dev $(VENV)/.local)
DEMO_READY := $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.local)

$(VENV)/bin/python:
	@./scripts/create-venv $(PYTHON_MIN) $(VENV)

$(VENV)/.local $(VENV)/.dev: $(VENV)/.%: requirements/%.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	@./scripts/install $(VENV) $*
	@touch $@

system-deps: ## Install bubblewrap, which confines users' own Python (Debian, as root)
	@./scripts/system-deps
.PHONY: system-deps

# ----------------------------------------------------------------------------------- web app

WEB := frontend
WEB_PACKAGES := $(WEB)/node_modules/.ready
WEB_BUILT := $(WEB)/node_modules/.built
# Without Node the platform runs as well: its first page then says how to get the web app.
WEB_READY := $(if $(shell ./scripts/web-packages --there && echo yes),$(WEB_BUILT),)

web: $(WEB_BUILT) ## Build the web app into frontend/dist; `make up` does so by itself
.PHONY: web

$(WEB_PACKAGES): $(WEB)/package.json $(WEB)/package-lock.json
	@./scripts/web-packages
	@touch $@

# The compressor comes with the environment; a build without it is as good, and larger on the wire.
$(WEB_BUILT): $(WEB_PACKAGES) $(WEB)/index.html $(WEB)/vite.config.ts \
  $(shell find $(WEB)/src $(WEB)/public -type f 2>/dev/null) | $(DEMO_READY)
	@echo "Building the web app..."
	@cd $(WEB) && npm run --silent build -- --logLevel warn
	@$(BIN)/python -m whitenoise.compress --quiet $(WEB)/dist
	@touch $@

# ----------------------------------------------------------------------------------- product

demo: $(DEMO_READY) ## See a sentence become a backtest, on a made-up market, without a network
	@./scripts/demo $(BIN)
.PHONY: demo

up: $(DEMO_READY) $(WEB_READY) ## Run the whole platform on this machine, at http://localhost:8080 (PORT=8080)
	@$(BIN)/hypertrade up --port $(or $(PORT),8080)
.PHONY: up

PEERS := .venv-peers

$(PEERS)/.ready: requirements/peers.txt
	@./scripts/create-venv $(PYTHON_MIN) $(PEERS)
	@./scripts/install-peers $(PEERS)
	@touch $@

bench: setup $(PEERS)/.ready ## Compare with Freqtrade and other backtesters; writes bench/out/*.json
	@$(BIN)/python -m bench
.PHONY: bench

web-bench: setup $(WEB_BUILT) ## What the web app costs in a browser; writes frontend/bench/out/budget.json
	@cd $(WEB) && npx --no-install playwright test --config bench/playwright.config.ts
.PHONY: web-bench

EMULATORS := .venv-emulators

# Where Firebase's cannot be had (no Node, no network) the tests that need them say so and are skipped.
emulators: $(EMULATORS)/.ready ## Install what stands in for BigQuery and Firebase in tests
	@./scripts/firebase-tools >/dev/null || true
.PHONY: emulators

$(EMULATORS)/.ready: requirements/emulators.txt
	@./scripts/create-venv $(PYTHON_MIN) $(EMULATORS)
	@./scripts/install-emulators $(EMULATORS)
	@touch $@

# ------------------------------------------------------------------------------------ checks

# Waiting for the network and compiling do not hinder each other.
.prepared:
	@$(MAKE) --jobs 3 setup emulators $(WEB_PACKAGES)
.PHONY: .prepared

test: .prepared system-deps check web-test web-browser ## Every check and every test; the last line is pytest's summary
	@$(BIN)/pytest -q -n $(WORKERS) --dist worksteal
.PHONY: test

web-test: setup $(WEB_BUILT) ## The web app's own tests
	@cd $(WEB) && npm run --silent test
.PHONY: web-test

web-browser: setup system-deps $(WEB_BUILT) ## The web app in a real browser, on a real platform started for it
	@cd $(WEB) && npm run --silent e2e
.PHONY: web-browser

differential: setup ## Compare thousands of drawn backtests with Freqtrade's, trade for trade (CASES=2000 SEED=1)
	@$(BIN)/python -m tests.engine.differential --cases $(or $(CASES),2000) --seed $(or $(SEED),1) --jobs $(WORKERS)
.PHONY: differential

crash: setup ## Kill the API, the queue worker and jobs at random over many runs (RUNS=200 SEED=1)
	@$(BIN)/python -m tests.platform.crash --runs $(or $(RUNS),200) --seed $(or $(SEED),1)
.PHONY: crash

CHECKS := .lint .format .types .contracts .dead-code .packages .api .web-lint .web-types .web-arrows .web-unused

check: setup $(WEB_PACKAGES) ## Lint, types, import contracts, dead code, unused packages (no tests)
	@$(MAKE) --keep-going --jobs 2 --output-sync=target $(CHECKS)
.PHONY: check $(CHECKS)

# Prints what a tool has to say only where it fails; all the tools run before the target fails.
quietly = @echo "$(1)"; out=$$($(2) 2>&1) || { printf '%s\n' "$$out"; exit 1; }

.types:     ; $(call quietly,types (mypy),$(BIN)/mypy)
.lint:      ; $(call quietly,lint (ruff),$(BIN)/ruff check --output-format concise .)
.format:    ; $(call quietly,format (ruff),$(BIN)/ruff format --check --output-format concise .)
.contracts: ; $(call quietly,import contracts (import-linter),$(BIN)/lint-imports)
.dead-code: ; $(call quietly,dead code (vulture),$(BIN)/python -m tests.architecture.dead_code)
.packages:  ; $(call quietly,unused packages (deptry),$(BIN)/deptry --no-ansi .)
.api:       ; $(call quietly,API client (openapi-typescript),./scripts/api-client $(BIN) --check)
.web-lint:   ; $(call quietly,web app: lint and format (biome),npm run --silent --prefix $(WEB) lint)
.web-types:  ; $(call quietly,web app: types (tsc),npm run --silent --prefix $(WEB) types)
.web-arrows: ; $(call quietly,web app: import arrows (dependency-cruiser),npm run --silent --prefix $(WEB) arrows)
.web-unused: ; $(call quietly,web app: unused code (knip),npm run --silent --prefix $(WEB) unused)

api: setup ## Generate the web app's API client from the API's own document (CHECK=1 only compares)
	@./scripts/api-client $(BIN) $(if $(CHECK),--check)
.PHONY: api

format: setup ## Format the code and apply ruff's safe fixes
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@[ ! -e $(WEB_PACKAGES) ] || npm run --silent --prefix $(WEB) format
.PHONY: format

# ------------------------------------------------------------------------------------- locks

# What each lock holds: the deployables with Google's SDKs, and the platform on one machine without.
LOCKS := functions jobs bots local
EXTRAS_functions := --extra functions --extra gcp
EXTRAS_jobs := --extra jobs --extra gcp
EXTRAS_bots := --extra bots --extra gcp
EXTRAS_local := --extra functions --extra jobs
COMPILE = $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: setup ## Regenerate requirements/*.txt (UPGRADE=1 takes the newest versions)
	@$(COMPILE) pyproject.toml --all-extras --group build --output-file requirements/dev.txt
	@$(foreach lock,$(LOCKS),$(COMPILE) pyproject.toml $(EXTRAS_$(lock)) \
	  --constraints requirements/dev.txt --output-file requirements/$(lock).txt;)
	@$(COMPILE) --group build --constraints requirements/dev.txt --output-file requirements/build.txt
	@$(COMPILE) --group peers --constraints requirements/dev.txt --output-file requirements/peers.txt
	@$(COMPILE) --group emulators --output-file requirements/emulators.txt
	@wc -l requirements/*.txt
.PHONY: lock

clean: ## Remove the environment, caches and the demo
	@rm -rf $(VENV) $(PEERS) $(EMULATORS) $(WEB)/node_modules $(WEB)/dist demo bench/out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
.PHONY: clean
