"""What an editor has chosen for their own work; readers never see anything of it."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def site_zone() -> zoneinfo.ZoneInfo:
    """The time zone of the site, in which its days begin and end."""
    return zoneinfo.ZoneInfo(timezone.get_default_timezone_name())


def check_time_zone(name: str) -> None:
    """ValidationError for what is no time zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone of this name: choose one such as Europe/London."), "time_zone")


class EditorPreferences(models.Model):
    """One editor's own settings. Who never chose anything has no row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences", verbose_name=_("user")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[check_time_zone],
        help_text=_("Yours, for the moments that the desk and the publish dialog write out. Empty: the site's."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("preferences"), _("preferences")

    def __str__(self):
        return str(self.user)


def zone_of(user) -> zoneinfo.ZoneInfo:
    """The time zone in which an editor reads moments: their own, or the site's."""
    chosen = EditorPreferences.objects.filter(user=user.pk).values_list("time_zone", flat=True).first()
    # A zone may leave the database of the machine, after it was chosen.
    if not chosen or chosen not in zoneinfo.available_timezones():
        return site_zone()
    return zoneinfo.ZoneInfo(chosen)
