# `make help` lists all commands. They need Python 3.11 or newer, make and git.
PYTHON ?= python3
PORT ?= 8000
export PYTHON
# Keep compiled Python modules in one folder. Tests and `make run` start dozens of processes, and without this folder
# each would compile the modules again.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/pycache
unexport PYTHONDONTWRITEBYTECODE

bootstrap = scripts/python scripts/bootstrap.py
bin = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run serve dev test t check fmt test-fast test-long test-postgres bench bench-engine bench-reminders bench-scale client lock env sbom screenshots clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | \
		while IFS='|' read -r name what; do printf '%-20s %s\n' "$$name" "$$what"; done

run: ## everything on this machine, at http://localhost:8000 (PORT=9000 for another port)
	@$(bootstrap) local --build && exec $(bin)/python -m project.local --port $(PORT) --stop-with-parent

serve: ## the home edition on this machine, for the two of you: ORIGIN=https://… OPERATOR_NAME=… DATA_DIR=… (docs/home.md)
	@$(bootstrap) local --build && exec $(bin)/python -m project.home --port $(PORT)

dev: PORT = 5173
dev: ## the app for changing it, at http://localhost:5173: Vite, server, worker and beat, all of which reload
	@$(bootstrap) local --node && exec $(bin)/python -m scripts.dev --port $(PORT) --stop-with-parent

test: ## every check and every test, on SQLite and PostgreSQL, with the browser; one summary at the end
	@$(bootstrap) test --build && exec $(bin)/python -m scripts.check all

t: ## one test: T=tests/couples/test_pairing_api.py::test_name or T=frontend/tests/app/words.test.ts (DB=postgres)
	@$(bootstrap) test --build && exec $(bin)/python -m scripts.one_test "$(T)" --database "$(or $(DB),sqlite)"

check: ## the checks that need no test: lint, types, imports, dependencies, migrations, texts, the API's client
	@$(bootstrap) test --node && exec $(bin)/python -m scripts.check static

fmt: ## format the code as `make check` wants it
	@$(bootstrap) test --node && exec $(bin)/python -m scripts.fmt

test-fast: ## the Python suite on SQLite without the slow tests, and the front end's unit tests
	@$(bootstrap) test --node && exec $(bin)/python -m scripts.check fast

test-postgres: ## the Python suite on a real PostgreSQL with a real Valkey
	@$(bootstrap) test --build && exec $(bin)/python -m scripts.check postgres

test-long: ## the tests that take minutes, marked `long`
	@$(bootstrap) test --build && exec $(bin)/python -m scripts.check long

bench: ## measure the web server for benchmarks/RESULTS.md on this machine
	@$(bootstrap) test --build && $(bin)/python -m benchmarks.web --keep && exec $(bin)/python -m benchmarks.engine --short

bench-engine: ## how often the engine finds a topic and how often it is right, on simulated couples (minutes)
	@$(bootstrap) test && exec $(bin)/python -m benchmarks.engine --keep

bench-reminders: ## claiming, empty ticks, sending and enqueueing at two million rows; some minutes
	@$(bootstrap) test && exec $(bin)/python -m benchmarks.reminders --keep

bench-scale: ## plans, speed and disk with 20,000 couples and a year of check-ins; many minutes, 24 GB of disk while it runs
	@$(bootstrap) test && exec $(bin)/python -m benchmarks.scale --keep

client: ## write the typed client's types again from the API
	@$(bootstrap) test --node && exec $(bin)/python -m scripts.client

lock: ## write requirements/*.lock again from pyproject.toml; keeps versions that still fit (ARGS=--upgrade: the newest)
	@$(bootstrap) test && exec $(bin)/python -m scripts.lock $(ARGS)

env: ## a .env with fresh secrets, for docker-compose.yml
	@$(bootstrap) local && exec $(bin)/python -m scripts.env

sbom: ## every locked package of Python and npm, with version and licence, in side-by-side.cdx.json
	@$(bootstrap) test --node && exec $(bin)/python -m scripts.sbom

screenshots: ## the README's pictures, taken from the running app
	@$(bootstrap) test --build && exec $(bin)/python -m scripts.screenshots

clean: ## remove what was installed and built (not .local and .dev, where your data are)
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
	rm -rf frontend/node_modules frontend/dist test-results
