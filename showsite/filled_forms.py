"""The forms of a page, filled in as a browser would send them when nothing is typed."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.select = self.textarea = None
        self.first = False

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        if tag == "form":
            self.forms.append({})
        if not self.forms or "disabled" in attrs:
            return
        name, value = attrs.get("name"), attrs.get("value", "on")
        if tag == "input" and name and attrs.get("type") not in {"submit", "file", "button", "image"}:
            if attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs:
                self.add(name, attrs.get("value") or ("on" if attrs.get("type") == "checkbox" else ""))
        elif tag == "select" and name:
            self.select, self.first = name, "multiple" not in attrs
            # Without an option it sends nothing, and the form has it all the same.
            self.forms[-1].setdefault(name, [])
        elif tag == "option" and self.select:
            if "selected" in attrs:
                if self.first is None:
                    self.forms[-1][self.select].pop()
                self.add(self.select, value if "value" in attrs else "")
                self.first = False
            elif self.first:
                self.add(self.select, attrs.get("value") or "")
                self.first = None
        elif tag == "textarea" and name:
            self.textarea, self.text = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.add(self.textarea, self.text.removeprefix("\n").removeprefix("\r\n"))
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.text += data

    def add(self, name, value):
        self.forms[-1].setdefault(name, []).append(value)


def filled_form(response, holding: str, **changes) -> dict[str, list[str]]:
    """What the form of a page that holds a field sends when nothing, or only `changes`, is typed."""
    reader = _Forms()
    reader.feed(response.content.decode())
    sent = next(form for form in reader.forms if holding in form)
    return sent | changes
