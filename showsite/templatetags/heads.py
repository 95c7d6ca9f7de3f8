"""What a page says of itself, remembered as it is drawn."""

from django import template

from showsite import heads

register = template.Library()


@register.simple_block_tag(takes_context=True)
def said(context, content, name):
    """Show what stands inside, and remember it for the page's card and graph: `{% said "title" %}`."""
    heads.keep(context, name, content)
    return content
