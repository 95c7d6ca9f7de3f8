"""Names of articles and the like in feeds, which outlive slug, title and domain (RFC 4151)."""

import uuid

from django.db import models
from django.db.models import Q
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
