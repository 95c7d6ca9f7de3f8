"""The pages for what is not there, and for what went wrong on our side."""

from django.conf import settings
from django.core.exceptions import DisallowedRedirect
from django.http import HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from showsite import redirecting, theme
from showsite.guesses import feed_guessed
from showsite.missing import meant_by


def page_not_found(request, exception):
    """Where it is now; for a guess at a feed the feed; else what we know that comes near, and where to go on."""
    try:
        response = redirecting.answered(request)
    except DisallowedRedirect as error:  # with its query it is longer than any address that Django leads to
        return bad_request(request, error)
    if response is not None:
        return response
    if request.method in {"GET", "HEAD"} and (feed := feed_guessed(request.path_info)):
        way = redirecting.way_from(feed)
        if way.end != redirecting.End.NOTHING:
            return redirect(way.address, permanent=True)
    return render(request, "404.html", {"missing": meant_by(request.path_info)}, status=404)


def bad_request(request, exception):
    """What came is nothing that a browser sends."""
    return _plainly(request, "400.html", HttpResponseBadRequest, _("This request cannot be read."))


def server_error(request):
    """The page of an error, with the id under which the log has it. No database: that may be what went wrong."""
    sentence = _("Something went wrong on our side. Its number in our log: %s") % request.id
    return _plainly(request, "500.html", HttpResponseServerError, sentence)


def _plainly(request, template, response, sentence):
    """A page that asks the database for nothing; the sentence alone where even that fails."""
    try:
        context = {
            "request_id": request.id,
            "stylesheet": static("style.css"),
            "icon": static("icon.svg"),
            "SITE_NAME": settings.SITE_NAME,
            "CONTACT_EMAIL": settings.CONTACT_EMAIL,
            "THEME_SCRIPT": mark_safe(theme.SCRIPT),  # it is ours, and the same in every answer
        }
        return response(render_to_string(template, context))
    except Exception:  # the error may lie in the templates or the static files themselves
        return response(sentence)
