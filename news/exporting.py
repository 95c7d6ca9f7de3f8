"""What of the news does not go along when a newsroom takes everything with it, and why."""

from django.utils.translation import gettext_lazy as _

LEFT_OUT = {
    "news.editorpreferences": _("each editor's own"),
    "news.masthead": _("follows from the settings of each site"),
    "news.share": _("links that open drafts; they end by themselves"),
    "news.shareuse": _("when such links were opened"),
    "news.searchedstory": _("follows from the revisions (rebuild_search)"),
}
