PYTHON ?= python3
BIN := .venv/bin

.PHONY: bench check coverage demo test torture

demo: .venv/installed
	$(BIN)/facilitator demo

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest -n 2

coverage: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 --cov=facilitator --cov-report=term

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

.venv/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@ .venv/installed

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.guide
	$(BIN)/python -m benchmarks.saving
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.screen
	$(BIN)/python -m benchmarks.trees

torture: .venv/installed-dev
	$(BIN)/python -m tests.torture
	$(BIN)/python -m tests.torture.git
