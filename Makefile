# One environment, everything from it. Needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-long check format examples screenshots benchmark gold fuzz corpus-check docs dist sbom clean

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
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,cluster,parquet]'
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

# The site, in build/site: no network, no font or script from elsewhere. (With --quiet, warnings
# are not counted, and nothing is strict.)
docs: $(STAMP)
	$(BIN)/python -m mkdocs build --strict --config-file docs/site/mkdocs.yml

dist: $(STAMP)
	$(BIN)/python -m build --no-isolation --outdir dist .

# What an installation without extras consists of, in CycloneDX form.
sbom: dist
	rm -rf build/sbom
	$(PYTHON) -m venv --without-pip build/sbom
	$(BIN)/python -m pip --python build/sbom/bin/python install --quiet --disable-pip-version-check dist/fitcheck-*.whl
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON -o dist/fitcheck.cdx.json build/sbom/bin/python

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
