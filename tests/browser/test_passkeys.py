"""A passkey is added, used as a second factor, and used alone, under the site's policy for scripts."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests import make
from tests.browser.newsroom import Editor


def plug_in_a_key(page):
    """A security key that needs no hand: it knows its owner, and remembers what it is for."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_asked_for_and_enough_alone(page, live_server, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make.an_editor(username="mara")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    plug_in_a_key(page)
    editor = Editor(page, live_server.url)

    editor.sign_in("mara", "open sesame")
    expect(page.get_by_role("heading", name="Second factor", level=1)).to_be_visible()
    editor.press("Add a passkey")
    editor.fill("password", "open sesame")
    editor.press("Confirm")
    editor.fill("name", "Her telephone")
    editor.fill("passwordless", True)
    editor.press("Add")
    expect(page.locator(".login-codes li")).to_have_count(10)
    editor.press("Go on to the newsroom")
    expect(page.get_by_role("heading", name="The newsroom")).to_be_visible()
    assert str(Authenticator.objects.get(type="webauthn")) == "Her telephone"
    editor.press("Log out")

    editor.sign_in("mara", "open sesame")
    editor.press("Use a passkey")
    expect(page.get_by_role("heading", name="The newsroom")).to_be_visible()
    editor.press("Log out")

    editor.go("/admin/news/article/")
    trouble = page.locator("#passkey-trouble")
    expect(trouble).to_be_hidden()
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(trouble).to_have_text("Nothing was done: it was cancelled, or took too long.")
    page.reload()
    editor.press("Log in with a passkey")
    expect(page).to_have_url(f"{live_server.url}/admin/news/article/")
    assert complaints == []
