"""Notes on a draft: beside its blocks on its page, in a list above them, and on a page of their own."""

import json
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog import keeping
from catalog.admin.base import CatalogAdmin, way_back
from news import noting
from news.checks import places_of_blocks
from news.models import Block, Note
from news.noting import Place
from news.pressing import blocks_of

# Of those that are settled, on the page of an article and on theirs.
LATEST, PAGE_SIZE = 10, 50


class LinesField(forms.CharField):
    """Text whose lines count one letter each, as they do where it is typed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class NoteForm(forms.Form):
    # So that a second click finds what the first has made.
    token = forms.UUIDField(widget=forms.HiddenInput)
    answer_to = forms.ModelChoiceField(Note.objects.none(), required=False, widget=forms.HiddenInput)
    block = forms.UUIDField(label=gettext_lazy("On"), required=False, widget=forms.Select)
    text = LinesField(
        label=gettext_lazy("Note"),
        max_length=Note._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For the newsroom: readers never see it, and no revision holds it."),
    )

    def __init__(self, *args, article, places: dict[uuid.UUID, Place], **kwargs):
        super().__init__(*args, **kwargs)
        answer_to: Any = self.fields["answer_to"]
        answer_to.queryset = article.notes.questions()
        choices = [(str(key), place.title) for key, place in places.items()]
        self.fields["block"].widget.choices = [("", gettext_lazy("The whole article")), *choices]


def places_on_page(formsets) -> dict[uuid.UUID, Place]:
    """By the keys of stored blocks what they are called, and where they stand in a form."""
    return {
        form.instance.key: Place(noting.title_of(form.instance), f"#{form.prefix}")
        for formset in formsets
        if issubclass(formset.model, Block)
        for form in formset.forms
        if form.instance.pk
    }


def places_of(article) -> dict[uuid.UUID, Place]:
    """By the keys of its stored blocks what they are called, and their addresses."""
    blocks = blocks_of(article)
    addresses = places_of_blocks(article, blocks)
    return {block.key: Place(noting.title_of(block), addresses[block]) for block in blocks}


def is_script(request) -> bool:
    """Whether a script asks, which stays on the page of the article with all that is typed there."""
    return "application/json" in request.headers.get("Accept", "")


class ArticleNotes(CatalogAdmin):
    def get_urls(self):
        view, note = self.admin_site.admin_view(self.notes_view), self.admin_site.admin_view(self.note_view)
        return [
            path("<int:object_id>/notes/", view, name="news_article_notes"),
            path("<int:object_id>/notes/<int:note>/", require_POST(note), name="news_article_note"),
            *super().get_urls(),
        ]

    # -- who may what ---------------------------------------------------------------------------------------------

    def readable(self, request, object_id):
        """An article whose draft this user may see, and so may note to."""
        article = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def settling(self, request, article):
        """Whether a note may be settled: by who wrote it, and by who may change the article."""
        may_change = self.has_change_permission(request, article)
        return lambda note: may_change or note.noted_by_id == request.user.pk

    # -- on the page of the article -------------------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            places = places_on_page(formsets)
            context["notes"] = self.notes_of(request, obj, places) | {
                "token": uuid.uuid4(),
                "places": json.dumps({str(key): place.address[1:] for key, place in places.items()}),
            }
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def notes_of(self, request, article, places, resolved=None):
        """What the list of notes shows: all that wait, and the latest of the others."""
        settling = self.settling(request, article)
        latest = article.notes.resolved().for_reading()[:LATEST] if resolved is None else resolved
        return {
            "article": article,
            "unresolved": noting.shown(article.notes.unresolved().for_reading(), places, settling),
            "resolved": noting.shown(latest, places, settling),
            "page": reverse("admin:news_article_notes", args=[article.pk]),
        }

    # -- on their own page, and for the script --------------------------------------------------------------------

    def notes_view(self, request, object_id):
        """All notes, and a form for another one, which the page of the article sends too."""
        article = self.readable(request, object_id)
        places = places_of(article)
        initial = {"token": uuid.uuid4(), "answer_to": request.GET.get("answer")}
        form = NoteForm(keeping.typed(request), article=article, places=places, initial=initial)
        unsaved = keeping.asked_for(request)
        if unsaved is not None:
            keeping.leave_unchecked(form)
            if "look" in request.GET:
                return self.look(request, unsaved, form, original=article)
        elif form.is_bound and form.is_valid() and self.add_note(request, article, places, form):
            return self.after_note(request, article, places, _("Noted."))
        if form.is_bound and unsaved is None and is_script(request):
            says = " ".join(error for errors in form.errors.values() for error in errors)
            return JsonResponse({"says": says, "token": uuid.uuid4()}, status=400)
        pages = Paginator(article.notes.resolved().for_reading(), PAGE_SIZE)
        resolved = pages.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Notes"),
            "subtitle": str(article),
            "opts": self.opts,
            "original": article,
            "form": form,
            "answered": self.answered(form),
            "media": self.media,
            "notes": self.notes_of(request, article, places, resolved),
            "resolved_page": resolved,
            "page": self.page_of(article),
        }
        status = 400 if form.is_bound and unsaved is None else 200
        return TemplateResponse(request, "admin/news/article/notes.html", context, status=status)

    def answered(self, form):
        """The note that a form answers, if there is such a one."""
        field = form.fields["answer_to"]
        try:
            return field.clean(form["answer_to"].value())
        except ValidationError:
            return None

    def add_note(self, request, article, places, form):
        """The note of a form, written down; None, with the reason in the form, when it is refused."""
        data = form.cleaned_data
        place = places.get(data["block"])
        try:
            with transaction.atomic():
                note, is_new = noting.note(
                    article,
                    by=request.user,
                    text=data["text"],
                    token=data["token"],
                    block=data["block"],
                    title=place.title if place else "",
                    answer_to=data["answer_to"],
                )
                if is_new:
                    # Never its words, which may have to be erased.
                    self.log_change(request, article, _("Note added."))
        except ValidationError as error:
            form.add_error(None, error)
            # Sent again, it is another one.
            form.data = form.data.copy()
            form.data["token"] = str(uuid.uuid4())
            return None
        return note

    def note_view(self, request, object_id, note):
        """Settle one, or take that back."""
        article = self.readable(request, object_id)
        note = get_object_or_404(article.notes.questions(), pk=note)
        if not self.settling(request, article)(note):
            raise PermissionDenied
        resolved = request.POST.get("resolved")
        if resolved not in {"yes", "no"}:
            raise BadRequest("neither resolved nor not")
        sentence = _("Resolved.") if resolved == "yes" else _("Not resolved after all.")
        with transaction.atomic():
            done = note.resolve(by=request.user) if resolved == "yes" else note.reopen()
            if done:
                logged = _("Note resolved.") if resolved == "yes" else _("Note not resolved after all.")
                self.log_change(request, article, logged)
        return self.after_note(request, article, places_of(article), sentence)

    def after_note(self, request, article, places, sentence):
        """Back to where it was done; for a script, the list as it is now."""
        if not is_script(request):
            self.message_user(request, sentence, messages.SUCCESS)
            return HttpResponseRedirect(way_back(request) or reverse("admin:news_article_notes", args=[article.pk]))
        notes = self.notes_of(request, article, places)
        html = render_to_string("admin/news/article/_note_list.html", {"notes": notes, "is_scripted": True})
        return JsonResponse({"notes": html, "says": sentence, "token": uuid.uuid4()})
