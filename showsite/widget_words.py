"""Words of other people's widgets that these know in English only, so that catalogs can translate them."""

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop
from django.views.i18n import JavaScriptCatalog

# Drawn by django-content-editor, which asks gettext for them.
DRAWN = [
    gettext_noop("Collapse all items"),
    gettext_noop("Uncollapse all items"),
    gettext_noop("No items."),
    gettext_noop("New item"),
    gettext_noop("marked for deletion"),
    gettext_noop("Use Ctrl-Click to select and move multiple items."),
    gettext_noop("Select all"),
]
# Asked for by scripts, of django-content-editor and django-prose-editor.
SCRIPTED = [
    gettext_noop("Show"),
    gettext_noop("Hide"),
    gettext_noop("Cancel"),
    gettext_noop("Update"),
    gettext_noop("Paragraph"),
    gettext_noop("Heading 2"),
    gettext_noop("Heading 3"),
    gettext_noop("paragraph"),
    gettext_noop("heading 2"),
    gettext_noop("heading 3"),
    gettext_noop("unordered list"),
    gettext_noop("ordered list"),
    gettext_noop("blockquote"),
    gettext_noop("bold"),
    gettext_noop("italic"),
    gettext_noop("strike"),
    gettext_noop("subscript"),
    gettext_noop("superscript"),
    gettext_noop("undo"),
    gettext_noop("redo"),
    gettext_noop("List properties"),
    gettext_noop("List type"),
    gettext_noop("Start at"),
    gettext_noop("Bullets"),
    gettext_noop("Decimal numbers"),
    gettext_noop("Lowercase letters"),
    gettext_noop("Uppercase letters"),
    gettext_noop("Lowercase Roman numerals"),
    gettext_noop("Uppercase Roman numerals"),
]


class WordsOfScripts(JavaScriptCatalog):
    """The words that scripts of the admin ask for: those of Django, and those of the widgets."""

    packages = ["django.contrib.admin"]

    def get_catalog(self):
        return super().get_catalog() | {word: said for word in SCRIPTED if (said := translated(word)) != word}
