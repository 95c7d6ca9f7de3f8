"""What every page of the site shows, whatever it is about."""

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from showsite import theme

# The parts of the masthead, by the address under which all of a part lies.
PARTS = [
    ("/", _("Today")),
    ("/renewals/", _("Renewals")),
    ("/calendar/", _("Calendar")),
    ("/series/", _("Series")),
    ("/people/", _("People")),
    ("/news/", _("News")),
]
FOOTER = [
    ("/renewals/", _("Renewals")),
    ("/calendar/", _("Calendar")),
    ("/series/", _("Series A to Z")),
    ("/people/", _("People A to Z")),
    ("/news/", _("News")),
    ("/feeds/", _("Feeds")),
    ("/corrections/", _("Corrections")),
    ("/about/", _("About")),
    ("/standards/", _("Editorial standards")),
    ("/contact/", _("Contact")),
    ("/privacy/", _("Privacy")),
    ("/site-map/", _("Site map")),
]


def site(request):
    """Name, address and contact of the site, and its parts with the current one marked."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "CONTACT_EMAIL": settings.CONTACT_EMAIL,
        "THEME_SCRIPT": mark_safe(theme.SCRIPT),  # it is ours, and the same in every answer
        "PARTS": [
            {"address": address, "name": name, "is_current": _lies_under(request.path, address)}
            for address, name in PARTS
        ],
        "FOOTER": [{"address": address, "name": name} for address, name in FOOTER],
    }


def _lies_under(path, address):
    return path.startswith(address) if address != "/" else path == "/"
