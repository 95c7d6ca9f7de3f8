"""Makes plain prose of what word processors and web pages put on the clipboard. The sanitiser comes after it."""

import re

# What other programs call what we call otherwise. `b` of normal weight is Google's wrapper, and says nothing.
_WRAPPER = re.compile(r"<b\b[^>]*font-weight:\s*normal[^>]*>", re.IGNORECASE)
_NAMES = {
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "div": "p",
}
_RENAMED = re.compile(rf"<(/?)({'|'.join(_NAMES)})(?=[\s>/])", re.IGNORECASE)
# What Word and web pages carry along, with all that stands in it.
_LUGGAGE = re.compile(r"<(style|script|title|xml|head|o:p)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|ul|ol|strong|em|s|sub|sup|blockquote|a)(?:\s[^<>]*)?>(?:\s|&nbsp;|\xa0|<br>)*</\1>")
_SPACES = re.compile(r"(?:&nbsp;|\xa0|[ \t\r\n])*(?:&nbsp;|\xa0)(?:&nbsp;|\xa0|[ \t\r\n])+|[ \t\r\n]+(?:&nbsp;|\xa0)")


def renamed(html: str) -> str:
    """With the names of tags that an editor can write, where others mean the same."""
    html = _LUGGAGE.sub("", _WRAPPER.sub("", html))
    return _RENAMED.sub(lambda match: f"<{match[1]}{_NAMES[match[2].lower()]}", html)


def tidied(html: str) -> str:
    """Sanitised HTML without what is empty, and with one space where there was a run of hard ones."""
    html = _SPACES.sub(" ", html)
    while (rest := _EMPTY.sub("", html)) != html:
        html = rest
    return html
