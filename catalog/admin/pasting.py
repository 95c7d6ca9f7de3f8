"""Pasting a list of credits into a season: read, shown as a table with what is doubtful, and saved at once."""

import hashlib
from collections import Counter

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from catalog import crediting
from catalog.admin.base import CatalogAdmin, with_aside
from catalog.models import CastCredit, Job, Season

MOST_CREDITS = 200
NEW, LEAVE_OUT = "new", "out"


class PasteForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Credits"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=_(
            "A line each: “Charlie Cox as Matt Murdoch (Stardust, Daredevil)”, “Directors: Phil Abraham (Luther), "
            "Farren Blackburn”. Dashes, bullets and “в роли” are read too; a line that ends in a colon heads those "
            "below it."
        ),
    )


class CreditForm(forms.Form):
    """What is to be settled about one credit that was read."""

    character = forms.CharField(label=_("character"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=CastCredit.Kind)

    def __init__(self, *args, match: crediting.Match, jobs: list[Job], series: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.match, line = match, match.line
        people = [(person.pk, _namesake(person, series)) for person in match.people]
        asked = [] if match.certain or not people else [("", _("Who is it?"))]
        # A longer name fits into no column.
        new = [(NEW, _("A new person"))] if len(line.name) <= 500 else []
        self.fields["person"] = forms.ChoiceField(
            label=_("person"),
            choices=[*asked, *people, *new, (LEAVE_OUT, _("Leave this line out"))],
            error_messages={"required": _("Say who it is.")},
        )
        self.initial.update(
            character=line.character,
            kind=line.kind,
            job=next((job.pk for job in jobs if job.name == line.job), ""),
            person=people[0][0] if match.certain else asked[0][0] if asked else NEW,
        )
        if line.is_crew:
            del self.fields["character"], self.fields["kind"]
            job = forms.ModelChoiceField(label=_("job"), queryset=Job.objects.all())
            # Read once for all lines.
            job.widget.choices = [("", _("Which job?")), *((job.pk, str(job)) for job in jobs)]
            self.fields["job"] = job
        for number, (named, works) in enumerate(match.works):
            known = [(work.pk, gettext("Known: %s") % work) for work in works]
            choices = [*known, (NEW, _("A new work")), (LEAVE_OUT, _("Leave it out"))]
            if len(works) > 1:
                choices.insert(0, ("", _("Which one?")))
            self.fields[f"work{number}"] = forms.ChoiceField(label=named.title, choices=choices)
            self.initial[f"work{number}"] = "" if len(works) > 1 else choices[0][0]

    @property
    def works(self):
        return [self[name] for name in self.fields if name.startswith("work")]

    def full_clean(self):
        """A line that is left out has nothing to settle."""
        if self.is_bound and self.data.get(self.add_prefix("person")) == LEAVE_OUT:
            for name, field in self.fields.items():
                field.required = name == "person"
        super().full_clean()

    @property
    def credit(self) -> crediting.NewCredit | None:
        """What is to be written; None for a line that is left out."""
        said, line = self.cleaned_data, self.match.line
        if said["person"] == LEAVE_OUT:
            return None
        people = {str(person.pk): person for person in self.match.people}
        credit = crediting.NewCredit(people.get(said["person"]), line.name, job=said.get("job"))
        if not line.is_crew:
            credit.character, credit.kind = said["character"], said["kind"]
        for number, (named, works) in enumerate(self.match.works):
            choice = said[f"work{number}"]
            if choice != LEAVE_OUT:
                credit.works.append({str(work.pk): work for work in works}.get(choice, named))
        return credit


def _namesake(person, series: dict[int, str]) -> str:
    """A person by what tells them from others: year of birth, country, a series."""
    return with_aside(person, person.born_on and person.born_on.year, person.country, series.get(person.pk))


class WithPasting(CatalogAdmin):
    """Of a season: the page where a list of credits is pasted."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.paste_view)
        return [path("<path:object_id>/paste/", view, name="catalog_season_paste"), *super().get_urls()]

    def may_paste(self, request, season) -> bool:
        added = ("person", "work", "knownfor", "castcredit", "crewcredit")
        may_add = request.user.has_perms([f"catalog.add_{model}" for model in added])
        return may_add and self.has_change_permission(request, season)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and self.may_paste(request, obj):
            context["paste_url"] = reverse(f"{self.admin_site.name}:catalog_season_paste", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(csrf_protect)
    def paste_view(self, request, object_id):
        """The text, and below it the table of what was read in it."""
        season = self.get_object(request, unquote(object_id))
        if season is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_paste(request, season):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = PasteForm(data, initial={"version": season.version})
        rows: list[CreditForm] = []
        status = 200
        if form.is_valid():
            rows = self.rows(season, form, data)
            if "_save" in data and rows and not form.errors:
                status = self.save_pasted(request, season, form, rows)
                if status == 302:
                    return HttpResponseRedirect(self.page_of(season))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Paste credits"),
            "subtitle": str(season),
            "opts": self.opts,
            "original": season,
            "form": form,
            "rows": rows,
            "media": self.media,
            "page": self.page_of(season),
        }
        return TemplateResponse(request, "admin/catalog/season/paste.html", context, status=status)

    def rows(self, season, form, data) -> list[CreditForm]:
        """A form for each credit of the text. What was settled about a line stays when the text is read again."""
        lines = crediting.reader().read(form.cleaned_data["text"])
        if not lines:
            form.add_error("text", _("No credit could be read in it. Write “name as character”, a line each."))
        if len(lines) > MOST_CREDITS:
            form.add_error("text", _("These are %d credits; 200 at once are the most.") % len(lines))
            return []
        matches = crediting.match(season, lines)
        series = crediting.series_of(person for match in matches for person in match.people)
        jobs = list(Job.objects.all())
        seen: Counter[str] = Counter()
        rows = []
        for match in matches:
            said = (match.line.name, match.line.character, match.line.said_job, *match.line.works)
            prefix = hashlib.sha1(repr(said).encode(), usedforsecurity=False).hexdigest()[:12]
            seen[prefix] += 1
            row = CreditForm(
                data if "_save" in data else None,
                prefix=f"{prefix}-{seen[prefix]}",
                match=match,
                jobs=jobs,
                series=series,
            )
            if "_save" not in data:
                row.initial.update({name: data[key] for name in row.fields if (key := row.add_prefix(name)) in data})
            rows.append(row)
        return rows

    def save_pasted(self, request, season, form, rows) -> int:
        """Write what was read: 302 when it is there now, 409 when somebody else was faster, 200 with the reasons."""
        asked = [row for row in rows if not row.match.stands]
        if not asked:
            self.message_user(request, gettext("All of it stands there already."), messages.INFO)
            return 302
        if not all([row.is_valid() for row in asked]):
            form.add_error(None, _("Some lines are still to be settled. Nothing has been saved yet."))
            return 200
        try:
            with transaction.atomic():
                stored = Season.objects.select_for_update().get(pk=season.pk)
                if stored.version != form.cleaned_data["version"]:
                    form.data = form.data.copy()
                    form.data["version"] = str(stored.version)
                    form.add_error(None, _("Somebody has changed this season meanwhile. Look at the table again."))
                    return 409
                made = crediting.write(season, [credit for row in asked if (credit := row.credit)])
                sentence = _sentence(made, len(rows) - len(asked))
                stored.version += 1
                stored.save(update_fields=["version"])
                self.log_change(request, season, sentence)
        except ValidationError as error:
            form.add_error(None, error)
            return 200
        self.message_user(request, sentence, messages.SUCCESS)
        return 302


def _sentence(made: dict[str, int], stood: int) -> str:
    said = [
        ngettext("Saved %d credit", "Saved %d credits", made["credits"]) % made["credits"],
        ngettext("%d new person", "%d new people", made["people"]) % made["people"],
        ngettext("%d new work", "%d new works", made["works"]) % made["works"],
    ]
    if stood:
        said.append(ngettext("%d stood there already", "%d stood there already", stood) % stood)
    return ", ".join(said) + "."
