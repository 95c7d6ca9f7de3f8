"""What makes a shared thing public: that something public uses it.

A person, a network, a genre or a picture has no publication of its own. Apps above the catalog say here what they
show of it, so that the catalog need not know them.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet

_uses: dict[str, list[Callable[[datetime], QuerySet]]] = defaultdict(list)


def register_use(model_name: str, used: Callable[[datetime], QuerySet]) -> None:
    """Let `used(at)`, a queryset of primary keys, count as public use of a model such as "person" or "image"."""
    _uses[model_name].append(used)


def used_elsewhere(model_name: str, at: datetime) -> Q:
    """A condition: the row is used at a moment by something public outside the catalog."""
    condition = Q(pk__in=[])
    for used in _uses[model_name]:
        condition |= Q(pk__in=used(at))
    return condition


def rows_used(model_name: str, at: datetime) -> list[tuple[QuerySet, str]]:
    """What `used_elsewhere` asks for, each with the column that refers to the model."""
    rows = [used(at) for used in _uses[model_name]]
    return [(each, each.query.values_select[0]) for each in rows]
