""" "Write the story": shows what a lead, a season or a series makes, and makes it."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from catalog.admin.base import KEY_DIGITS
from catalog.models import Season, Series, StatusUpdate
from news import drafting
from news.forms import WriteForm
from news.models import Article

LEADS = {
    "update": StatusUpdate.objects.select_related("season__series", "source"),
    "season": Season.objects.select_related("series"),
    "series": Series.objects.present(),
}


def lead_of(request):
    """What the story is to tell of: the first of `update`, `season` and `series` in the query. Http404 for none."""
    for name, rows in LEADS.items():
        if key := request.GET.get(name):
            if not (key.isascii() and key.isdecimal() and len(key) <= KEY_DIGITS):
                break
            return get_object_or_404(rows.all(), pk=key)
    raise Http404(_("There is no such lead."))


def write_view(model_admin, request):
    """What will be made of a lead, with a headline to change; sent, the draft is made and opened."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    lead = lead_of(request)
    refused, planned = [], None
    try:
        planned = drafting.plan(lead)
    except ValidationError as error:
        refused = error.messages
    initial = {"token": uuid.uuid4(), "title": planned.title if planned else ""}
    form = WriteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and planned and form.is_valid():
        article = written(model_admin, request, planned, form.cleaned_data)
        return HttpResponseRedirect(model_admin.page_of(article))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Write the story"),
        "subtitle": str(lead),
        "opts": model_admin.opts,
        "form": form,
        "plan": planned,
        "refused": refused,
        "lead": lead,
        "told": lead.announced_by.order_by("pk") if isinstance(lead, StatusUpdate) else [],
        "byline": request.user.bylines.first(),
        "page": model_admin.page_of(lead),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/news/article/write.html", context, status=400 if form.errors else 200)


def written(model_admin, request, planned, data):
    """The draft; of two clicks the second finds what the first has made."""
    made = Article.objects.filter(uuid=data["token"]).first()
    if made is None:
        try:
            made = drafting.write(planned, by=request.user, **data)
        except IntegrityError:
            return get_object_or_404(Article, uuid=data["token"])
        model_admin.log_addition(request, made, [{"added": {}}])
        model_admin.message_user(request, _("The draft stands. What is left to write is the prose."))
    return made
