"""The blocks of an article on its page: one kind of row for each, in the order of the menu that adds them."""

from content_editor.admin import ContentEditorInline

from catalog.admin.base import WithAutocompletes
from catalog.admin.rows import RowFormSet
from news import models
from news.forms import BlockForm, TextForm

REGION = models.Article.regions[0].key


class BlockFormSet(RowFormSet):
    """Blocks are known by their keys for life: one that is stored anew after a conflict keeps its own."""

    known_by, carried, apart = ("key",), {"lasting_key": "key"}, ("ordering", "region")


class BlockRows(WithAutocompletes, ContentEditorInline):
    form, formset = BlockForm, BlockFormSet
    # What its own name reads.
    shown: list[str] = []

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.shown)


class TextRows(BlockRows):
    model, form, icon = models.RichText, TextForm, "notes"

    def get_extra(self, request, obj=None, **kwargs):
        """A new article begins with an empty text."""
        return 0 if obj else 1


class QuoteRows(BlockRows):
    model, icon = models.QuoteBlock, "format_quote"
    autocomplete_fields, shown = ["quote"], ["quote__speaker"]


class ImageRows(BlockRows):
    model, icon = models.ImageBlock, "image"
    autocomplete_fields, shown = ["image"], ["image"]


class VideoRows(BlockRows):
    model, icon = models.VideoBlock, "movie"
    autocomplete_fields, shown = ["video"], ["video"]


class CatalogRows(BlockRows):
    autocomplete_fields, shown = ["series", "season"], ["series", "season__series"]


class AnswerRows(CatalogRows):
    model, icon = models.AnswerBox, "help"


class FactBoxRows(CatalogRows):
    model, icon = models.FactBox, "info"


class RatingsRows(CatalogRows):
    model, icon = models.RatingsBlock, "star"


class CastRows(CatalogRows):
    model, icon = models.CastBlock, "groups"


class CrewRows(CatalogRows):
    model, icon = models.CrewBlock, "movie_creation"


class FactsRows(CatalogRows):
    model, icon = models.FactsBlock, "lightbulb"
    autocomplete_fields = [*CatalogRows.autocomplete_fields, "facts"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("facts")


class TimelineRows(CatalogRows):
    model, icon = models.TimelineBlock, "timeline"


class RelatedSeriesRows(CatalogRows):
    model, icon = models.RelatedSeriesBlock, "account_tree"
    autocomplete_fields = [*CatalogRows.autocomplete_fields, "related"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("related")


class CorrectionRows(BlockRows):
    model, icon = models.CorrectionBlock, "spellcheck"


BLOCK_ROWS = [
    TextRows,
    QuoteRows,
    ImageRows,
    VideoRows,
    AnswerRows,
    FactBoxRows,
    RatingsRows,
    CastRows,
    CrewRows,
    FactsRows,
    TimelineRows,
    RelatedSeriesRows,
    CorrectionRows,
]
