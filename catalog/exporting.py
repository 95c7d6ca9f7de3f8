"""What of the catalog does not go along when a newsroom takes everything with it, and why."""

from django.utils.translation import gettext_lazy as _

LEFT_OUT = {
    "catalog.seasonstate": _("follows from the status updates (rebuild_status)"),
    "catalog.seriesstate": _("follows from the status updates (rebuild_status)"),
    "catalog.premierestate": _("follows from the status updates (rebuild_status)"),
    "catalog.formerfile": _("addresses of files that are gone"),
    "catalog.unsaved": _("words that their editor has not saved yet"),
    "catalog.presence": _("who has which form open"),
    "catalog.searchedtitle": _("follows from the titles of series (rebuild_search)"),
    "catalog.searchedname": _("follows from the names of people (rebuild_search)"),
    "catalog.searchedword": _("follows from the titles and names (rebuild_search)"),
    "catalog.spreadsheet": _("files that were brought in; their rows are here"),
}
