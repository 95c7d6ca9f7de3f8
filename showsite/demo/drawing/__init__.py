"""Pictures for the demo, drawn when it is loaded: posters, portraits and wide scenes in flat inks."""

from .hair import HAIR
from .inks import PALETTES
from .portraits import CLOTH, GROUNDS, portrait
from .posters import COMPOSITIONS, poster
from .scenes import SCENES, scene

__all__ = ["CLOTH", "COMPOSITIONS", "GROUNDS", "HAIR", "PALETTES", "SCENES", "portrait", "poster", "scene"]
