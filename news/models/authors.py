"""Those who sign our articles."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import Image
from catalog.models.slugs import Slugged, SluggedQuerySet


class AuthorQuerySet(SluggedQuerySet):
    def public(self, at: datetime | None = None):
        """Those who sign a live article."""
        from news.models.links import Link

        return self.filter(pk__in=Link.objects.live(at).used("author"))

    def of_old(self, at: datetime | None = None):
        """Those who signed what readers have seen."""
        from news.models.links import Link
        from news.models.revisions import Revision

        return self.filter(pk__in=Link.objects.of(Revision.objects.ever_live(at)).used("author"))

    def count_stories(self, at: datetime | None = None) -> dict[int, int]:
        """How many live articles each of them signs, by key; those who sign none left out."""
        from news.models.links import Link

        signed = Link.objects.live(at).filter(role=Link.Role.AUTHOR, author__in=self)
        return dict(signed.order_by().values_list("author").annotate(models.Count("revision", distinct=True)))


class Author(Slugged):
    """A byline. Who signs need not be a user, and a user need not sign."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bylines",
        verbose_name=_("user"),
    )
    byline = models.CharField(_("byline"), max_length=200)
    bio = models.TextField(_("biography"), blank=True, help_text=_("Plain text; an empty line parts paragraphs."))
    photo = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="authors", verbose_name=_("photo")
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["byline", "pk"]
        verbose_name, verbose_name_plural = _("author"), _("authors")
        constraints = [models.CheckConstraint(condition=~models.Q(byline=""), name="author_has_a_byline")]

    def __str__(self):
        return self.byline

    def get_absolute_url(self):
        return reverse("news:author_detail", args=[self.slug])
