"""Static files as they are served: compressed, a hash in the address, and the readers' sheet without its comments."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


def is_sheet(name: str) -> bool:
    """Whether a static file is the sheet for which each reader waits, under its own name or one with a hash."""
    return name.startswith("style.") and name.endswith(".css")


class TidyStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def _save(self, name, content):
        if is_sheet(name):
            # Its hash was taken from it before.
            content.seek(0)
            content = ContentFile(cssmin(content.read()))
        return super()._save(name, content)
