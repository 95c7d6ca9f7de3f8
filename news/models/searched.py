"""What a search of the news reads: a row for each revision that readers saw, see or will see."""

from datetime import datetime
from html import unescape

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from catalog.folding import fold
from catalog.models.words import ByCodePoint, SearchedQuerySet
from catalog.search.fields import TokensField
from catalog.search.tokens import tokens
from news.models.revisions import Revision

# `RichText.type`; blocks import articles, whose verbs write these rows.
TEXT = "rich_text"


def prose_of(revision: Revision) -> str:
    """The lead and the texts of a revision as plain text."""
    texts = [block["text"] for block in revision.document["blocks"] if block["type"] == TEXT]
    return " ".join([revision.lead, *(unescape(strip_tags(text.replace("><", "> <"))) for text in texts)])


class SearchedStoryQuerySet(SearchedQuerySet):
    def live(self, at: datetime | None = None):
        """Those of what readers may see at a moment."""
        return self.filter(models.Exists(Revision.objects.live(at).filter(pk=models.OuterRef("pk"))))

    def write(self, revisions) -> int:
        """Write the rows of those among some revisions that have a window, and take those of the others away."""
        self.filter(revision__in=revisions.filter(live_from=None)).delete()
        missing = revisions.exclude(live_from=None).filter(searched=None).order_by()
        made = [SearchedStory.of(revision) for revision in missing.iterator(chunk_size=500)]
        SearchedStory.objects.bulk_create(made, batch_size=500)
        return len(made)


class SearchedStory(models.Model):
    """The headline of a revision, folded, and the tokens of all that it says."""

    revision = models.OneToOneField(Revision, primary_key=True, on_delete=models.CASCADE, related_name="searched")
    folded = ByCodePoint(max_length=700)
    tokens = TokensField()

    objects = SearchedStoryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("story that is searched"), _("stories that are searched")
        default_permissions = ()
        indexes = [models.Index(fields=["folded"], name="searchedstory_by_folded")]

    def __str__(self):
        return self.folded

    @classmethod
    def of(cls, revision: Revision) -> "SearchedStory":
        """The row of a revision, not stored."""
        text = prose_of(revision)
        return cls(revision=revision, folded=fold(revision.title)[:700], tokens=tokens(revision.title, text))
