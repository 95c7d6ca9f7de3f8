"""The form of a redirect: an address as it is pasted, and what would keep the redirect from ever being of use."""

import re
from urllib.parse import quote, unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.forms import LineField
from news.anonymous import answer
from showsite.models.redirects import PATH_LENGTH, TARGET_LENGTH, Redirect, other_slash
from showsite.redirecting import CLOSED, End
from showsite.redirecting import there as there_now

_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f\\]")


def on_this_site(address: str) -> str:
    """A whole address of this site, or of a host that it had, as a path; any other as it is."""
    try:
        asked, ours = urlsplit(address), urlsplit(settings.SITE_URL)
        is_ours = asked.netloc == ours.netloc or validate_host(asked.hostname or "", settings.FORMER_HOSTS)
    except ValueError:
        return address
    if asked.scheme not in {"http", "https"} or not is_ours:
        return address
    return asked._replace(scheme="", netloc="", path=asked.path or "/").geturl()


class RedirectForm(forms.ModelForm):
    old_path = LineField(
        label=gettext_lazy("Old path"),
        # As it may be pasted: the whole address.
        max_length=PATH_LENGTH + 200,
        help_text=Redirect._meta.get_field("old_path").help_text,
    )
    target = LineField(
        label=gettext_lazy("Leads to"),
        max_length=TARGET_LENGTH,
        required=False,
        help_text=Redirect._meta.get_field("target").help_text,
    )
    note = LineField(
        label=gettext_lazy("Note"),
        max_length=300,
        required=False,
        help_text=Redirect._meta.get_field("note").help_text,
    )

    class Meta:
        model = Redirect
        fields = ["old_path", "target", "note"]

    def clean_old_path(self):
        path = on_this_site(self.cleaned_data["old_path"])
        if not path.startswith("/") or path.startswith("//"):
            raise ValidationError(_("It begins with one slash, like /2019/05/old-story.html, or is of this site."))
        if "?" in path or "#" in path:
            raise ValidationError(_("Without the question mark, the number sign, and what follows them."))
        path = unquote(path)
        if _NO_ADDRESS.search(path) or len(path) > PATH_LENGTH:
            raise ValidationError(_("This is no path of a site."))
        if f"{path}/".startswith(CLOSED):
            raise ValidationError(
                _("The site keeps the addresses below %(place)s for itself."), params={"place": path}
            )
        self.check_nothing_is_there(path)
        return path

    def check_nothing_is_there(self, path: str) -> None:
        """ValidationError where the site answers by itself: a redirect is only asked where it finds nothing."""
        found = answer(quote(path))
        if getattr(found, "by_hand", False) or found.status_code in {404, 410}:
            return
        if found.status_code == 200:
            raise ValidationError(
                _("A page stands at %(path)s, and always goes before a redirect."), params={"path": path}
            )
        if address := found.headers.get("Location"):
            raise ValidationError(
                _("%(path)s leads to %(address)s by itself."), params={"path": path, "address": address}
            )
        raise ValidationError(_("The site keeps the addresses below %(place)s for itself."), params={"place": path})

    def clean_target(self):
        target = on_this_site(self.cleaned_data["target"])
        if not target:
            return ""
        try:
            address = urlsplit(target)
            is_whole = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
        except ValueError:
            is_whole = False
        is_path = target.startswith("/") and not target.startswith("//")
        if not (is_whole or is_path) or _NO_ADDRESS.search(target):
            raise ValidationError(
                _("A path that begins with a slash, like /series/the-defenders/, or a whole address with https://.")
            )
        return target

    def clean(self):
        cleaned = super().clean()
        path, target = cleaned.get("old_path"), cleaned.get("target", "")
        if path and target.startswith("/") and (steps := self.loop(path, target)):
            self.add_error("target", _("That would lead round in a circle: %(steps)s.") % {"steps": " → ".join(steps)})
        return cleaned

    def loop(self, path: str, target: str) -> list[str]:
        """The paths of the circle that this redirect would close; none when it closes none."""
        steps, step = [path], urlsplit(target).path
        while step.startswith("/"):
            steps.append(step)
            if step in {path, other_slash(path)}:
                return steps
            if step in steps[:-1] or there_now(step)[0] == End.PAGE:
                break
            onward = Redirect.objects.exclude(pk=self.instance.pk).leading_from(step)
            if onward is None:
                break
            step = urlsplit(onward.target).path if onward.target.startswith("/") else ""
        return []
