"""Names in feeds, which outlive slug, title and domain (RFC 4151), and what each feed begins with."""

import json
import uuid
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TagAuthority(models.Model):
    """The one authority of all tag: URIs: the host that the site had when it was first migrated."""

    host = models.CharField(max_length=253)
    since = models.DateField()

    class Meta:
        verbose_name, verbose_name_plural = _("tag authority"), _("tag authorities")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_tag_authority")]

    def __str__(self):
        return f"{self.host},{self.since:%Y-%m-%d}"

    @classmethod
    def current(cls) -> "TagAuthority":
        """The authority, as the first migration wrote it."""
        return cls.objects.get()

    def tag(self, kind: str, identity: uuid.UUID | str) -> str:
        """The name of a thing for ever: `tag("article", article.uuid)`."""
        return f"tag:{self}:{kind}/{identity}"


# Goes up with each change of how feeds or calendars are written: who asks by date alone is sent them again.
FEED_EDITION = 1


class Masthead(models.Model):
    """What each feed says of the site, as a digest, and since when: whatever changes it changes every feed.

    Settings change without a moment. The next `migrate` writes one down; until then no feed says when it changed.
    """

    digest = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("masthead of feeds"), _("mastheads of feeds")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_masthead")]

    def __str__(self):
        return self.digest[:8]

    @staticmethod
    def as_set() -> str:
        """The digest of what the settings say now."""
        names = ["SITE_URL", "SITE_NAME", "LANGUAGE_CODE", "TIME_ZONE", "WEBSUB_HUB"]
        said = [FEED_EDITION, *(getattr(settings, name) for name in names)]
        return sha256(json.dumps(said).encode()).hexdigest()

    @classmethod
    def valid_since(cls) -> datetime | None:
        """Since when feeds begin as they do now; None when nobody has written it down."""
        return cls.objects.filter(digest=cls.as_set()).values_list("since", flat=True).first()

    @classmethod
    def write_down(cls) -> None:
        """Write down that feeds begin otherwise from now on, if they do."""
        if cls.valid_since() is None:
            cls.objects.update_or_create(pk=1, defaults={"digest": cls.as_set(), "since": timezone.now()})
