"""Spreadsheets that somebody brought in: looked at first, imported once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SpreadsheetQuerySet(models.QuerySet):
    def search(self, text: str):
        """Those whose file was called like that; they are few."""
        return self.filter(name__icontains=text.replace("\x00", " ").encode("utf-8", "replace").decode())


class Spreadsheet(models.Model):
    """A CSV file. It changes nothing until somebody has seen what it would change."""

    class Kind(models.TextChoices):
        SERIES = "series", _("Series")
        SEASONS = "seasons", _("Seasons")
        PEOPLE = "people", _("People")
        CAST = "cast", _("Cast")
        CREW = "crew", _("Crew")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    name = models.CharField(_("file"), max_length=200)
    text = models.TextField(editable=False)
    brought_at = models.DateTimeField(_("brought in at"), default=timezone.now, editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    imported_at = models.DateTimeField(_("imported at"), null=True, editable=False)
    # How many lines were new, changed, unchanged, refused when it was imported.
    counts = models.JSONField(default=dict, editable=False)

    objects = SpreadsheetQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]
        verbose_name, verbose_name_plural = _("spreadsheet"), _("spreadsheets")
        default_permissions = ("add", "view", "delete")
        permissions = [("export_everything", "Can export everything, drafts included")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["series", "seasons", "people", "cast", "crew"]), name="spreadsheet_kind_known"
            )
        ]

    def __str__(self):
        return self.name
