"""How staff log in: throttled, led nowhere else, with a second factor that can be made a duty."""

import re
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver, reverse

from catalog.models import AuditEntry
from tests import make

PASSWORD = "open sesame"


@pytest.fixture(autouse=True)
def at_one_moment():
    """Codes change every half minute."""
    with time_machine.travel("2026-03-01 12:00:00Z", tick=False) as moment:
        yield moment


@pytest.fixture
def mara(db):
    return make.an_editor(username="mara")


def log_in(client, username="mara", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client):
    return client.post("/accounts/confirm/", {"password": PASSWORD})


def set_up_app(client):
    """Set up an app, as somebody who is logged in; the secret that it keeps, and the recovery codes."""
    confirm(client)
    page = client.get("/accounts/second-factor/app/").text
    secret = re.search(r'<code class="login-key">(\w+)</code>', page)[1]
    # Within the request, as where no test holds a transaction around it.
    with patch("django.db.transaction.on_commit", lambda function, **_options: function()):
        client.post("/accounts/second-factor/app/", {"code": code_of(secret)})
    codes = client.get("/accounts/second-factor/codes/")
    return secret, re.findall(r"<li><code>(\d+)</code>", codes.text)


def is_in(client):
    return client.get("/admin/").status_code == 200


# -- the password -------------------------------------------------------------------------------------------------


def test_the_admin_leads_to_the_login_and_the_login_back_to_what_was_asked_for(client, mara):
    page = client.get("/admin/catalog/series/?q=salt", follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    field = re.search(r'name="next" value="([^"]+)"', page.text)[1]

    assert log_in(client, next=field).headers["Location"] == "/admin/catalog/series/?q=salt"
    assert is_in(client)


def test_a_login_made_on_the_command_line_works(client, db):
    call_command("createsuperuser", "--no-input", username="boss", email="boss@example.org", verbosity=0)
    user = make.get_user_model().objects.get(username="boss")
    user.set_password(PASSWORD)
    user.save()

    assert log_in(client, "boss").headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("username", "password"), [("mara", "open barley"), ("nobody", PASSWORD), ("reader", PASSWORD), ("gone", PASSWORD)]
)
def test_whoever_may_not_work_here_hears_the_same_as_whoever_mistypes(client, mara, username, password):
    make.a_user("reader", is_staff=False)
    make.a_user("gone", is_active=False)

    page = log_in(client, username, password)

    assert "is not the username and password of somebody who works here" in page.text
    assert password not in page.text
    assert not is_in(client)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\udc80"[:0] + "ü" * 151, ""])
def test_a_name_that_cannot_be_is_refused_with_a_sentence(client, db, name):
    page = log_in(client, name)

    assert page.status_code == 200 and "errorlist" in page.text


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https://localhost/"],
)
def test_the_login_leads_to_no_other_host(client, mara, settings, address):
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]

    door = client.get("/admin/login/", {"next": address})
    assert door.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    assert log_in(client, next=address).headers["Location"] == "/admin/"
    assert client.get("/admin/login/", {"next": address}).headers["Location"] == "/admin/"
    assert client.post("/accounts/logout/", {"next": address}).headers["Location"] == "/accounts/login/"


def test_logging_out_takes_a_click_and_then_the_admin_is_closed(client, mara):
    log_in(client)
    client.get("/admin/logout/")
    assert is_in(client)

    client.post("/admin/logout/")
    assert not is_in(client)


def test_whoever_loses_their_place_while_logged_in_is_told_and_not_led_in_circles(client, mara):
    log_in(client)
    make.get_user_model().objects.update(is_staff=False, is_superuser=False)

    page = client.get("/admin/", follow=True)

    assert page.status_code == 403 and "no longer does" in page.text


def test_a_password_is_changed_with_the_old_one_and_the_log_knows(client, mara):
    log_in(client)
    assert client.get("/admin/password_change/").headers["Location"] == "/accounts/password/"
    typed = {"oldpassword": "wrong", "password1": "a salt road at dawn", "password2": "a salt road at dawn"}

    assert client.post("/accounts/password/", typed).status_code == 200
    assert client.post("/accounts/password/", typed | {"oldpassword": PASSWORD}).headers["Location"] == "/admin/"

    assert log_in(Client(), password="a salt road at dawn").status_code == 302
    assert AuditEntry.objects.get(by=mara).note == "Changed their password."


# -- the throttle -------------------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_an_account_is_closed_to_the_right_one_for_five_minutes(mara, at_one_moment):
    for number in range(5):
        log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="wrong")

    page = log_in(Client(REMOTE_ADDR="192.0.2.9"))
    assert "Too many failed attempts. Wait five minutes" in page.text
    assert log_in(Client(), make.an_editor().username).status_code == 302

    at_one_moment.shift(301)
    assert log_in(Client()).status_code == 302


def test_an_account_is_closed_whatever_port_a_visitor_says_they_asked(mara):
    for number in range(5):
        log_in(Client(REMOTE_ADDR=f"192.0.2.{number}", HTTP_HOST=f"testserver:{number + 1}"), "MARA", "wrong")

    assert "Too many failed attempts" in log_in(Client(REMOTE_ADDR="192.0.2.9", HTTP_HOST="testserver:9")).text


def test_after_twenty_wrong_passwords_an_address_is_closed_whatever_the_name(mara):
    for number in range(20):
        log_in(Client(REMOTE_ADDR="192.0.2.1"), f"name{number}", "wrong")

    assert "Too many failed attempts" in log_in(Client(REMOTE_ADDR="192.0.2.1")).text
    assert log_in(Client(REMOTE_ADDR="192.0.2.2")).status_code == 302


def test_whoever_sends_too_much_is_answered_429_in_a_page_of_ours(client, mara):
    answers = [client.post("/accounts/login/", {}) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Wait a minute" in answers[-1].text and answers[-1].headers["Retry-After"] == "60"


@pytest.mark.parametrize(("proxies", "status"), [(0, 200), (1, 302)])
def test_the_address_of_a_visitor_is_the_one_that_our_own_proxy_wrote(mara, settings, proxies, status):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(20):
        log_in(Client(HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.1"), f"name{number}", "wrong")

    # Behind one proxy the first is made up, and the last one counts; with none both are made up.
    assert log_in(Client(HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.2")).status_code == status


def test_wrong_codes_are_throttled_like_wrong_passwords(client, mara):
    log_in(client)
    secret, _codes = set_up_app(client)
    stranger = Client()
    log_in(stranger)
    for _ in range(5):
        stranger.post("/accounts/second-factor/login/", {"code": "000000"})

    page = stranger.post("/accounts/second-factor/login/", {"code": code_of(secret)})
    assert "Too many failed attempts" in page.text and not is_in(stranger)


# -- the second factor --------------------------------------------------------------------------------------------


def test_an_app_is_set_up_after_the_password_and_asked_for_from_then_on(client, mara, at_one_moment):
    log_in(client)
    assert urlsplit(client.get("/accounts/second-factor/app/").headers["Location"]).path == "/accounts/confirm/"
    secret, codes = set_up_app(client)
    assert len(codes) == 10

    client = Client()
    assert log_in(client, next="/admin/news/").headers["Location"] == "/accounts/second-factor/login/"
    assert not is_in(client)
    for wrong in ("000000", "é", "a\0b", ""):
        assert client.post("/accounts/second-factor/login/", {"code": wrong}).status_code == 200
    at_one_moment.shift(30)
    answer = client.post("/accounts/second-factor/login/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/admin/news/"
    assert is_in(client)

    again = Client()
    log_in(again)
    assert again.post("/accounts/second-factor/login/", {"code": code_of(secret)}).status_code == 200
    assert AuditEntry.objects.get().note == "Set up an authenticator app."


def test_a_recovery_code_lets_in_once(client, mara):
    log_in(client)
    _secret, codes = set_up_app(client)

    for expected in (True, False):
        client = Client()
        log_in(client)
        client.post("/accounts/second-factor/login/", {"code": codes[3]})
        assert is_in(client) is expected


def test_recovery_codes_are_shown_and_made_anew_only_after_the_password(client, mara, at_one_moment):
    log_in(client)
    _secret, codes = set_up_app(client)
    assert client.get("/accounts/second-factor/codes/file/").text.split() == codes
    client.post("/accounts/second-factor/codes/new/")
    assert codes[0] not in client.get("/accounts/second-factor/codes/").text

    at_one_moment.shift(301)
    for address in ("codes/", "codes/file/", "codes/new/", "app/remove/"):
        assert client.get(f"/accounts/second-factor/{address}").headers["Location"].startswith("/accounts/confirm/")


@pytest.mark.parametrize("is_duty", [True, False])
def test_a_session_that_never_showed_the_factor_neither_reads_its_codes_nor_puts_another_in_its_place(
    client, mara, settings, is_duty
):
    settings.SECOND_FACTOR_REQUIRED = is_duty
    older = Client()
    log_in(older)
    log_in(client)
    secret, codes = set_up_app(client)
    confirm(older)

    for address in ("codes/", "codes/file/", "codes/new/", "app/", "app/remove/"):
        for send in (older.get, older.post):
            led = send(f"/accounts/second-factor/{address}").headers["Location"]
            assert led.startswith("/accounts/second-factor/confirm/"), address
    for address in ("passkeys/add/", "password/"):
        assert older.get(f"/accounts/{address}").headers["Location"].startswith("/accounts/second-factor/confirm/")

    older.post("/accounts/second-factor/confirm/", {"code": code_of(secret)})
    assert codes[0] in older.get("/accounts/second-factor/codes/").text


def test_an_app_is_removed_with_its_codes(client, mara):
    log_in(client)
    set_up_app(client)
    client.post("/accounts/second-factor/app/remove/")

    assert not Authenticator.objects.exists()
    assert log_in(Client()).headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    "credential",
    ["", "x", "[]", "1" * 5000, "[" * 100_000, '{"id": "\\u0000"}', "{}", '{"id": 1, "rawId": "é", "response": {}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "userHandle": "\\ud800", '
     '"authenticatorData": "AA", "signature": "AA", "attestationObject": "AA"}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "userHandle": "MQ", '
     '"authenticatorData": "AA", "signature": "AA", "attestationObject": "oA"}}'],
    ids=range(10),
)  # fmt: skip
def test_a_forged_passkey_is_refused_with_a_sentence(client, mara, credential):
    client.get("/accounts/passkeys/login/", HTTP_ACCEPT="application/json")
    page = client.post("/accounts/passkeys/login/", {"credential": credential}, follow=True)
    assert page.status_code == 200 and "messagelist" in page.text and not is_in(client)

    log_in(client)
    confirm(client)
    client.get("/accounts/passkeys/add/")
    page = client.post("/accounts/passkeys/add/", {"credential": credential})
    assert (page.status_code == 200 and "errorlist" in page.text) or "errornote" in page.text
    assert not Authenticator.objects.exists()


def test_an_operator_takes_lost_factors_away(client, mara):
    log_in(client)
    set_up_app(client)
    call_command("remove_second_factor", "mara")

    assert log_in(Client()).headers["Location"] == "/admin/"
    for name in ("mara", "nobody"):
        with pytest.raises(CommandError):
            call_command("remove_second_factor", name)
    assert AuditEntry.objects.latest_first()[0].note == "All second factors were removed."


def test_nobody_reads_secrets_in_the_admin(editor, client):
    addresses = [address for name, address in admin_addresses() if name.startswith(("account_", "mfa_"))]

    assert addresses == []


def admin_addresses():
    return [(name, name) for name in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(name, str)]


# -- the duty -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_where_it_is_a_duty_staff_set_up_a_factor_before_any_page_of_the_admin(client, mara, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    log_in(client)
    for address in (
        "/admin/",
        "/admin/catalog/series/",
        "/admin/jsi18n/",
        "/admin/nowhere/",
        "/admin/catalog/unsaved/keep/",
    ):
        assert client.get(address).headers["Location"] == "/accounts/second-factor/", address
    assert "asks everybody for a second factor" in client.get("/accounts/second-factor/").text
    assert client.get("/feeds/").status_code == 200

    set_up_app(client)
    assert is_in(client)


def test_where_it_is_a_duty_a_session_that_never_showed_the_factor_is_asked_for_it(client, mara, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    log_in(client)
    older = Client()
    log_in(older)
    secret, _codes = set_up_app(client)

    page = older.get("/admin/catalog/series/")
    assert page.headers["Location"] == "/accounts/second-factor/confirm/?next=%2Fadmin%2Fcatalog%2Fseries%2F"
    answer = older.post(page.headers["Location"], {"code": code_of(secret)})
    assert answer.headers["Location"] == "/admin/catalog/series/"
    assert is_in(older)


def test_where_it_becomes_a_duty_what_was_typed_meanwhile_is_kept(client, mara, settings):
    log_in(client)
    settings.SECOND_FACTOR_REQUIRED = True

    page = client.post(
        "/admin/catalog/person/add/", {"name": "Ada Marlow"}, HTTP_ACCEPT="text/html", HTTP_ORIGIN="http://testserver"
    )

    assert page.status_code == 403 and "Ada Marlow" in page.text and "second factor" in page.text


def test_where_it_is_no_duty_a_password_does(client, mara):
    log_in(client)

    assert is_in(client)


# -- the pages ----------------------------------------------------------------------------------------------------


def test_there_are_no_addresses_for_signing_up_or_for_mail(client, db):
    for address in ("signup/", "email/", "confirm-email/", "password/reset/", "password/set/", "inactive/", ""):
        assert client.get(f"/accounts/{address}").status_code == 404


def test_every_page_of_the_login_is_ours_and_kept_by_nobody(client, mara):
    log_in(client)
    set_up_app(client)
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    names = {name for name in names if name.startswith(("account_", "mfa_"))}
    keyed = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
    assert len(names) == 18
    for name in sorted(names - keyed):
        page = client.get(reverse(name))
        assert page.status_code in {200, 302}, name
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow", name
        assert "no-store" in page.headers["Cache-Control"], name
        if page.status_code == 200 and name != "mfa_download_recovery_codes":
            assert 'id="branding"' in page.text and "unsafe" not in page.headers["Content-Security-Policy"], name
    anonymous = Client()
    assert 'id="branding"' in anonymous.get("/accounts/login/").text
    assert anonymous.get("/accounts/login/", HTTP_ACCEPT="application/json").status_code == 200
    assert "Disallow: /accounts/" in anonymous.get("/robots.txt").text


def test_the_admin_shows_the_way_to_the_password_and_the_second_factor(client, mara):
    log_in(client)
    page = client.get("/admin/").text

    assert 'href="/accounts/second-factor/"' in page and 'href="/admin/password_change/"' in page
