"""Plain text from the little HTML of TVmaze's summaries."""

from html.parser import HTMLParser

import nh3

BREAKS = {"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote"}
UNSEEN = {"script", "style", "template", "title", "iframe", "object", "noscript", "noembed", "noframes", "textarea"}


class _Paragraphs(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs = [""]

    def handle_starttag(self, tag, attrs):
        self.paragraphs.append("")

    def handle_endtag(self, tag):
        self.paragraphs.append("")

    def handle_data(self, data):
        self.paragraphs[-1] += data


def plain_text(html: str) -> str:
    """The words of some HTML: no tags, no scripts, an empty line between paragraphs."""
    parser = _Paragraphs()
    # The standard library's parser fails on some tag soup; what nh3 leaves is sound, and holds nothing but breaks.
    parser.feed(nh3.clean(html, tags=BREAKS, clean_content_tags=UNSEEN, attributes={}))
    parser.close()
    return "\n\n".join(words for text in parser.paragraphs if (words := " ".join(text.split())))
