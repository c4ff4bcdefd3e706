# make app   sets everything up and serves the app on http://localhost:8501
# make test  sets everything up and runs every check and test, the browser's among them
# Needs Python 3.11+ and make. Everything is installed into .venv.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done; echo no-python)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt

export STREAMLIT_BROWSER_GATHER_USAGE_STATS = false
export HF_HUB_DISABLE_TELEMETRY = 1

.PHONY: app index install install-dev browser lint test test-fast clean

app: index
	$(BIN)/matcher app

index: install
	$(BIN)/matcher index build

install: $(VENV)/.app
install-dev: $(VENV)/.dev

$(BIN)/python:
	@test "$(PYTHON)" != no-python || { echo "Kakehashi needs Python 3.11 or newer; none was found. Install one, or: make PYTHON=/path/to/python app"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what the app needs into $(VENV) (about 2 GB, once) ..."
	@[ "$$(uname -s)" != Linux ] || [ -n "$$PIP_EXTRA_INDEX_URL$$PIP_INDEX_URL$$PIP_FIND_LINKS" ] || \
	  echo "Note: on Linux this brings 4 GB of CUDA that is never used; README, 'Installing without CUDA', tells how not."
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.app
	@echo "Installing what the tests need ..."
	$(PIP) -e '.[dev]'
	@touch $@

# Finds a Chromium, or gets one; says clearly when none can be had.
browser: install-dev
	@$(BIN)/python scripts/get_browser.py $(VENV)/browser-path

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/matcher corpus check

test: install-dev index browser lint
	MATCHER_TEST_BROWSER="$$(cat $(VENV)/browser-path)" $(BIN)/python -m pytest -n 2 --dist loadfile

# The quick lane while working: neither the embedded model nor the browser.
test-fast: install-dev
	$(BIN)/python -m pytest -m "not embedded and not browser"

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
