"""Redirects that somebody has made by hand, from addresses where nothing of ours stands."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.folding import search_name
from catalog.models.searching import SearchQuerySet

PATH_LENGTH, TARGET_LENGTH = 500, 1000


def other_slash(path: str) -> str:
    """The same path with a slash at its end, or without one."""
    return path[:-1] if path.endswith("/") else f"{path}/"


class RedirectQuerySet(SearchQuerySet):
    def leading_from(self, path: str) -> "Redirect | None":
        """The one of a path; where there is none, that of the path with, or without, a slash at its end."""
        rows: Iterable[Redirect] = self.filter(old_path__in=[path, other_slash(path)])
        found = {row.old_path: row for row in rows}
        return found.get(path) or found.get(other_slash(path))

    def that_lead_on(self, paths: set[str]) -> set[str]:
        """Those of some paths from which one leads to an address."""
        kept = self.filter(old_path__in=[*paths, *map(other_slash, paths)]).exclude(target="")
        found = set(kept.values_list("old_path", flat=True))
        return {path for path in paths if {path, other_slash(path)} & found}


class Redirect(models.Model):
    """An address that means another one, or nothing any more. Asked only where the site itself finds nothing."""

    old_path = models.CharField(
        _("old path"),
        max_length=PATH_LENGTH,
        unique=True,
        help_text=_(
            "As it follows the name of the site, without what follows a question mark: /2019/05/old-story.html"
        ),
    )
    target = models.CharField(
        _("leads to"),
        max_length=TARGET_LENGTH,
        blank=True,
        help_text=_(
            "A path of this site, or a whole address elsewhere that begins with https://. Empty: what was there has "
            "gone for good (410)."
        ),
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("For the desk; readers do not see it."))
    search_name = models.CharField(max_length=2000, editable=False, default="")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("redirect"), _("redirects")
        ordering = ["old_path", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old_path__startswith="/") & ~Q(old_path__startswith="//"), name="redirect_begins_here"
            ),
            models.CheckConstraint(
                condition=Q(target="")
                | (Q(target__startswith="/") & ~Q(target__startswith="//"))
                | Q(target__startswith="https://")
                | Q(target__startswith="http://"),
                name="redirect_leads_to_an_address",
            ),
            models.CheckConstraint(condition=~Q(target=F("old_path")), name="redirect_leads_to_another"),
        ]

    def __str__(self):
        return self.old_path

    def save(self, **kwargs):
        self.search_name = search_name(self.old_path, self.target, self.note)
        super().save(**kwargs)
