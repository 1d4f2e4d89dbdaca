# make run      everything from a fresh clone to a served demonstration council
# make help     the rest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PY := $(BIN)/python
export DJANGO_SETTINGS_MODULE ?= goodlives.config.settings
export PYTHONUNBUFFERED := 1
# What is compiled is kept, also where the machine says not to: a command begins in half the time.
unexport PYTHONDONTWRITEBYTECODE

# The newest of these that is Python 3.11 or later makes the environment.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))

INSTALLED := .venv/.stamp-installed
TRANSLATED := $(patsubst %.po,%.mo,$(wildcard src/goodlives/locale/*/LC_MESSAGES/django.po))

.PHONY: help
help:
	@echo "make run      a demonstration council on http://localhost:8000 (PORT, DATABASE_URL, DETACH=1)"
	@echo "make stop     end the server and its database"
	@echo "make test     every test, browser journeys included"
	@echo "make check    style, types, import contracts, templates, spelling"
	@echo "make install  the Python environment, in .venv"
	@echo "make frontend the style sheet, scripts and fonts"
	@echo "make translations  finds the words again, for each language, and makes the translations ready"
	@echo "make docs     the pages under docs/generated"
	@echo "make pictures the pictures in the README, from the council that make run serves"
	@echo "make bench    how fast it is, beside others"
	@echo "make soak     a million people worked out twice, each measure counted twice a thousand times: all must agree"
	@echo "make journeys every journey in a browser, on a phone and at a desk"
	@echo "make probe    every address as everybody about everybody: nobody reads what they may not"
	@echo "make mutants  the measures changed one line at a time, which their tests must notice"
	@echo "make lock     the newest versions pyproject.toml allows, into requirements*.txt and package-lock.json"
	@echo "make clean    take away everything that make made, the demonstration council too"

# --- Python ---------------------------------------------------------------------------------------------------------

.PHONY: install
install: $(INSTALLED) $(TRANSLATED) ; @:

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
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(PY) --require-hashes requirements-dev.txt \
		|| $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --offline --editable .
	@touch $@

# --- Languages ------------------------------------------------------------------------------------------------------

.PHONY: translations
translations: $(INSTALLED)
	@$(PY) -m goodlives.config.translations

$(TRANSLATED): %.mo: %.po | $(INSTALLED)
	@$(PY) -m goodlives.config.translations ready

# --- Front end ------------------------------------------------------------------------------------------------------

FRONTEND := src/goodlives/web/design/frontend
BUILT := src/goodlives/web/design/static/design
MODULES := node_modules/.stamp
FRONTEND_BUILT := $(BUILT)/.stamp

# The machine's Node where it is 18 or later; otherwise the one in .venv, found because it comes first.
NODE_PATH_FIRST := $(shell node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null && npm --version >/dev/null 2>&1 \
	|| echo "$(CURDIR)/$(BIN):")

.PHONY: frontend
frontend: $(FRONTEND_BUILT) ; @:

$(MODULES): package.json package-lock.json .npmrc | $(INSTALLED)
	@echo "Fetching the design system, the fonts and htmx"
	@PATH="$(NODE_PATH_FIRST)$$PATH" npm ci --ignore-scripts --silent
	@touch $@

# Read from right to left, the few Latin letters in bold are thickened by the browser: a first visit stays under 100 kB.
$(FRONTEND_BUILT): $(MODULES) $(wildcard $(FRONTEND)/*)
	@echo "Building the style sheet, scripts and fonts"
	@mkdir -p $(BUILT)
	@PATH="$(NODE_PATH_FIRST)$$PATH" node node_modules/sass/sass.js --load-path=node_modules --style=compressed --no-source-map \
		--quiet-deps $(FRONTEND)/app.scss $(BUILT)/app.css
	@PATH="$(NODE_PATH_FIRST)$$PATH" node node_modules/rtlcss/bin/rtlcss.js --silent $(BUILT)/app.css $(BUILT)/rtl.part
	@sed -E 's/@font-face\{[^}]*latin(-ext)?-700[^}]*\}//g' $(BUILT)/rtl.part > $(BUILT)/app.rtl.css && rm $(BUILT)/rtl.part
	@PATH="$(NODE_PATH_FIRST)$$PATH" node node_modules/sass/sass.js --style=compressed --no-source-map \
		$(FRONTEND)/right-to-left.scss >> $(BUILT)/app.rtl.css
	@cp node_modules/htmx.org/dist/htmx.min.js $(wildcard $(FRONTEND)/*.js $(FRONTEND)/*.svg) $(BUILT)/
	@sed 's|//# sourceMappingURL=.*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > $(BUILT)/govuk-frontend.min.js
	@$(PY) $(FRONTEND)/fonts.py node_modules/@fontsource $(BUILT)/fonts
	@touch $@

# --- Run ------------------------------------------------------------------------------------------------------------

PORT ?= 8000
COLLECTED := .local/static/.stamp

$(COLLECTED): $(FRONTEND_BUILT) $(shell find src/goodlives -path '*/static/*' -type f ! -name '.*' 2>/dev/null)
	@echo "Gathering what browsers fetch"
	@$(PY) -m django collectstatic --noinput --verbosity 0
	@touch $@

.PHONY: run stop
run: $(INSTALLED) $(TRANSLATED) $(COLLECTED)
	@$(PY) -m goodlives.config.run start --port $(PORT) $(if $(filter-out 0,$(DETACH)),--detach)

stop:
	@if [ -x $(PY) ]; then $(PY) -m goodlives.config.run stop; else echo "Nothing was running"; fi

# --- Test -----------------------------------------------------------------------------------------------------------

BROWSER := .local/.stamp-browser

# Left for next time when none could be had: journeys then skip, and say why.
$(BROWSER): $(INSTALLED)
	@mkdir -p .local
	@$(PY) tests/journeys/browser.py | tee $@.new
	@if grep -q skipped $@.new; then rm $@.new; else mv $@.new $@; fi

.PHONY: test
test: $(INSTALLED) $(TRANSLATED) $(COLLECTED) $(BROWSER)
	@$(PY) -m pytest -n auto --dist worksteal

# A million people, each worked out one by one and all at once, and each measure counted twice on a thousand made-up
# sets of events: minutes, so apart from the rest.
.PHONY: soak
soak: $(INSTALLED)
	@GOODLIVES_SOAK=1000000 $(PY) -m pytest -n auto tests/rules/test_bulk.py -k people_of_every_kind
	@GOODLIVES_SEEDS=1000 $(PY) -m pytest -n auto tests/measures/test_second_count.py

# Every journey on a phone and at a desk, each page sent in two halves. `make test` walks most on a phone only.
.PHONY: journeys
journeys: $(INSTALLED) $(TRANSLATED) $(COLLECTED) $(BROWSER)
	@GOODLIVES_WIDTHS=both $(PY) -m pytest -n auto --dist worksteal tests/journeys

# Every address as everybody about everybody by each method: some minutes. `make test` asks one of 61 parts of it.
.PHONY: probe
probe: $(INSTALLED) $(COLLECTED)
	@GOODLIVES_PROBE=whole $(PY) -m pytest -s tests/test_probe.py

# One line of a measure changed at a time, to see that its tests notice: a second each, or GOODLIVES_MUTANTS=20 of each file.
.PHONY: mutants
mutants: $(INSTALLED)
	@PYTHONPATH=. $(PY) tests/measures/mutants.py

CHECKS := check-style check-types check-imports check-templates check-spelling check-glossary

.PHONY: check $(CHECKS)
check: $(INSTALLED)
	@$(MAKE) --keep-going $(CHECKS)

check-style:
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && echo "style: as agreed" \
		|| { echo "style: ruff format . and ruff check --fix . put right what they can"; exit 1; }

# mypy asks Django what its models are, which needs no database, so none is started.
check-types:
	@export DATABASE_URL=postgresql://nobody@127.0.0.1/none; $(PY) -c "import django; django.setup()" && $(BIN)/mypy

check-imports:
	@$(BIN)/lint-imports --no-logo

check-templates:
	@$(BIN)/djlint src/goodlives --lint --quiet && echo "templates: well formed"

check-spelling:
	@git ls-files -co --exclude-standard -z | xargs -0 $(BIN)/codespell && echo "spelling: nothing found"

check-glossary:
	@if [ -e tests/test_glossary.py ]; then $(PY) -m pytest tests/test_glossary.py; fi

# --- The rest -------------------------------------------------------------------------------------------------------

.PHONY: bench docs pictures lock clean
BENCH := .local/bench

# What others are measured with is no part of the product, so it has an environment of its own.
$(BENCH)/.stamp: $(INSTALLED) requirements-bench.txt
	@echo "Installing what we are measured beside"
	@$(PY) -m venv --clear $(BENCH)
	@$(BIN)/uv pip sync --quiet --python $(BENCH)/bin/python --require-hashes requirements-bench.txt
	@touch $@

bench: $(BENCH)/.stamp $(COLLECTED)
	@PYTHONPATH=src $(BENCH)/bin/python bench/charging.py
	@PYTHONPATH=src $(BENCH)/bin/python bench/measures.py
	@$(PY) -m django migrate --verbosity 0
	@for file in $(filter-out bench/charging.py bench/measures.py,$(wildcard bench/*.py)); do $(PY) $$file || exit 1; done

# The tests marked `docs` compare a page under docs/generated with what the code says now; asked this way, they write it.
docs: $(INSTALLED) $(COLLECTED)
	@GOODLIVES_WRITE_DOCS=1 $(PY) -m pytest -m docs

pictures: $(INSTALLED)
	@GOODLIVES_DEMONSTRATION=1 PYTHONPATH=. $(PY) tests/pictures.py http://localhost:$(PORT)

lock: $(INSTALLED)
	@$(BIN)/uv pip compile --quiet $(LOCKED) --output-file requirements.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet $(LOCKED) --output-file requirements-dev.txt --group dev --constraint requirements.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet $(LOCKED) --output-file requirements-bench.txt --group bench --constraint requirements.txt pyproject.toml
	@PATH="$(NODE_PATH_FIRST)$$PATH" npm update --package-lock-only --silent
	@if grep -Ein 'index-url|find-links|"resolved"' requirements*.txt package-lock.json; then \
		echo "A lock file names where packages come from: that is for each machine to say"; exit 1; fi

# One lock for every Python from 3.11 and every machine, and no word on where packages come from.
LOCKED := --universal --python-version 3.11 --generate-hashes --upgrade --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

clean: stop
	@if [ -x $(PY) ]; then $(PY) -m goodlives.config.run clean; fi
	@rm -rf .venv .local .hypothesis node_modules $(BUILT)
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
