"""Share links: a draft for somebody without a login, until a moment, and how often it was opened."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.articles import Article
from news.models.revisions import Revision
from news.tokens import digest_of, is_ours

# A link that is forgotten ends by itself.
LONGEST = timedelta(days=90)
# How many of its latest uses a list shows.
USES_SHOWN = 50


class ShareQuerySet(models.QuerySet):
    def open(self, at: datetime | None = None):
        """Those that show something at a moment."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def with_token(self, token: str) -> "Share | None":
        """The one that a token opens, open or not; None when it has gone."""
        found: Share | None
        found = self.select_related("article", "revision__article").filter(token_digest=digest_of(token)).first()
        return found

    def for_listing(self):
        """Fetch all that a list tells of each, with its latest uses."""
        latest = ShareUse.objects.order_by("-used_at")[:USES_SHOWN]
        return (
            self.select_related("revision", "made_by", "revoked_by")
            .defer("revision__document")
            .prefetch_related(Prefetch("uses", latest, to_attr="latest_uses"))
        )

    @transaction.atomic
    def make(
        self,
        article: Article,
        *,
        token: str,
        by,
        label: str,
        expires_at: datetime,
        revision: Revision | None = None,
    ) -> tuple["Share", bool]:
        """Let a token of `new_token` open one revision, or, without one, always the newest draft.

        Gives the link, and whether it is new: the same token once more is the same link. ValidationError for a token
        that is not ours or opened something else, for an end that has passed or is too far away, and while nothing of
        the article was saved.
        """
        if not is_ours(token):
            raise ValidationError(_("This form is not one of ours: open it again."), code="forged_token")
        now = timezone.now()
        if revision and revision.article_id != article.pk:
            raise ValidationError(_("This is a revision of another article."), code="other_article")
        if expires_at <= now:
            raise ValidationError({"expires_at": _("This moment has passed.")}, code="passed")
        if expires_at > now + LONGEST:
            message = _("A link ends after %(days)s days at the latest.")
            raise ValidationError({"expires_at": ValidationError(message, "too_long", {"days": LONGEST.days})})
        if revision is None and article.revisions.at_version(article.version) is None:
            raise ValidationError(_("Save the article once before you share it."), code="not_saved")
        said = {"article": article, "revision": revision, "label": label.strip(), "made_at": now, "made_by": by}
        share: Share
        share, made = self.get_or_create(token_digest=digest_of(token), defaults={**said, "expires_at": expires_at})
        if share.article_id != article.pk or not share.is_open(now):
            raise ValidationError(_("This link was made before: open the form again."), code="used_token")
        return share, made


class Share(models.Model):
    """One link. Its token is known only to who has the link: here stands its digest."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shares")
    # Null: what the working copy said when it was last saved.
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, null=True, related_name="shares", verbose_name=_("revision")
    )
    label = models.CharField(_("for whom"), max_length=80)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    use_count = models.PositiveIntegerField(_("uses"), default=0)
    last_used_at = models.DateTimeField(_("last used at"), null=True)

    objects = ShareQuerySet.as_manager()
    # Of `for_listing` only.
    latest_uses: list["ShareUse"]

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name, verbose_name_plural = _("share link"), _("share links")
        # Whoever may change the article may make and revoke its links.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="share_says_for_whom"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="share_ends_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by=None), name="share_revoked_at_a_moment"
            ),
        ]

    def __str__(self):
        return self.label

    @staticmethod
    def address(token: str) -> str:
        """Where a token opens it: the link without the site."""
        return reverse("news:share", args=[token])

    def is_open(self, at: datetime | None = None) -> bool:
        return self.revoked_at is None and self.expires_at > (at or timezone.now())

    def shown(self) -> Revision | None:
        """What it shows: its revision, or the newest draft. Never the working copy, which somebody may be saving."""
        return self.revision or self.article.revisions.at_version(self.article.version)

    @transaction.atomic
    def use(self, at: datetime | None = None) -> bool:
        """Count that somebody opened it; False when it is not open any more. Moments are kept by the minute."""
        at = at or timezone.now()
        used = Share.objects.open(at).filter(pk=self.pk).update(use_count=F("use_count") + 1, last_used_at=at)
        if used:
            minute = ShareUse(share=self, used_at=at.replace(second=0, microsecond=0))
            ShareUse.objects.bulk_create([minute], ignore_conflicts=True)
        return bool(used)

    def revoke(self, *, by) -> bool:
        """Let it show nothing from now on; False when that was done already."""
        now = timezone.now()
        revoked = Share.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now, revoked_by=by)
        self.refresh_from_db(fields=["revoked_at", "revoked_by"])
        return bool(revoked)


class ShareUse(models.Model):
    """A minute in which a link was opened. Who opened it is not kept."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="uses")
    used_at = models.DateTimeField(_("used at"))

    class Meta:
        ordering = ["-used_at"]
        verbose_name, verbose_name_plural = _("use of a share link"), _("uses of share links")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["share", "used_at"], name="share_use_once_a_minute")]

    def __str__(self):
        return str(self.used_at)
