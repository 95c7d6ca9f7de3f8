"""The page for what went wrong on our side. It needs no database: that may be what went wrong."""

from django.http import HttpResponseServerError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _


def server_error(request):
    """The page of an error, with the id under which the log has it."""
    try:
        context = {"request_id": request.id, "stylesheet": static("style.css")}
        return HttpResponseServerError(render_to_string("500.html", context))
    except Exception:  # the error may lie in the templates or the static files themselves
        return HttpResponseServerError(_("Something went wrong on our side. Its number in our log: %s") % request.id)
