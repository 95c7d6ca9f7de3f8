"""What was typed into a form of the admin and not saved, and who has which form open.

Both are keyed by the form's address: nothing here knows what a form is about, and nothing here touches it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After so long nobody comes back for it.
KEPT_FOR = timedelta(days=30)
# A page that has not been heard of for so long is closed.
SEEN_FOR = timedelta(seconds=60)
# More forms than these nobody leaves unsaved.
MOST_FORMS = 200
# So many of one form are offered at once.
MOST_OFFERED = 20


class TooManyForms(Exception):
    """Somebody has so many unsaved forms that another one is not kept."""


class UnsavedQuerySet(models.QuerySet):
    def waiting(self):
        """What its editor has neither saved nor thrown away."""
        return self.filter(settled_at=None)

    def of(self, user, form: str | None = None):
        """Those of an editor, of one form or of all."""
        own = self.filter(user=user)
        return own if form is None else own.filter(form=form)

    def offered(self, user, form: str, *, but):
        """What an editor typed into a form and did not save, without its words, in any opening but this one."""
        return self.of(user, form).waiting().defer("body").exclude(opened=but)[:MOST_OFFERED]

    def below(self, address: str):
        """Whoever's, of all forms whose address begins so: those of an article begin with /admin/news/article/12/."""
        return self.filter(form__startswith=address)

    @transaction.atomic
    def keep(self, *, user, form: str, opened, counter: int, body: str, taken=None, **told) -> bool:
        """Keep the body of a form as it stands now. False, and nothing is done, when something newer stands.

        `opened` names the opening of the form: a second tab is another one, and takes no word from the first.
        `counter` goes up with each body of an opening; the database compares. `taken` is the opening whose words this
        one has taken over. `told` is what lists show: title, version.
        """
        values = {"counter": counter, "body": body, "kept_at": timezone.now(), **told}
        own = self.filter(user=user, form=form, opened=opened)
        if not own.exists() and self.of(user).waiting().count() >= MOST_FORMS:
            raise TooManyForms
        _row, is_new = self.get_or_create(user=user, form=form, opened=opened, defaults=values)
        if not is_new and not own.filter(counter__lt=counter).update(settled_at=None, **values):
            return False
        if taken is not None and taken != opened:
            self.of(user, form).filter(opened=taken).delete()
        return True

    def settle(self, *, user, form: str, opened, counter: int) -> None:
        """The form was saved: its words go. The counter stays, so that a late copy does not bring them back."""
        own = {"user": user, "form": form, "opened": opened}
        values = {"settled_at": timezone.now(), "counter": counter, "body": "", "title": ""}
        if not self.filter(**own, counter__lte=counter).update(**values):
            self.get_or_create(**own, defaults=values)
        # Everybody's: who has left the newsroom saves nothing any more.
        self.forget()

    def forget(self, at: datetime | None = None) -> int:
        """Delete what is too old; how many there were."""
        return self.filter(kept_at__lt=(at or timezone.now()) - KEPT_FOR).delete()[0]


class Unsaved(models.Model):
    """The body of a form as its editor's browser would have sent it, and the counter of the copy."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(_("form"), max_length=255)
    opened = models.UUIDField()
    # The version that the editor started from, where the form has one.
    version = models.PositiveBigIntegerField(null=True)
    counter = models.PositiveBigIntegerField()
    body = models.TextField(blank=True)
    title = models.CharField(_("what was written"), max_length=200, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(_("kept"), default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True)

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("unsaved form"), _("unsaved forms")
        ordering = ["-kept_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "opened"], name="unsaved_one_row_per_editor_and_form"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(body=""), name="unsaved_keeps_no_words_once_settled"
            ),
        ]

    def __str__(self):
        return self.title or self.form

    @property
    def data(self) -> QueryDict:
        return QueryDict(self.body)


class PresenceQuerySet(models.QuerySet):
    def now(self, at: datetime | None = None):
        """Those who have a form open."""
        return self.filter(seen_at__gt=(at or timezone.now()) - SEEN_FOR)

    def others(self, user, *forms: str):
        """Who else has one of some forms open now."""
        return self.now().filter(form__in=forms).exclude(user=user).select_related("user").order_by("opened_at")

    def see(self, *, user, form: str, changed: bool = False) -> None:
        """Somebody has a form open. Written at most every few seconds, however often the page says so."""
        now = timezone.now()
        own = self.filter(user=user, form=form)
        fresh = {"seen_at": now, **({"changed_at": now} if changed else {})}
        recent = models.Q(seen_at__gt=now - SEEN_FOR / 5)
        if changed:
            recent &= models.Q(changed_at__gt=now - SEEN_FOR / 5)
        if own.now(now).exclude(recent).update(**fresh) or own.filter(recent).exists():
            return
        # The page was closed in between, or is new.
        self.update_or_create(
            user=user, form=form, defaults={"opened_at": now, "changed_at": now if changed else None, "seen_at": now}
        )
        self.filter(user=user, seen_at__lt=now - timedelta(days=1)).delete()


class Presence(models.Model):
    """Somebody has a form open: since when, heard of when, and when something was last typed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=255)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("open form"), _("open forms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="presence_one_row_per_editor_and_form"),
        ]
        indexes = [models.Index(fields=["form", "seen_at"], name="presence_of_form")]

    def __str__(self):
        return f"{self.user}: {self.form}"

    @property
    def is_fresh(self) -> bool:
        """Whether something was typed within the last minute."""
        return self.changed_at is not None and timezone.now() - self.changed_at < timedelta(minutes=1)
