"""What an article is about, who signs it, and what it claims: rows on its page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.admin.rows import OrderedFormSet, RowFormSet, Rows
from news.forms import ClaimForm
from news.models import ArticleAuthor, ArticleSubject, Claim


class AuthorFormSet(OrderedFormSet):
    known_by = ("author",)

    def clean(self):
        super().clean()
        self.refuse_twins("author")


class AuthorRows(Rows):
    model = ArticleAuthor
    formset = AuthorFormSet
    fields = ["order", "author"]
    autocomplete_fields = ["author"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")


class SubjectFormSet(RowFormSet):
    """At most one primary subject; the first, when none is said to be."""

    known_by = ("series", "season", "person")

    def clean(self):
        super().clean()
        if sum(map(self.is_primary, self.kept())) > 1:
            raise ValidationError(_("Only one subject can be the primary one."))
        for name in ("series", "season", "person"):
            self.refuse_twins(name)

    def save(self, commit=True):
        saved = super().save(commit)
        rows = self.kept()
        if rows and not any(map(self.is_primary, rows)):
            self.instance.subjects.filter(pk=rows[0].instance.pk).update(primary=True)
        return saved

    @staticmethod
    def is_primary(form):
        return bool(form.cleaned_data.get("primary"))


class SubjectRows(Rows):
    model = ArticleSubject
    formset = SubjectFormSet
    fields = ["season", "series", "person", "primary"]
    autocomplete_fields = ["series", "season", "person"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("series", "season__series", "person")


class ClaimFormSet(RowFormSet):
    known_by = ("season", "axis")

    def clean(self):
        super().clean()
        said = [(form.cleaned_data.get("season"), form.cleaned_data.get("axis")) for form in self.kept()]
        if len({each for each in said if all(each)}) < len([each for each in said if all(each)]):
            raise ValidationError(_("Two rows claim something of the same axis of one season."))


class ClaimRows(Rows):
    model = Claim
    form = ClaimForm
    formset = ClaimFormSet
    fields = ["season", "axis", "value", "date", "network"]
    autocomplete_fields = ["season", "network"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("season__series", "network")
