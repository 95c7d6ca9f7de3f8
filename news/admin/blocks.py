"""The blocks of an article, each kind with its fields in the editor."""

from content_editor.admin import ContentEditorInline

from catalog.admin.base import WithAutocompletes
from catalog.admin.rows import RowFormSet
from news.models import blocks

ICONS = {
    blocks.RichText: "notes",
    blocks.QuoteBlock: "format_quote",
    blocks.ImageBlock: "image",
    blocks.VideoBlock: "smart_display",
    blocks.AnswerBox: "help",
    blocks.FactBox: "list_alt",
    blocks.RatingsBlock: "star",
    blocks.CastBlock: "groups",
    blocks.CrewBlock: "engineering",
    blocks.FactsBlock: "lightbulb",
    blocks.TimelineBlock: "timeline",
    blocks.RelatedSeriesBlock: "account_tree",
    blocks.CorrectionBlock: "edit_note",
}


class BlockRows(WithAutocompletes, ContentEditorInline):
    """Blocks of one kind. Their rows are fetched with what they name themselves by."""

    formset = RowFormSet

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.model.references)
        return rows.prefetch_related(*self.model.lists) if self.model.lists else rows


class QuoteRows(BlockRows):
    def get_queryset(self, request):
        return super().get_queryset(request).select_related("quote__speaker")


def rows_of(model: type[blocks.Block]) -> type[BlockRows]:
    base = QuoteRows if model is blocks.QuoteBlock else BlockRows
    if "season" in model.references:
        base = type("SeasonRows", (base,), {"get_queryset": _with_series})
    return base.create(
        model,
        icon=ICONS[model],
        autocomplete_fields=[*model.references, *model.lists],
    )


def _with_series(self, request):
    return BlockRows.get_queryset(self, request).select_related("season__series")


BLOCK_ROWS = [rows_of(model) for model in blocks.BLOCKS]
