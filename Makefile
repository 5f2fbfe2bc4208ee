# The whole developer manual: `make demo`, `make test`, `make check`. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: help demo test check format lint types contracts benchmark clean

help:
	@echo "make demo       set up, build the graph of seeds/, show a summary and a graph page"
	@echo "make test       set up, run every test"
	@echo "make check      format, lint, types, import contracts, tests: what CI runs"
	@echo "make format     put the code into its format"
	@echo "make benchmark  speed of extraction beside the obvious alternative, and of starting"

# The stamp is older than what it was made from when a dependency changes: then, and only then, pip runs again.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the project needs into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/kg build seeds/
	@echo
	@$(BIN)/kg rank --limit 10
	@$(BIN)/kg view -o kg-view.html
	@echo
	@echo "Next / 接下来:"
	@echo "  open kg-view.html in a browser / 用浏览器打开 kg-view.html"
	@echo "  $(BIN)/kg query --list                        what can be asked / 现成的问题"
	@echo "  $(BIN)/kg query tasks_led_by_agency --param agency=重庆市綦江区医疗保障局"
	@echo "  $(BIN)/kg extract seeds/gaoming-2023.txt      facts as JSON / 抽取结果"
	@echo "  $(BIN)/kg build YOUR-FOLDER/                  your own documents / 您自己的文件"

test: $(STAMP)
	@$(BIN)/python -m pytest $(ARGS)

check: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory test ARGS=-rs

format: $(STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(STAMP)
	@$(BIN)/ruff check .

types: $(STAMP)
	@$(BIN)/mypy

contracts: $(STAMP)
	@$(BIN)/lint-imports --no-cache

benchmark: $(STAMP)
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/extract.py

clean:
	rm -rf $(VENV) kg-store kg-view.html dist build .mypy_cache .ruff_cache .pytest_cache
