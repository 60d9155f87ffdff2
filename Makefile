# PetroVerse: every recipe says what it does; `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup up test check bench bench-forecast soak lock docs clean
SHELL := /bin/bash
PY := .venv/bin/python
HOME_OPTION := $(if $(HOME_DIR),--home $(HOME_DIR),)

help: ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN{FS=":.*## "}{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## make the environment (.venv) and the web bundle; does nothing when both are current
	@scripts/setup

up: setup ## start the platform and print a sign-in link (UP="--port 8800 --no-browser" passes options)
	@exec .venv/bin/petroverse up $(HOME_OPTION) $(UP)

test: setup ## run all tests (TEST=tests/unit some); says whether they run on the real publications or on the sample
	@scripts/test-tools
	@$(PY) -m pytest -q tests/unit/measurement tests/laws/measurement --cov petroverse.measurement --cov-fail-under 100 --cov-report term:skip-covered
	@$(if $(TEST),$(PY) -m pytest $(TEST),$(PY) scripts/all_tests.py)

check: setup ## format, lint, types, import contracts and the fast tests, as a commit must pass them
	@.venv/bin/ruff format --check src tests benchmarks scripts web hatch_build.py
	@.venv/bin/ruff check src tests benchmarks scripts web hatch_build.py
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) -m pytest -q -x tests/shape tests/unit/core tests/unit/measurement tests/laws

bench: setup ## measure beside peers, in one run, as ratios (BENCH=query runs one of them)
	@scripts/bench $(BENCH)

bench-forecast: setup ## our forecast beside the libraries' on any monthly series (DATA="a.csv b.csv", OPTIONS="--top 40")
	@$(PY) benchmarks/forecast_trial.py $(DATA) $(OPTIONS)

soak: setup ## the long runs: many seeds of kills, faults and random queries (SEEDS=200)
	@PETROVERSE_SOAK=$(or $(SEEDS),200) $(PY) -m pytest tests/faults tests/laws tests/api/test_schema.py -m "soak or not soak" --timeout 7200

lock: setup ## resolve requirements.lock and web/package-lock.json again, without registry addresses
	@scripts/lock

docs: setup ## write what is generated: reference pages (settings, commands, catalogue), the web app's API types
	@$(PY) scripts/write_reference.py
	@$(PY) scripts/write_client.py

clean: ## remove the environment, the web bundle and caches; keeps every home and its facts
	@rm -rf .venv web/node_modules src/petroverse/api/web .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
