"""Pages in which the site speaks of itself: about, standards, contact, privacy, and what else editors add."""

import re
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, Max, OuterRef, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from catalog.models.removal import Removable, RemovableQuerySet
from catalog.models.slugs import Slugged, SluggedQuerySet
from catalog.versions import lock
from news import richtext
from news.models.articles import site_language

# The foot of every page leads to these: they neither move nor go, only their words change.
FIXED = ["about", "standards", "contact", "privacy"]
OWED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class PageQuerySet(SluggedQuerySet, RemovableQuerySet):
    def public(self, at: datetime | None = None):
        """Those that readers could see at a moment."""
        published = PageRevision.objects.until(at).filter(page=OuterRef("pk"))
        return self.present().filter(Exists(published))

    def with_shown(self, *names: str, at: datetime | None = None):
        """With columns of the revision that readers see at a moment, as `shown_title`; None where they see none."""
        newest = PageRevision.objects.until(at).filter(page=OuterRef("pk"))
        return self.annotate(**{f"shown_{name}": Subquery(newest.values(name)[:1]) for name in names})

    def listed(self, at: datetime | None = None):
        """The public ones with title and day as readers see them, for links."""
        return self.public(at).with_shown("title", "published_at", at=at).defer("text").in_order()

    def in_order(self):
        """Those in the foot of every page first, as they stand there."""
        places = [When(slug=slug, then=place) for place, slug in enumerate(FIXED)]
        return self.order_by(Case(*places, default=len(FIXED)), "title", "pk")


class Page(Slugged, Removable):
    """The working copy, which editors write. Readers see its latest revision."""

    title = models.CharField(_("title"), max_length=200)
    lead = models.CharField(
        _("in a sentence"), max_length=300, help_text=_("Stands below the title, and in lists of search engines.")
    )
    text = ProseEditorField(
        _("text"),
        extensions=richtext.EXTENSIONS,
        sanitize=richtext.clean,
        help_text=_(
            "{site} becomes the name of the site, {mail} its address for mail. What stands in [[ and ]] is still to "
            "be written: readers are told so."
        ),
    )
    language = models.CharField(_("language"), max_length=3, default=site_language, help_text=_("ISO 639 code: en."))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("page of the site"), _("pages of the site")
        ordering = ["title", "pk"]
        permissions = [("publish_page", _("Can publish pages of the site"))]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="page_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | ~models.Q(slug__in=["about", "standards", "contact", "privacy"]),
                name="page_in_the_foot_stays",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("page" if self.is_fixed else "extra_page", args=[self.slug])

    def now_at(self, path: str) -> str:
        """One to which the foot of every page leads has no other address."""
        return self.get_absolute_url()

    @property
    def is_fixed(self) -> bool:
        return self.slug in FIXED

    @property
    def was_public(self) -> bool:
        return self.removed_at is not None and self.revisions.exists()

    @property
    def owed(self) -> int:
        """How many places of its text are still to be written."""
        return len(OWED.findall(self.text))

    def shown(self, at: datetime | None = None) -> "PageRevision":
        """What readers see, or saw at a moment. PageRevision.DoesNotExist when they saw nothing."""
        return self.revisions.until(at).latest()

    @transaction.atomic
    def publish(self, *, by=None, note: str = "", version: int | None = None) -> "PageRevision":
        """Show readers what it says now. Conflict when it is not at `version`; ValidationError for nothing new."""
        lock(self, version)
        self.refresh_from_db()
        if self.removed_at:
            raise ValidationError(_("It was removed: put it back first."))
        newest = self.revisions.first()
        if newest and newest.says() == self.says():
            raise ValidationError(_("Readers see just this already."))
        number = (self.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
        return self.revisions.create(number=number, note=note, published_by=by, **self.says())

    def says(self) -> dict[str, str]:
        """All that readers would see of it."""
        return {name: getattr(self, name) for name in WORDS} | {"text": richtext.clean(self.text)}

    def readdress(self, slug: str) -> None:
        if slug != self.slug and {slug, self.slug} & {*FIXED}:
            raise ValidationError({"slug": _("The foot of every page leads here: this address stays.")})
        super().readdress(slug)

    def remove(self, reason: str) -> None:
        if self.is_fixed:
            raise ValidationError(_("The foot of every page leads here: write other words instead."))
        super().remove(reason)


WORDS = ["title", "lead", "text", "language"]


class PageRevisionQuerySet(models.QuerySet):
    def until(self, at: datetime | None = None):
        """Those that were published by a moment, newest first."""
        return self.filter(published_at__lte=at or timezone.now()).order_by("-published_at", "-number")


class PageRevision(models.Model):
    """What a page says to readers from a moment on, until the next one. Never changed."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    lead = models.CharField(_("in a sentence"), max_length=300)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=3)
    note = models.CharField(_("what changed, for readers"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    objects = PageRevisionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("revision of a page"), _("revisions of pages")
        ordering = ["-published_at", "-number"]
        get_latest_by = ["published_at", "number"]
        # Pages are published; there is nothing to be done with what was.
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="page_revision_number_unique_in_page")]

    def __str__(self):
        return f"{self.title}, {self.number}"

    def says(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}

    def for_readers(self) -> SafeString:
        return for_readers(self.text)


def for_readers(text: str) -> SafeString:
    """A clean rich text with the name and the mail of the site, and what is still to be written told as such."""
    mail = format_html('<a href="mailto:{}">{}</a>', settings.CONTACT_EMAIL, settings.CONTACT_EMAIL)
    told = format_html("<b>{}</b> ", gettext("The newsroom still owes these words:"))
    # Every second piece is a tag, in which nothing is filled in.
    pieces = re.split(r"(<[^>]*>)", text)
    pieces[::2] = [
        piece.replace("{site}", escape(settings.SITE_NAME)).replace("{mail}", mail) for piece in pieces[::2]
    ]
    text = "".join(pieces)
    # A paragraph of its own is a place kept for them; within a sentence there are only words.
    text = re.sub(r"<p>\[\[(.+?)\]\](?=</p>)", rf'<p class="owed">{told}\1', text)
    return mark_safe(OWED.sub(rf"{told}\1", text))  # it was cleaned when it was pressed
