"""A graph as an element of a page."""

import json
from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from showsite.graphs.nodes import Node

OPENING = '<script type="application/ld+json">'
# What could end the element or open another; and two ends of lines that JSON knows and older scripts do not.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def script(nodes: Iterable[Node]) -> SafeString:
    """The one graph of a page."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    # Nothing in it can end the element any more.
    return mark_safe(f"{OPENING}{text}</script>")
