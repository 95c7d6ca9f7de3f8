"""The one sanitiser of rich text: for forms, imports, the demo, corrections and pressing alike."""

import re
from html import unescape

from django.urls import reverse_lazy
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import create_sanitizer

from news import pasting

# What an editor can write, and nothing else gets through.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "StoryLink": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto"],
        "address": reverse_lazy("admin:news_article_link_targets"),
        "words": {
            "title": _("Link"),
            "unlink": _("Remove the link"),
            "label": _("A series, season or person, or an address"),
            "help": _("Type a name and choose, or type an address that begins with https:// or /."),
            "found": _("What was found"),
            "some": _("Found: %count%. Up and down choose, Enter takes."),
            "none": _("Nothing was found."),
            "failed": _("The search does not answer. An address can still be typed."),
            "take": _("Set the link"),
            "cancel": _("Cancel"),
        },
    },
    "CleanPaste": True,
}

_sanitize = create_sanitizer(EXTENSIONS)
# Control characters, and halves of surrogate pairs, which no database and no feed takes.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(html: str) -> str:
    """Rich text with nothing in it but what an editor can write. Cleaning it again changes nothing."""
    # Repairing broken nesting can leave tags nested otherwise, and character references turn into what they stand
    # for: it is done when it reads back as it stands.
    while (cleaned := pasting.tidied(_sanitize(pasting.renamed(plain(html))))) != html:
        html = cleaned
    return html


def plain(text: str) -> str:
    """Text without the characters that cannot be stored or sent."""
    return _UNWRITABLE.sub("", text)


def first_words(html: str, words: int = 8) -> str:
    """How a rich text begins, as plain text."""
    return Truncator(unescape(strip_tags(html.replace("><", "> <"))).strip()).words(words)
