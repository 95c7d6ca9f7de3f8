"""What a page says of itself, remembered as it is drawn."""

from django import template

from showsite import heads

register = template.Library()


class SaidNode(template.Node):
    """A node of its own: blocks inside one of Django's simple block tags are not found by templates that extend."""

    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        heads.keep(context, self.name, html)
        return html


@register.tag
def said(parser, token):
    """Show what stands inside, and remember it for the page's card and graph: `{% said title %}`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(["endsaid"])
    parser.delete_first_token()
    return SaidNode(name, nodelist)
