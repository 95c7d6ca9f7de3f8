"""Notes on a draft: what an editor wants looked at, beside a block or for all of it, until it is resolved."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article


class NoteQuerySet(models.QuerySet):
    def questions(self):
        """All but the answers, which are resolved with what they answer."""
        return self.filter(answer_to=None)

    def unresolved(self):
        return self.questions().filter(resolved_at=None)

    def resolved(self):
        """The last one first."""
        return self.exclude(resolved_at=None).order_by("-resolved_at", "-pk")

    def for_reading(self):
        """With the people and the answers."""
        answers = Prefetch("answers", Note.objects.select_related("noted_by"))
        return self.select_related("noted_by", "resolved_by").prefetch_related(answers)

    def counted(self, articles) -> dict[int, int]:
        """By article how many are not resolved yet; nothing of one that has none."""
        own = self.unresolved().filter(article__in=articles).order_by()
        return dict(own.values_list("article").annotate(Count("pk")))


class Note(models.Model):
    """One thing to be looked at, or an answer. It is no part of a draft or revision, and readers never see it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes", verbose_name=_("article"))
    # With an index of its own, since nobody ever looks for what answers nothing by that alone.
    answer_to = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        db_index=False,
        related_name="answers",
        verbose_name=_("answer to"),
    )
    # Of the form it came with, so that a second click adds no second one.
    token = models.UUIDField()
    # The block that it is about, which may go before the note does, and what that was called then.
    block_key = models.UUIDField(null=True)
    about = models.CharField(_("about"), max_length=100, blank=True)
    text = models.CharField(_("note"), max_length=1000)
    noted_at = models.DateTimeField(_("noted at"), default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    resolved_at = models.DateTimeField(_("resolved at"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("resolved by")
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name, verbose_name_plural = _("note on a draft"), _("notes on drafts")
        default_permissions = ()
        # Those that are settled pile up, and the desk asks for the few that are not.
        indexes = [
            models.Index(fields=["article"], condition=Q(resolved_at=None, answer_to=None), name="unresolved_notes"),
            models.Index(fields=["answer_to"], condition=Q(answer_to__isnull=False), name="answers_by_note"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "token"], name="note_is_added_once"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="note_is_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer_to=None) | Q(resolved_at=None, block_key=None), name="answer_goes_with_its_note"
            ),
        ]

    def __str__(self):
        return Truncator(self.text).words(8)

    def resolve(self, *, by) -> bool:
        """It was looked at. False when somebody said so already: who did first stays."""
        own = type(self).objects.unresolved().filter(pk=self.pk)
        return bool(own.update(resolved_at=timezone.now(), resolved_by=by))

    def reopen(self) -> bool:
        """It is not settled after all. False when nobody had said that it is."""
        own = type(self).objects.filter(pk=self.pk, resolved_at__isnull=False)
        return bool(own.update(resolved_at=None, resolved_by=None))
