"""The addresses of the login: those of allauth that staff need, by allauth's names. The others do not exist here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from showsite.login.duty import with_factor_shown
from showsite.login.pages import page, password_change


def own(view):
    """A page on which somebody changes how they log in."""
    return page(with_factor_shown(view))


urlpatterns = [
    path("login/", page(account.login), name="account_login"),
    path("logout/", page(account.logout), name="account_logout"),
    path("password/", own(password_change), name="account_change_password"),
    path("confirm/", page(account.reauthenticate), name="account_reauthenticate"),
    path("second-factor/", own(mfa.index), name="mfa_index"),
    path("second-factor/login/", page(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/login/", page(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/confirm/", page(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/rename/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
