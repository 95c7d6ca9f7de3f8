"""Articles: the working copy, and the verbs that press it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from content_editor.models import Region
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.folding import SLUG_LENGTH, slug_of
from catalog.models import Image, StatusUpdate
from catalog.moments import FOREVER
from news import windows
from news.conflicts import Conflict
from news.models.addresses import Address, ArticleSlug, at_address
from news.models.authors import Author
from news.models.erasures import ErasedSlug
from news.models.kinds import Kind, PublicState, Stage
from news.models.revisions import Revision


class ArticleQuerySet(models.QuerySet):
    def at_address(self, slug: str, at: datetime | None = None) -> Address:
        """What stands at a slug: something live, moved or gone. Http404 when readers never met it."""
        return at_address(slug, at)

    def editable_by(self, user):
        """Those that a user who may change articles may change: all of them, or what is theirs.

        Theirs is what they began, what is assigned to them, and what they sign.
        """
        if user.has_perm("news.change_any_article"):
            return self
        signed = Author.objects.filter(user=user).values("articles")
        return self.filter(Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed))

    def search(self, text: str):
        """Those of which a version had, in title and lead, for each given word one that begins with it."""
        return self.filter(pk__in=Revision.objects.search(text).values("article"))

    def free_slug(self, title: str) -> str:
        """A slug for a title that no article has or had."""
        base = slug_of(title) or "article"
        taken = {
            *ArticleSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True),
            *Article.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        }
        number, slug = 1, base
        while slug in taken or ErasedSlug.objects.at(slug).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug

    def unpublished(self):
        """Those that say what no reader has seen, sees, or is going to see."""
        return self.filter(
            ~Exists(Revision.objects.windowed().filter(article=OuterRef("pk"), digest=OuterRef("digest")))
        )

    def at_stage(self, stage: str):
        return self.filter(stage=stage)

    def waiting_for(self, user):
        """What somebody is to go on with.

        Assigned to them; or their own that nobody else has, as a draft, or also live while a note on it is open.
        """
        own = self.filter(assignee=None, created_by=user, stage=Stage.DRAFT)
        noted = own.filter(notes__isnull=False, notes__resolved_at=None, notes__answer_to=None)
        drafts = own.unpublished()
        return self.filter(Q(assignee=user) | Q(pk__in=drafts.values("pk")) | Q(pk__in=noted.values("pk")))

    def with_public_state(self, at: datetime | None = None):
        """Each article with `seen_as`, a PublicState: what readers see of it at a moment."""
        at = at or timezone.now()
        own = Revision.objects.filter(article=OuterRef("pk"))
        ended = own.ever_live(at).order_by().values("article").annotate(last=Max("live_until")).values("last")
        return self.annotate(live_digest=Subquery(own.live(at).values("digest")[:1])).annotate(
            seen_as=Case(
                When(live_digest=F("digest"), then=Value(PublicState.LIVE)),
                When(live_digest__isnull=False, then=Value(PublicState.LIVE_WITH_CHANGES)),
                When(Exists(own.scheduled(at)), then=Value(PublicState.SCHEDULED)),
                When(withdrawn_at__lte=at, withdrawn_at__gte=Subquery(ended), then=Value(PublicState.WITHDRAWN)),
                When(Exists(own.ever_live(at)), then=Value(PublicState.EXPIRED)),
                default=Value(PublicState.DRAFT),
                output_field=models.CharField(choices=PublicState),
            )
        )


def site_language() -> str:
    """The language that this installation speaks, as an ISO 639 code."""
    return settings.LANGUAGE_CODE.partition("-")[0]


def _user(label, on_delete=models.PROTECT, **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=on_delete, null=True, related_name="+", verbose_name=label, **options
    )


# The checker knows nothing of the relations that content-editor makes.
class Article(models.Model):  # type: ignore[django-manager-missing]
    """The working copy of an article: what the admin edits and no reader ever sees.

    Every verb takes the `version` that its caller has seen, locks the row, and raises Conflict when somebody saved
    since. What it presses is what the database holds: save rows first, then call the verb, in one transaction.
    """

    regions = [Region(key="main", title=_("Article"))]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    title = models.CharField(pgettext_lazy("of an article", "title"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=SLUG_LENGTH + 20,
        unique=True,
        blank=True,
        help_text=_("The last part of its address. Empty: made from the title."),
    )
    lead = models.CharField(
        _("lead"), max_length=500, blank=True, help_text=_("The story in a sentence: for lists, feeds and search.")
    )
    hero = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hero_of_articles",
        verbose_name=_("hero picture"),
    )
    authors = models.ManyToManyField(
        Author, through="ArticleAuthor", related_name="articles", verbose_name=_("authors")
    )
    language = models.CharField(_("language"), max_length=3, default=site_language, help_text=_("ISO 639 code: en."))
    announces = models.ManyToManyField(
        StatusUpdate,
        blank=True,
        related_name="announced_by",
        verbose_name=_("announces"),
        help_text=_("Status updates that become public with it. Their embargo moves with its schedule."),
    )
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, default=Stage.DRAFT)
    assignee = _user(_("assigned to"), on_delete=models.SET_NULL, blank=True)
    pinned_until = models.DateTimeField(
        _("pinned until"), null=True, blank=True, help_text=_("Until then it stands on top of the front page.")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Of what the verbs last pressed or put back: equal to a revision's when both say the same.
    digest = models.CharField(max_length=64, default="", editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    created_by = _user(_("created by"), editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    changed_by = _user(_("changed by"), editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.CharField(_("reason for the withdrawal"), max_length=300, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name, verbose_name_plural = _("article"), _("articles")
        permissions = [
            ("publish_article", _("Can publish, schedule and correct articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("change_any_article", _("Can edit other people's articles")),
            ("override_article", _("Can publish against a contradicting claim")),
            ("erase_article", _("Can erase articles")),
        ]
        indexes = [
            models.Index(fields=["-changed_at"], name="article_by_change"),
            models.Index(fields=["stage", "changed_at"], name="article_by_stage"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="article_stage_known"),
            models.CheckConstraint(condition=~Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""), name="withdrawal_has_a_reason"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where it will stand when it is published as it is; what readers see may stand elsewhere."""
        return reverse("news:article_detail", args=[self.slug])

    @property
    def name_in_log(self) -> str:
        """The log never forgets a word, and an article may have to be erased."""
        return str(self.uuid)

    def clean(self):
        self.slug = self.slug or Article.objects.free_slug(self.title)
        others = ArticleSlug.objects.filter(slug=self.slug).exclude(article=self.pk)
        if others.exists() or ErasedSlug.objects.at(self.slug).exists():
            raise ValidationError({"slug": _("Another article has, or had, this address.")}, code="slug_taken")

    def public_state(self, at: datetime | None = None) -> PublicState:
        """What readers see of it at a moment."""
        return PublicState(Article.objects.with_public_state(at).values_list("seen_as", flat=True).get(pk=self.pk))

    # -- verbs ----------------------------------------------------------------------------------------------------

    def lock(self, version: int) -> None:
        """Keep others from saving it until the transaction ends. Conflict when somebody did since `version`."""
        stored = Article.objects.select_for_update().values_list("version", flat=True).get(pk=self.pk)
        if stored != version:
            raise Conflict(stored)

    @contextmanager
    def _taken(self, by, version: int) -> Iterator[None]:
        """One change of the article: under its lock, from what is stored, and counted only when it succeeds."""
        with transaction.atomic():
            self.lock(version)
            self.refresh_from_db()
            yield
            self.version, self.changed_at, self.changed_by = version + 1, timezone.now(), by
            self.save(update_fields=["version", "changed_at", "changed_by"])

    def save_draft(self, *, by, version: int, note: str = "") -> Revision:
        """Press the working copy and keep it from readers. `note` is for the newsroom."""
        from news import pressing

        with self._taken(by, version):
            return pressing.press(self, pressed_by=by, internal_note=note)

    def hand_over(self, *, by, version: int, stage: str, assignee=None, word: str = ""):
        """Give it to another stage, and to somebody to go on with it; the Handover. `word` is for them."""
        from news import handing_over

        with self._taken(by, version):
            return handing_over.hand_over(self, by=by, stage=stage, assignee=assignee, word=word)

    def publish(
        self,
        *,
        by,
        version: int,
        at: datetime | None = None,
        until: datetime | None = None,
        note: str = "",
        material: bool = True,
        backdated: bool = False,
        override: str = "",
        publish_subjects: bool = False,
    ) -> Revision:
        """Press the working copy for readers, from `at` (now) until `until`, or until a later revision takes over.

        Whoever it was assigned to is done with it. Updates that it announces become public with it, and with
        `publish_subjects` the hidden series that it is about. A revision scheduled for the very same moment is
        superseded. `note` is for readers; a change that is not
        `material` leaves the date of the last change alone. ValidationError lists all that `checks` finds in its way;
        a claim that contradicts what is known needs `override`, the reason, of somebody who may give one. `backdated`
        allows a moment in the past, for what was published before it came here, whatever it claimed then.
        """
        from news import publishing

        with self._taken(by, version):
            return publishing.publish(
                self,
                by=by,
                at=at,
                until=until,
                note=note,
                material=material,
                backdated=backdated,
                override=override,
                publish_subjects=publish_subjects,
            )

    def undo_publish(self, revision: Revision | None, *, by, version: int) -> Revision | None:
        """Take back what was published within the last ten minutes: readers see again what they saw before.

        What became public with it is private again. What readers see now comes back, or None when that is nothing.
        """
        from news import publishing

        with self._taken(by, version):
            return publishing.undo(self, revision, by=by)

    def reschedule(
        self, revision: Revision, *, by, version: int, at: datetime | None = None, until: datetime | None = None
    ) -> None:
        """Move a revision that readers do not see yet to another moment, or to now; what it announces moves along."""
        with self._taken(by, version):
            revision = windows.scheduled(self, revision)
            windows.check(self, at, until)
            for update in windows.embargoed_with(revision):
                update.reveal(at)
            at = at or timezone.now()
            others = self.revisions.filter(live_from=at).exclude(pk=revision.pk)
            windows.arrange(self, placed={revision: (at, until or FOREVER)}, cleared=others)

    def unschedule(self, revision: Revision, *, by, version: int) -> None:
        """Call off one revision that readers do not see yet; what it would have announced is private again."""
        with self._taken(by, version):
            revision = windows.scheduled(self, revision)
            windows.hold_announced(revision)
            windows.arrange(self, cleared=[revision])

    def withdraw(self, *, by, version: int, reason: str, at: datetime | None = None) -> None:
        """Take the article from readers, now or at a later moment, and call off all that was to follow.

        ValidationError without a reason, or when nothing is public or scheduled. A later `publish` brings it back.
        """
        with self._taken(by, version):
            windows.check(self, at, None)
            at = at or timezone.now()
            if not reason.strip():
                raise ValidationError(_("A withdrawal needs a reason."), code="no_reason")
            # Also the one that would have given way to another at that very moment: it must not stay for good.
            shown = self.revisions.windowed().filter(live_from__lt=at, live_until__gte=at).first()
            later = list(self.revisions.filter(live_from__gte=at))
            if not later and (not shown or shown.live_until == at):
                raise ValidationError(_("Nothing of it is public or scheduled."), code="not_public")
            for revision in later:
                windows.hold_announced(revision)
            windows.arrange(self, placed={shown: (shown.live_from, at)} if shown else {}, cleared=later)
            self.withdrawn_at, self.withdrawal_reason = at, reason.strip()
            self.save(update_fields=["withdrawn_at", "withdrawal_reason"])

    def correct(
        self,
        *,
        by,
        version: int,
        kind: str,
        text: str,
        changes: dict[str, str] | None = None,
        title: str | None = None,
        lead: str | None = None,
        force: bool = False,
        choices: dict[str, str] | None = None,
    ):
        """Correct what readers see, at once, and everything that is to follow; the Correction that tells of it.

        `changes` gives new rich text by block key. It starts from the live revision, and reaches the working copy and
        every scheduled revision word by word. Where one of these was changed at the same place, CorrectionClash says
        so, unless `force` lets the correction win, or `choices` says for a copy ("working", or a revision's key)
        whether the correction shall "win" there or "leave" it as it is. An error of fact counts as a material change.
        """
        from news import correcting

        with self._taken(by, version):
            heads = {name: words for name, words in (("title", title), ("lead", lead)) if words is not None}
            return correcting.correct(
                self, by=by, kind=kind, text=text, changes=changes or {}, heads=heads, force=force, choices=choices
            )

    def confirm(self, *, by, version: int) -> int:
        """Say of what readers see that it is still true, whatever is known now; how many claims that renews.

        It holds until something else becomes known of their seasons. ValidationError when nothing is doubtful.
        """
        with self._taken(by, version):
            live = self.revisions.live().first()
            doubtful = [claim.pk for claim in live.claims.broken()] if live else []
            if not doubtful:
                raise ValidationError(_("Nothing of what readers see contradicts what is known."), code="not_stale")
            return live.claims.filter(pk__in=doubtful).update(confirmed_at=timezone.now(), confirmed_by=by)

    def restore(self, revision: Revision, *, by, version: int) -> Revision:
        """Make the working copy what a revision says, blocks with their keys, and press it as a new draft."""
        from news import pressing

        with self._taken(by, version):
            if revision.article_id != self.pk:
                raise ValidationError(_("This is a revision of another article."), code="other_article")
            pressing.put_back(self, revision)
            note = _("Restored from revision %(number)s.") % {"number": revision.number}
            return pressing.press(self, pressed_by=by, internal_note=note)

    def discard(self, *, version: int) -> None:
        """Delete an article that readers never saw, with all its drafts. ValidationError for any other."""
        with transaction.atomic():
            self.lock(version)
            self.delete()

    def erase(self, *, by, version: int, reason: str):
        """Erase it for a court, every copy and word of it; the Erasure that stands in its place."""
        from news import erasing

        return erasing.erase(self, by=by, version=version, reason=reason)

    def delete(self, **kwargs):
        """Only what readers never saw, and will not see, can be deleted; ValidationError for the rest."""
        if self.revisions.windowed().exists():
            raise ValidationError(_("It is or was public, or will be: withdraw it instead."), code="public")
        with transaction.atomic():
            self.revisions.all().delete()
            return super().delete(**kwargs)
