"""The graph of a page, at its very end: what it says in words, for machines. A tag a kind of page."""

from django import template

from showsite import heads
from showsite.graphs import pages, people, series, site, stories
from showsite.graphs.writing import script

register = template.Library()


def _drawn(context, nodes, *told, **more):
    """`nodes(head, ...)` as an element; nothing on a page that search engines are not to keep."""
    head = heads.head_of(context)
    return script(nodes(head, *told, **more)) if head.address else ""


@register.simple_tag(takes_context=True)
def page_graph(context, type="WebPage"):
    """Of a page that is about nothing in particular."""
    return _drawn(context, pages.page_nodes, type)


@register.simple_tag(takes_context=True)
def home_graph(context):
    return _drawn(context, site.home_nodes)


@register.simple_tag(takes_context=True)
def list_graph(context, rows, about=None):
    """Of a list of things with pages; `about` is the network whose list it is."""
    return _drawn(context, pages.list_nodes, rows, about)


@register.simple_tag(takes_context=True)
def series_graph(context, of, today, seasons, **shown):
    return _drawn(context, series.series_nodes, of, today, seasons, **shown)


@register.simple_tag(takes_context=True)
def season_graph(context, of, season, today, **shown):
    return _drawn(context, series.season_nodes, of, season, today, **shown)


@register.simple_tag(takes_context=True)
def video_graph(context, of, video):
    return _drawn(context, series.video_nodes, of, video)


@register.simple_tag(takes_context=True)
def person_graph(context, person, names, roles, external_ids):
    return _drawn(context, people.person_nodes, person, names, roles, external_ids)


@register.simple_tag(takes_context=True)
def author_graph(context, author):
    return _drawn(context, people.author_nodes, author)


@register.simple_tag(takes_context=True)
def story_graph(context, revision, **shown):
    """Behind the tag that draws the story's card."""
    return _drawn(context, stories.story_nodes, revision, card=heads.kept(context, "card"), **shown)
