# make run      everything from a fresh clone to a served demonstration council
# make help     the rest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PY := $(BIN)/python
export DJANGO_SETTINGS_MODULE ?= goodlives.config.settings
export PYTHONUNBUFFERED := 1

# The newest of these that is Python 3.11 or later makes the environment.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))

INSTALLED := .venv/.stamp-installed

.PHONY: help
help:
	@echo "make run      a demonstration council on http://localhost:8000 (PORT, DATABASE_URL, DETACH=1)"
	@echo "make stop     end the server and its database"
	@echo "make test     every test, browser journeys included"
	@echo "make check    style, types, import contracts, templates, spelling"
	@echo "make install  the Python environment, in .venv"
	@echo "make frontend the style sheet, scripts and fonts"
	@echo "make docs     the pages under docs/generated"
	@echo "make bench    how fast it is, beside others"
	@echo "make lock     the newest versions pyproject.toml allows, into requirements*.txt and package-lock.json"
	@echo "make clean    take away everything that make made, the demonstration council too"

# --- Python ---------------------------------------------------------------------------------------------------------

.PHONY: install
install: $(INSTALLED) ; @:

.venv/.stamp-created:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Good Lives needs Python 3.11 or later, and there is none here (python3 is: $$(python3 --version 2>&1))."; \
		echo "Install one, or name it: make install PYTHON=/path/to/python3.12"; exit 1; fi
	@echo "Making a Python environment in .venv"
	@$(PYTHON) -m venv --clear .venv || { \
		echo "Python could not make an environment. On Debian or Ubuntu: apt-get install python3-venv"; \
		rm -rf .venv; exit 1; }
	@touch $@

# uv comes first, by pip and with its hash, and installs the rest in seconds. Where only pip can reach an index, pip does it.
$(INSTALLED): .venv/.stamp-created requirements-dev.txt pyproject.toml
	@echo "Installing the locked packages"
	@awk '/^uv==/ {ours = 1} ours {print; if (!/\\$$/) exit}' requirements-dev.txt > .venv/uv.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt \
		|| $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --offline --editable .
	@touch $@
