"""The admin's pages and their forms, filled in as a browser would send them."""

from django.urls import reverse

from showsite.filled_forms import filled_form

__all__ = ["address", "filled_form", "sent"]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}", args=args)


def sent(client, page, holding: str, **changes):
    """The answer to the form that holds a field, sent as it is on a page but for what is typed."""
    return client.post(page, filled_form(client.get(page), holding, **changes), follow=True)


def confirmation(*things) -> dict[str, object]:
    """What the page that asks before it deletes sends for things as they are now."""
    versions = [f"{thing.pk}:{getattr(type(thing).objects.get(pk=thing.pk), 'version', '')}" for thing in things]
    return {"post": "yes", "versions": versions}
