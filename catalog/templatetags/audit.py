"""The audit log in pages of the admin."""

from django import template
from django.contrib.admin.utils import quote
from django.urls import NoReverseMatch, reverse

from catalog import telling
from catalog.models import AuditEntry

register = template.Library()


@register.filter
def told(entries):
    """Entries with everything that is said of them, in words (`catalog.telling`)."""
    return telling.stories(entries)


@register.simple_tag
def audited_page(entry):
    """The page of the thing that an entry is about, which may be gone; "" for what has none."""
    if entry.action == AuditEntry.Action.DELETED:
        return ""
    try:
        return reverse(f"admin:{entry.app_label}_{entry.model}_change", args=[quote(entry.key)])
    except NoReverseMatch:
        return ""


@register.inclusion_tag("admin/catalog/_recent_activity.html")
def recent_activity(by, limit=10):
    """What somebody did last, newest first; with None what everybody did."""
    entries = AuditEntry.objects.latest_first()
    return {"stories": telling.stories((entries.by(by) if by else entries)[:limit])}
