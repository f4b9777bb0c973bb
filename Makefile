# One environment, everything from it. Needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-long check format examples screenshots benchmark gold fuzz corpus-check clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/fitcheck check examples/resumes/backend_engineer.pdf examples/postings/backend_engineer.html --as-of 2026-11-22

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	$(BIN)/pytest -n 2 -m "not long"

test-long: check
	$(BIN)/pytest -n 2

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(STAMP)
	$(BIN)/python examples/make_examples.py

screenshots: $(STAMP)
	$(BIN)/python -m tests.browser.screenshots

benchmark: $(STAMP)
	$(BIN)/python -m benchmarks $(NAME)

gold: $(STAMP)
	$(BIN)/python -m benchmarks gold

# Goes on for SECONDS (half an hour), over all targets or those named in TARGETS.
SECONDS ?= 1800
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,fuzz]'
	$(BIN)/python -m tests.fuzz $(TARGETS) --seconds $(SECONDS)

corpus-check: $(STAMP)
	$(BIN)/python -m benchmarks corpus_check

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
