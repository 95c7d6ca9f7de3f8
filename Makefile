# The three commands of the project: make run, make test, make check. Each starts from nothing.
.POSIX:
.NOTPARALLEL:

PORT = 8000
PYTHON = .venv/bin/python
SEARCH = python3 python3.13 python3.12 python3.11

run: folder port environment .env
	@exec $(PYTHON) manage.py serve --port $(PORT)

test: folder dev-environment browser
	@$(PYTHON) -m tests

check: folder dev-environment
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	git ls-files -z '*.html' | xargs -0 .venv/bin/djade --check --target-version 5.2
	READ_DOT_ENV=off SECRET_KEY=check $(PYTHON) -m tests.messages check
	READ_DOT_ENV=off SECRET_KEY=check $(PYTHON) -m mypy
	READ_DOT_ENV=off SECRET_KEY=check $(PYTHON) manage.py makemigrations --check --dry-run
	READ_DOT_ENV=off $(PYTHON) -m tests.with_env .env.example manage.py check --deploy --fail-level WARNING

# Brings the catalogs of translations up to date with the source, and compiles them.
messages: dev-environment
	READ_DOT_ENV=off SECRET_KEY=check $(PYTHON) -m tests.messages

# Writes the locks anew from requirements.in and requirements-dev.in.
lock: dev-environment
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt

# Takes the pictures of docs/editors.md anew, and shoots every kind of public page into var/screenshots/.
screenshots: dev-environment browser
	@$(PYTHON) docs/take_screenshots.py
	@$(PYTHON) docs/shoot_pages.py

folder:
	@touch .writable 2>/dev/null && rm .writable || { \
	echo "This folder cannot be written to. Move the project to one that can, and try again." >&2; exit 1; }

# Sets $python: the one in .venv where that is whole, else the first that is new enough, else nothing.
WHOLE = $(PYTHON) -c 'import pip' 2>/dev/null
FIND = python=$(PYTHON); $(WHOLE) || for python in $(SEARCH); do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
  done

python: folder
	@$(FIND); [ -n "$$python" ] || { \
	echo "Python 3.11 or newer is missing. Install it (apt install python3 python3-venv, or brew install python)." >&2; \
	exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || $(WHOLE) || { \
	echo "Python's venv module is missing. Install it (apt install python3-venv), and try again." >&2; exit 1; }

# Before anything is made, so that a busy port costs no two minutes.
port: python
	@$(FIND); $$python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null || { \
	echo "Port $(PORT) is busy or no port. Choose another: make run PORT=8001" >&2; exit 1; }

# One that was broken off is finished; one whose Python has gone from the machine is made anew.
venv: python
	@$(WHOLE) || { $(FIND); echo "Making .venv with $$python"; \
	[ -x $(PYTHON) ] || rm -rf .venv; $$python -m venv .venv; }

environment: venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
	echo "Installing what requirements.txt names"; \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt \
	&& cp requirements.txt .venv/requirements.txt; }

dev-environment: venv
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	echo "Installing what requirements-dev.txt names"; \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt \
	&& cp requirements-dev.txt .venv/requirements-dev.txt; }

# Debian's Chromium, where it is missing and can be had. The browser tests say so where it cannot.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| [ -d "/Applications/Google Chrome.app" ] || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { \
	echo "Installing Chromium"; \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
	>.chromium.log 2>&1 && rm .chromium.log || { echo "Chromium could not be installed:"; tail -n 3 .chromium.log; rm .chromium.log; }; }

# The settings of a site on this machine alone: plain HTTP on loopback.
.env:
	@umask 077; { \
	echo "# Written by make run: a site on this machine, over plain HTTP. .env.example explains each variable."; \
	echo "SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	echo "DEBUG=off"; \
	echo "HTTPS=off"; \
	echo "SILENCED_SYSTEM_CHECKS=security.W004,security.W008,security.W012,security.W016"; \
	} > .env; echo "Wrote .env with a secret key of its own"

.PHONY: run test check messages lock screenshots folder python port venv environment dev-environment browser
