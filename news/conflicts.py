"""What a verb raises instead of overwriting somebody's words. Nothing has been written when it does."""

from catalog.versions import Conflict

__all__ = ["Conflict", "CorrectionClash"]


class CorrectionClash(Exception):
    """A later text was changed at the very place that is to be corrected; `places` says where, one line each."""

    def __init__(self, places: list[str]):
        super().__init__(" ".join(places))
        self.places = places
