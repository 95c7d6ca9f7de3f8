"""What the pages of the catalog's admin offer of the newsroom."""

from django import template
from django.urls import reverse

from catalog.models import Season, Series, StatusUpdate

register = template.Library()

LEADS = {StatusUpdate: "update", Season: "season", Series: "series"}


@register.inclusion_tag("admin/news/_write_the_story.html", takes_context=True)
def write_the_story(context):
    """The button that leads from a thing of the catalog to a story about it, for those who may write."""
    thing = context.get("original")
    name = LEADS.get(type(thing))
    if not name or not thing.pk or not context["request"].user.has_perm("news.add_article"):
        return {}
    return {"address": f"{reverse('admin:news_article_write')}?{name}={thing.pk}"}
