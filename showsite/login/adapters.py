"""What allauth asks the site: who may log in, where a login leads, and what is written down."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import AuditEntry

# What would be a mail elsewhere is a line of the log here.
DEEDS = {
    "account/email/password_changed": _("Changed their password."),
    "mfa/email/totp_activated": _("Set up an authenticator app."),
    "mfa/email/totp_deactivated": _("Removed their authenticator app."),
    "mfa/email/webauthn_added": _("Added a passkey."),
    "mfa/email/webauthn_removed": _("Removed a passkey."),
    "mfa/email/recovery_codes_generated": _("Made new recovery codes."),
}
# Whoever has just set up a factor has shown that they hold it.
SHOWN = {"mfa/email/totp_activated": "totp", "mfa/email/webauthn_added": "webauthn"}


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "That is not the username and password of somebody who works here. Mind capitals in the password."
        ),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many failed attempts. Wait five minutes, then try again."),
        "incorrect_code": _("That code does not hold. Codes of an app change every half minute."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Nothing but this very host: other hosts that the server answers to are not led to."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Of the account alone: allauth's counts for each Host, whose port is anybody's to choose."""
        return credentials.get("username", "").lower()

    def get_password_change_redirect_url(self, request):
        return reverse("admin:index")

    def pre_login(self, request, user, **told):
        """Passkeys come past the form of the login; what it asks of people holds for them too."""
        if user.is_active and user.is_staff:
            return super().pre_login(request, user, **told)
        messages.error(request, self.error_messages["username_password_mismatch"])
        return HttpResponseRedirect(reverse("account_login"))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """No mail is sent: the one log has it."""
        AuditEntry.objects.write(user, AuditEntry.Action.CHANGED, by=user, note=str(DEEDS[template_prefix]))
        if template_prefix in SHOWN:
            record_authentication(self.request, user, "mfa", type=SHOWN[template_prefix])


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Accounts.error_messages["incorrect_code"],
    }

    def get_totp_label(self, user):
        return user.get_username()

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %d") % (count + 1)

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {"name": user.get_username()}
