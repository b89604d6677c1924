# SPDX-License-Identifier: EUPL-1.2
# Needs Python 3.11 or newer, make and git; everything else comes from the Python package index into $(VENV).
#   make demo     answers real questions and says where the results lie
#   make test     runs every test that this machine can run, and says what it left out and why
#   make help     the other targets

VENV ?= .venv
PYTHON ?=
TESTS ?= tests
FUZZ_FACTOR ?= 10
FUZZ_SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
BIN := $(VENV)/bin
SOURCES := $(wildcard src tests bench tools)
RUN := $(VENV)/.runtime
DEV := $(VENV)/.development

.DEFAULT_GOAL := help
.PHONY: help demo test coverage fuzz check check-format check-lint check-types check-layers check-words check-law bench torture docs glossary gallery schema lock wheel clean

help:
	@echo "make demo      answers the questions of examples/demo and drafts a request; results in out/demo"
	@echo "make test      tests in as many processes as there are cores; TESTS=tests/unit for a part, COMITY_FULL=1 to fail on what is left out"
	@echo "make coverage  the same with branch coverage"
	@echo "make fuzz      properties with ten times as many other examples; FUZZ_SEED=N repeats a run, FUZZ_FACTOR=N times as many"
	@echo "make check     format, lint, types, layers, licence lines, no law in code, the body of law"
	@echo "make bench     the speed table and the full oracle run"
	@echo "make torture   the tables 'nothing lost' and 'no one in' with full counts"
	@echo "make docs      the documentation as a site, in site/"
	@echo "make gallery   docs/gallery.md with the first page of every example"
	@echo "make schema    law/schema from the loader's types;  make glossary: docs/glossary.md and docs/case-file.md from the data"
	@echo "make lock      uv.lock anew;  make wheel: a wheel in dist/;  make clean: removes what was made"

$(RUN): pyproject.toml uv.lock tools/environment.sh
	@PYTHON="$(PYTHON)" sh tools/environment.sh $(VENV) --no-dev

$(DEV): pyproject.toml uv.lock tools/environment.sh
	@PYTHON="$(PYTHON)" sh tools/environment.sh $(VENV)

demo: $(RUN)
	@$(BIN)/python tools/demo.py examples/demo examples/bank-records.yaml out/demo

# Nothing is left to chance, the order of sets neither.
test coverage: export PYTHONHASHSEED = 0

test: $(DEV)
	@$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

# The same tests, two to four times as slow, with the branches that they take.
coverage: $(DEV)
	@$(BIN)/coverage erase; $(BIN)/coverage run -m pytest -n auto --dist worksteal $(TESTS); code=$$?; $(BIN)/coverage combine -q; $(BIN)/coverage report; exit $$code

# Other examples than those of the suite, and more; the seed says which, whatever else runs. What is found becomes an @example of its property.
fuzz: seed := $(FUZZ_SEED)
fuzz: export PYTHONHASHSEED = $(seed)
fuzz: export FUZZ_FACTOR := $(FUZZ_FACTOR)
fuzz: $(DEV)
	@echo "the seed is $(seed)"; \
	$(BIN)/python -m pytest -n auto --dist worksteal -m hypothesis \
		--hypothesis-profile fuzz --hypothesis-seed $(seed) $(TESTS) \
	|| { echo "to repeat it: make fuzz FUZZ_SEED=$(seed) FUZZ_FACTOR=$(FUZZ_FACTOR) TESTS='$(TESTS)'"; exit 1; }

# `make -k check` goes on after the first that fails.
check: check-format check-lint check-types check-layers check-words check-law

check-format: $(DEV)
	$(BIN)/ruff format --check --output-format concise $(SOURCES)

check-lint: $(DEV)
	$(BIN)/ruff check --output-format concise $(SOURCES)

check-types: $(DEV)
	$(BIN)/mypy $(SOURCES)

check-layers: $(DEV)
	$(BIN)/lint-imports

check-words: $(DEV)
	$(BIN)/python -m pytest tests/unit/test_no_law_in_code.py tests/unit/test_licence_lines.py

check-law: $(DEV)
	$(BIN)/comity law validate

# Each is a program that prints its part of the table and fails where an equality does not hold.
bench: $(DEV)
	@sh tools/each.sh $(BIN)/python bench.speed bench.http bench.world bench.plan bench.letters bench.oracle

torture: $(DEV)
	@echo "R1-R12, nothing lost: killed, cut off, disk full, network faults, replays, overload, clocks, restore (with casework and exchange)"
	@echo "S1-S13, no one in: hostile XML, containers, PDF, signatures, routes, input, logins, retention, law data, no network at run time"
	@sh tools/each.sh $(BIN)/python bench.torture

docs: $(DEV)
	$(BIN)/mkdocs build --strict --quiet
	@echo "the site is in site/index.html"

glossary: $(DEV)
	@$(BIN)/python tools/glossary.py
	@$(BIN)/python tools/case_places.py

gallery: $(DEV)
	@$(BIN)/python tools/gallery.py

schema: $(DEV)
	@$(BIN)/python tools/schema.py

# Nothing of this machine's set-up may get into the lock: only the public index.
lock: | $(VENV)/bin/uv
	@env -u PIP_FIND_LINKS -u UV_FIND_LINKS -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL \
		$(BIN)/uv lock --no-config --python $(BIN)/python

$(VENV)/bin/uv:
	@PYTHON="$(PYTHON)" sh tools/environment.sh $(VENV) --only-uv

wheel: $(DEV)
	$(BIN)/uv build --wheel --quiet --out-dir dist

clean:
	rm -rf build dist out site .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
