"""The blocks of an article: prose, and references to the catalog. Catalog blocks hold references and options only."""

import uuid
from typing import Any, ClassVar

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from catalog.models import Fact, Image, Quote, Season, Series, Video
from news import richtext
from news.models.articles import Article


def _reference(model, label, *, required: bool, **options) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        on_delete=models.PROTECT,
        null=not required,
        blank=not required,
        related_name="+",
        verbose_name=label,
        **options,
    )


class Block(create_plugin_base(Article)):
    """One block of the working copy. Pressed, it is a dict: its type and key, its texts, and uuids of references.

    `key` is the block's for life: pressing, restoring, autosave and correction keep it.
    """

    # What documents call it, for ever.
    type: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[tuple[str, ...]] = ()
    lists: ClassVar[tuple[str, ...]] = ()

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        abstract = True
        ordering = ["ordering"]

    def pressed(self) -> dict[str, Any]:
        """The block as a document holds it. Costs a query for each reference that is not at hand."""
        block: dict[str, Any] = {"type": self.type, "key": str(self.key)}
        block |= {name: getattr(self, name) for name in self.texts}
        block |= {name: _uuid(getattr(self, name)) for name in self.references}
        # What has no row yet has no lists either.
        return block | {
            name: [_uuid(row) for row in getattr(self, name).all()] if self.pk else [] for name in self.lists
        }


def _uuid(row) -> str | None:
    return str(row.uuid) if row else None


class RichText(Block):
    type, texts = "rich_text", ("text",)

    text = ProseEditorField(_("text"), extensions=richtext.EXTENSIONS, sanitize=richtext.clean)

    class Meta(Block.Meta):
        verbose_name, verbose_name_plural = _("text"), _("texts")

    def __str__(self):
        return richtext.first_words(self.text) or str(_("Empty text"))

    def pressed(self):
        return super().pressed() | {"text": richtext.clean(self.text)}


class QuoteBlock(Block):
    type, references = "quote", ("quote",)

    quote = _reference(Quote, _("quote"), required=True)

    class Meta(Block.Meta):
        verbose_name, verbose_name_plural = _("quote"), _("quotes")

    def __str__(self):
        return str(self.quote)


class ImageBlock(Block):
    type, texts, references = "image", ("caption",), ("image",)

    image = _reference(Image, _("picture"), required=True)
    caption = models.CharField(
        _("caption"), max_length=500, blank=True, help_text=_("Empty: the picture's own caption.")
    )

    class Meta(Block.Meta):
        verbose_name, verbose_name_plural = _("picture"), _("pictures")

    def __str__(self):
        return self.caption or str(self.image)


class VideoBlock(Block):
    type, references = "video", ("video",)

    video = _reference(Video, _("video"), required=True)

    class Meta(Block.Meta):
        verbose_name, verbose_name_plural = _("video"), _("videos")

    def __str__(self):
        return str(self.video)


class CatalogBlock(Block):
    """What the catalog says when it is read. Without a reference it speaks of the article's primary subject."""

    texts, references = ("heading",), ("series", "season")

    heading = models.CharField(_("heading"), max_length=200, blank=True, help_text=_("Empty: the usual one."))
    series = _reference(
        Series, _("series"), required=False, help_text=_("Neither series nor season: the article's primary subject.")
    )
    season = _reference(Season, _("season"), required=False)

    class Meta(Block.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(series=None) | Q(season=None), name="%(class)s_speaks_of_series_or_season"
            )
        ]

    def __str__(self):
        return self.heading or str(self.season or self.series or _("The article's primary subject"))

    def clean(self):
        if self.series_id and self.season_id:
            raise ValidationError({"series": _("Choose a series or a season: a season's series is known.")})


class AnswerBox(CatalogBlock):
    """Will there be another season, and when: the answer of the moment of reading."""

    type = "answer_box"

    class Meta(CatalogBlock.Meta):
        verbose_name, verbose_name_plural = _("answer box"), _("answer boxes")


class FactBox(CatalogBlock):
    """Networks, genres, days, label: what a series and season are."""

    type = "fact_box"

    class Meta(CatalogBlock.Meta):
        verbose_name, verbose_name_plural = _("fact box"), _("fact boxes")


class RatingsBlock(CatalogBlock):
    type = "ratings"

    class Meta(CatalogBlock.Meta):
        verbose_name, verbose_name_plural = _("ratings"), _("ratings")


class ListBlock(CatalogBlock):
    texts = ("heading", "limit")

    limit = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True, help_text=_("Empty: all."))

    class Meta(CatalogBlock.Meta):
        abstract = True


class CastBlock(ListBlock):
    type = "cast"

    class Meta(ListBlock.Meta):
        verbose_name, verbose_name_plural = _("cast"), _("casts")


class CrewBlock(ListBlock):
    type = "crew"

    class Meta(ListBlock.Meta):
        verbose_name, verbose_name_plural = _("crew"), _("crews")


class FactsBlock(ListBlock):
    type, lists = "facts", ("facts",)

    facts = models.ManyToManyField(
        Fact, blank=True, related_name="+", verbose_name=_("facts"), help_text=_("None chosen: all that there are.")
    )

    class Meta(ListBlock.Meta):
        verbose_name, verbose_name_plural = _("facts"), _("lists of facts")


class TimelineBlock(ListBlock):
    """What was said so far, latest first."""

    type = "timeline"

    class Meta(ListBlock.Meta):
        verbose_name, verbose_name_plural = _("timeline"), _("timelines")


class RelatedSeriesBlock(ListBlock):
    type, lists = "related_series", ("related",)

    related = models.ManyToManyField(
        Series,
        blank=True,
        related_name="+",
        verbose_name=_("related series"),
        help_text=_("None chosen: those that the catalog relates to it."),
    )

    class Meta(ListBlock.Meta):
        verbose_name, verbose_name_plural = _("related series"), _("lists of related series")


class CorrectionBlock(Block):
    """Where the article's corrections stand; without one they stand at its end."""

    type = "correction"

    class Meta(Block.Meta):
        verbose_name, verbose_name_plural = _("corrections"), _("corrections")

    def __str__(self):
        return str(_("The article's corrections"))


BLOCKS: list[type[Block]] = [
    RichText,
    QuoteBlock,
    ImageBlock,
    VideoBlock,
    AnswerBox,
    FactBox,
    RatingsBlock,
    CastBlock,
    CrewBlock,
    FactsBlock,
    TimelineBlock,
    RelatedSeriesBlock,
    CorrectionBlock,
]
