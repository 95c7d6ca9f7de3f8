"""`make run`: an empty site is filled once, any other is left alone, and what is in the way is told first."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from catalog.models import Series
from showsite.management.commands import serve
from tests import make

ROOT = Path(__file__).parent.parent


@pytest.fixture
def served(monkeypatch, db):
    """The commands that were called, and the server's command line; neither is run, but the demo is one series."""
    calls = []

    def called(name, **options):
        calls.append(name)
        if name == "load_demo":
            make.a_series()

    monkeypatch.setattr(serve, "call_command", called)
    monkeypatch.setattr(os, "execv", lambda path, arguments: calls.append(" ".join(arguments)))
    monkeypatch.setattr(serve.connection, "close", lambda: None)
    monkeypatch.setattr(os, "environ", {name: value for name, value in os.environ.items() if name != "SITE_URL"})
    return calls


def test_an_empty_site_gets_the_demo_and_an_editor_whose_password_is_shown(served, capsys):
    call_command("serve")

    password = re.search(r"editor / (\S+)", capsys.readouterr().out)[1]
    assert "load_demo" in served
    assert authenticate(username="editor", password=password).is_superuser


def test_a_second_run_loads_nothing_and_shows_no_password(served, capsys):
    call_command("serve")
    capsys.readouterr()
    served.clear()

    call_command("serve")

    assert "load_demo" not in served
    assert "editor /" not in capsys.readouterr().out
    assert Series.objects.count() == 1


@pytest.mark.parametrize("made", [make.a_series, make.a_user])
def test_a_site_that_holds_anything_is_left_as_it_is(served, made):
    made()

    call_command("serve")

    assert "load_demo" not in served
    assert not get_user_model().objects.filter(username="editor").exists()


def test_a_first_run_that_is_broken_off_leaves_nothing_and_says_so(served, monkeypatch):
    def broken_off(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(get_user_model().objects, "create_superuser", broken_off)
        with pytest.raises(CommandError, match="Stopped"):
            call_command("serve")

    assert not Series.objects.exists()


def test_it_serves_this_machine_alone_and_pages_name_the_port_that_was_asked_for(served):
    call_command("serve", port=8001)

    assert "gunicorn showsite.wsgi --no-control-socket --bind 127.0.0.1:8001 " in served[-1]
    assert os.environ["SITE_URL"] == "http://127.0.0.1:8001"


def test_a_busy_port_is_told_in_one_line_that_says_what_to_do():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        told = subprocess.run(["make", "port", f"PORT={port}"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode != 0
    assert told.stderr.splitlines()[0] == f"Port {port} is busy or no port. Choose another: make run PORT=8001"
