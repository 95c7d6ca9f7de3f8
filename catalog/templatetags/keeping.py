"""On a form of the admin: what was typed here and not saved, who else has it open, and the script that keeps."""

import uuid

from django import template

from catalog import keeping as kept
from catalog.models import Presence, Unsaved

register = template.Library()


@register.inclusion_tag("admin/catalog/_keeping.html", takes_context=True)
def keeping(context):
    """For a form that this user may change; `request` tells which. Two queries."""
    request = context["request"]
    sent = request.POST if request.method == "POST" else {}
    opened = kept.uuid_of(sent.get(kept.OPENED)) or uuid.uuid4()
    taking = kept.count_of(request.GET.get("take"))
    waiting = list(Unsaved.objects.offered(request.user, request.path, but=opened))
    taken = next((each.opened for each in waiting if each.pk == taking), None) or kept.uuid_of(sent.get(kept.TAKEN))
    title, subtitle = context.get("title", ""), context.get("subtitle")
    # A new thing is known by what was typed, an old one by its own name.
    label = f"{title}:" if context.get("add") else str(subtitle) if context.get("change") else f"{title}: {subtitle}"
    return {
        "form": kept.seal(request.user, request.path, label[:120]),
        "address": request.path,
        "user": request.user,
        "opened": opened,
        "taken": taken or "",
        "counter": kept.count_of(sent.get(kept.COUNTER)) or 0,
        # What stands here already differs from what is stored.
        "is_typed": bool(sent) or taking is not None,
        "waiting": [each for each in waiting if each.opened != taken],
        "present": Presence.objects.others(request.user, request.path),
    }
