"""The forms of the login. What a browser says of a passkey is anybody's JSON until it has been checked."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter as get_factors
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A credential is some kilobytes long.
MOST_CHARACTERS = 50_000
# What reading forged bytes ends in, somewhere below.
UNREADABLE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class StaffLoginForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autofocus"] = True

    def clean(self):
        """Whoever may not work here hears the same as whoever does not know the password."""
        data = super().clean()
        if self.user and not (self.user.is_active and self.user.is_staff):
            raise get_adapter().validation_error("username_password_mismatch")
        return data


class CredentialField(forms.JSONField):
    """An object of JSON, as `navigator.credentials` gives it, that a database can hold."""

    widget = forms.HiddenInput

    def to_python(self, value):
        text = value if isinstance(value, str) else ""
        if len(text) > MOST_CHARACTERS or "\\u0000" in text:
            raise get_factors().validation_error("incorrect_code")
        try:
            found = super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise get_factors().validation_error("incorrect_code") from error
        if found is not None and not isinstance(found, dict):
            raise get_factors().validation_error("incorrect_code")
        return found

    def bound_data(self, data, initial):
        """It holds for one moment: nothing of it is written out again, or read for that."""
        return ""

    def prepare_value(self, value):
        return ""


class AuthenticateForm(webauthn.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self):
        try:
            return super().clean_credential()
        except UNREADABLE as error:
            raise get_factors().validation_error("incorrect_code") from error


class PasskeyLoginForm(AuthenticateForm, webauthn.LoginWebAuthnForm):
    pass


class PasskeyConfirmForm(AuthenticateForm, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), required=False, max_length=100, help_text=_("For you to tell them apart."))
    credential = CredentialField()
    passwordless = forms.BooleanField(
        label=_("Log in with it alone"),
        required=False,
        help_text=_("Without the password. The device then asks for a PIN, a finger or a face."),
    )

    def clean(self):
        try:
            return super().clean()
        except ValidationError:
            raise
        except UNREADABLE as error:
            raise get_factors().validation_error("incorrect_code") from error


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=100)
