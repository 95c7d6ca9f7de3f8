"""What a verb raises instead of overwriting somebody's words. Nothing has been written when it does."""

from django.utils.translation import gettext as _


class Conflict(Exception):
    """Somebody saved the article since it was opened; `current_version` is what it stands at now."""

    def __init__(self, current_version: int):
        super().__init__(_("Somebody else has saved this article since you opened it."))
        self.current_version = current_version


class CorrectionClash(Exception):
    """A later text was changed at the very place that is to be corrected; `places` says where, one line each."""

    def __init__(self, places: list[str]):
        super().__init__(" ".join(places))
        self.places = places
