# Everything works from a clean clone: what is missing is set up first (packaging/setup.sh), in .venv/ and build/.
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help screenshots demo run test lint format check check-policy fuzz bench bundle lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## audit the demo archive, say where the reports are, open them in the window if there is a screen
	@packaging/setup.sh app system-if-possible
	@packaging/demo.sh $(DEMO)

run: ## open the window
	@packaging/setup.sh app system-if-possible
	@$(BIN)/python main.py

test: ## lint, type-check and run every test
	@packaging/setup.sh system development
	@$(MAKE) --no-print-directory lint
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest

lint: ## ruff, mypy and the rule of imports, without the tests
	@packaging/setup.sh development
	@echo "Checking style, types and imports ..."
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: ## put the code into its standard form and mend what ruff can mend
	@packaging/setup.sh development
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

screenshots: ## pictures of every page into build/screenshots/, to be looked at
	@packaging/setup.sh app system
	@QT_SCALE_FACTOR=1 $(BIN)/python packaging/screenshots.py build/screenshots
	@QT_SCALE_FACTOR=2 $(BIN)/python packaging/screenshots.py build/screenshots/twice --quick

check: ## does this installation work? (outtake check)
	@packaging/setup.sh app system-if-possible
	@$(BIN)/python main.py check

check-policy: ## is the policy pack in order? TEXTS=folder looks every quote up in stored copies, RECORD=yes records them
	@packaging/setup.sh development
	@$(BIN)/python packaging/check_policy.py $(if $(TEXTS),"$(TEXTS)") $(if $(RECORD),--record)

fuzz: ## read 200,000 archives damaged at random (CASES=, SEED= for fewer and for others)
	@packaging/setup.sh development
	@$(BIN)/python -m tests.fuzz.run --cases $(or $(CASES),200000) --seed $(or $(SEED),1)

bench: ## how fast is it? figures into build/bench/ (SIZES="S M L" for others, RUNS=)
	@packaging/setup.sh app system
	@$(BIN)/python -m bench --sizes $(or $(SIZES),S M) --runs $(or $(RUNS),3)

bundle: ## build dist/outtake, a folder that runs without Python, try it, and say how large it is
	@packaging/setup.sh system bundle development
	@packaging/bundle.sh

lock: ## choose the newest allowed versions again and write both locks
	@packaging/lock.sh

clean: ## remove .venv/, build/ and every cache
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
