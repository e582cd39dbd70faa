# Two commands: `make run` shows the portal with its demo province, `make test` runs everything.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
TESTS ?= tests

.PHONY: run test setup lint lock messages bench shots

run: setup
	@$(BIN)/python tools/run.py --port $(PORT)

test: setup
	$(BIN)/python -m pytest $(TESTS) -n auto $(PYTEST_FLAGS)

setup: .venv/installed
	@$(BIN)/python tools/messages.py --compile

.venv/installed: requirements.lock
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	touch .venv/installed

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/djlint --lint --quiet templates

messages: setup
	$(BIN)/python tools/messages.py --all

bench: setup
	$(BIN)/python -m bench

shots: setup
	$(BIN)/python tools/shots.py

# Asked for by name, since a checkout writes both files in no particular order.
lock:
	uv pip compile pyproject.toml --group dev --all-extras --universal --generate-hashes \
		--no-header --no-annotate --quiet -o requirements.lock
