# The commands of README.md. Everything is installed into .venv; nothing outside of it is touched but the caches of models and libraries.

PYTHON ?= python3
# Processes that test. Each loads the models that its files need, 3 GB at most.
WORKERS ?= 2
BIN := .venv/bin
# The CPU build of torch is another version on Linux and Windows ("+cpu") and the only one on macOS. It is installed first, because the plain
# name brings several gigabytes of CUDA along.
TORCH := torch==2.13.0$(if $(filter Darwin,$(shell uname -s)),,+cpu)
TORCH_INDEX := https://download.pytorch.org/whl/cpu

.PHONY: run ask test check bench screenshots clean

run: .venv/.run  ## Set everything up and open the chat on http://127.0.0.1:7860
	@$(BIN)/belegt models fetch
	@$(BIN)/belegt sync seeds
	@$(BIN)/belegt serve

ask: .venv/.run  ## make ask Q="Bis wann soll die RIS MV umgesetzt werden?"
	@$(BIN)/belegt models fetch
	@$(BIN)/belegt sync seeds --quiet
	@$(BIN)/belegt ask "$$Q"

test: .venv/.dev  ## All tests. Outside CI, those that need a model that cannot be fetched are skipped and say so
	@$(BIN)/belegt models fetch || [ -z "$$CI" ]
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

check: .venv/.dev  ## Lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_architecture.py

bench: .venv/.dev  ## Speed and memory; BELEGT_EVAL_DATA=FOLDER adds the corpora
	$(BIN)/python -m tests.bench

screenshots: .venv/.dev  ## Photograph every screen and state into screenshots/, and the three pictures of README.md
	$(BIN)/python -m tests.ui.screenshots

clean:  ## Remove the environment; models and libraries stay
	rm -rf .venv

.venv/.torch:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version). Set another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "The environment could not be made. On Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }
	@echo "Installing Belegt into .venv: about two minutes, once."
	@$(BIN)/pip install --quiet --no-deps "$(TORCH)" 2>/dev/null || $(BIN)/pip install --quiet --no-deps "$(TORCH)" --index-url $(TORCH_INDEX)
	@touch $@

.venv/.run: .venv/.torch pyproject.toml constraints.txt
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.dev: .venv/.run
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

export Q
