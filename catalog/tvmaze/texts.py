"""Plain text from the little HTML of TVmaze's summaries."""

from html.parser import HTMLParser

BREAKS = {"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote"}
UNSEEN = {"script", "style", "template", "head", "title", "iframe", "object", "noscript"}


class _Paragraphs(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs = [""]
        self.unseen = ""

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN and not self.unseen:
            self.unseen = tag
        elif tag in BREAKS:
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        if tag == self.unseen:
            self.unseen = ""
        elif tag in BREAKS:
            self.paragraphs.append("")

    def handle_data(self, data):
        if not self.unseen:
            self.paragraphs[-1] += data


def plain_text(html: str) -> str:
    """The words of some HTML: no tags, no scripts, an empty line between paragraphs."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    return "\n\n".join(words for text in parser.paragraphs if (words := " ".join(text.split())))
