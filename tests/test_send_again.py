"""A form that comes without a session, or with the token of an older one, is kept; a forged one is not."""

import pytest
from django.conf import settings
from django.test import Client

from catalog.models import Person
from tests import make
from tests.admin_pages import address, filled_form

pytestmark = pytest.mark.django_db

HERE = {"HTTP_ORIGIN": "https://testserver", "HTTP_ACCEPT": "text/html,*/*"}


@pytest.fixture
def mara():
    """An editor in a browser, whose requests are checked for tokens."""
    mara = Client(enforce_csrf_checks=True)
    mara.force_login(make.an_editor(username="mara"))
    return mara


def typed(mara, **changes):
    page = mara.get(address(Person, "add"), secure=True)
    return filled_form(page, "name", **{"name": "Ada Marlow", **changes})


def post(mara, data, **headers):
    return mara.post(address(Person, "add"), data, secure=True, **{**HERE, **headers})


def test_all_that_was_sent_without_a_session_is_kept_and_saved_after_logging_in(mara):
    data = typed(mara, bio="Two\r\nlines <b>“&amp;”</b>")
    mara.session.flush()

    kept = post(mara, data)
    assert kept.status_code == 403 and "You were logged out" in kept.content.decode()
    assert not Person.objects.exists()
    # Still logged out: nothing is lost by pressing it too early.
    kept = post(mara, filled_form(kept, "bio"))
    mara.force_login(make.an_editor())
    mara.cookies["csrftoken"] = "b" * 32
    kept = post(mara, filled_form(kept, "bio"))
    assert "You logged in anew" in kept.content.decode()
    answer = post(mara, filled_form(kept, "bio"))

    assert answer.status_code == 302
    assert Person.objects.values_list("name", "bio").get() == ("Ada Marlow", "Two\r\nlines <b>“&amp;”</b>")


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_ORIGIN": "https://testserver.evil.example"},
        {"HTTP_ORIGIN": "https://testserver:444"},
        {"HTTP_ORIGIN": "https://[", "HTTP_REFERER": "https://testserver/"},
        {"HTTP_ORIGIN": "", "HTTP_REFERER": "https://evil.example/https://testserver/"},
        {"HTTP_ORIGIN": "", "HTTP_REFERER": ""},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_what_another_site_has_sent_is_never_offered_with_a_token(mara, headers):
    data = typed(mara) | {"csrfmiddlewaretoken": "a" * 32}

    with_session = post(mara, data, **headers)
    mara.session.flush()
    data["csrfmiddlewaretoken"] = "a" * 32
    without = post(mara, data, **headers)

    assert with_session.status_code == 403
    for answer in (with_session, without):
        assert "Marlow" not in answer.content.decode() and "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_password_is_never_written_into_a_page(mara):
    login = mara.post("/admin/login/", {"username": "mara", "password": "open sesame"}, secure=True, **HERE)
    change = post(mara, {"old_password": "open sesame"})

    assert login.status_code == change.status_code == 403
    assert b"open sesame" not in login.content + change.content


def test_files_are_named_as_lost_and_old_tokens_are_not_written_out(mara, tmp_path):
    (tmp_path / "ada.jpg").write_bytes(b"x")
    with (tmp_path / "ada.jpg").open("rb") as file:
        kept = post(mara, {"name": "Ada", "csrfmiddlewaretoken": "a" * 32, "photo": file})

    assert "ada.jpg" in kept.content.decode() and "a" * 32 not in kept.content.decode()


def test_public_pages_and_scripts_get_the_plain_answers(mara):
    mara.session.flush()

    assert settings.CSRF_FAILURE_VIEW == "showsite.resending.csrf_failure"
    assert b"Send it again" not in post(mara, {"name": "Ada"}, HTTP_ACCEPT="application/json").content
    assert b"Send it again" not in mara.post("/search/", {"q": "a"}, secure=True, **HERE).content
