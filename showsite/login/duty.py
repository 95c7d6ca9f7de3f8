"""A second factor as a duty: without one, and until it was shown in this session, the admin is closed.

Duty or not, whoever has one shows it before they change how they log in: a password that was found out, or a session
from before, could otherwise put another factor in its place.
"""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from showsite import resending

# Recovery codes stand in for a factor, and are none.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def owes_second_factor(request) -> bool:
    """Whether somebody is logged in with a password alone where that does not do."""
    if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
        return False
    return not (_has_shown(request) and is_mfa_enabled(request.user, FACTORS))


def _has_shown(request) -> bool:
    # A session that began with the password alone does not become more by what another session sets up.
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def with_factor_shown(view):
    """A page on which somebody changes how they log in: whoever has a second factor shows it first."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and is_mfa_enabled(request.user, FACTORS) and not _has_shown(request):
            return _lead(request)
        return view(request, *args, **kwargs)

    return guarded


def ask_for_second_factor(get_response):
    """Lead staff who owe one to where they set it up, or show it, before any page of the admin."""

    def middleware(request):
        if not request.path.startswith(resending.ADMIN) or request.path == reverse("admin:logout"):
            return get_response(request)
        if not owes_second_factor(request):
            return get_response(request)
        if resending.may_be_sent_again(request):
            return resending.send_again(request, owes_second_factor=True)
        return _lead(request)

    return middleware


def _lead(request):
    address = reverse("mfa_index")
    if is_mfa_enabled(request.user, FACTORS):
        methods = get_adapter(request).get_reauthentication_methods(request.user)
        address = next(method["url"] for method in methods if method["id"].startswith("mfa_"))
        if request.method == "GET":
            address += "?" + urlencode({"next": request.get_full_path()})
    else:
        messages.warning(request, _("This newsroom asks everybody for a second factor. Set one up to go on."))
    return HttpResponseRedirect(address)
