"""The widgets that a form has hundreds of, drawn by a function: Django's templates take two thirds of such a page."""

from functools import lru_cache

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

ERRORS = "django/forms/errors/list/ul.html"


class QuickWidgets(DjangoTemplates):
    """Draws what Django's own templates draw, to the letter; what is not listed here is left to them."""

    def render(self, template_name, context, request=None):
        if template_name == ERRORS and not context["errors"]:
            # Each field has a list of them, and nearly all are empty.
            return ""
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


def attributes(widget) -> str:
    drawn = ""
    for name, value in widget["attrs"].items():
        if value is True:
            drawn += f" {escaped(name)}"
        elif value is not False:
            drawn += f' {escaped(name)}="{conditional_escape(value)}"'
    return drawn


# The names of attributes are few, and all of them ours.
escaped = lru_cache(conditional_escape)


def an_input(widget) -> SafeString:
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    value = "" if widget["value"] is None else f' value="{conditional_escape(widget["value"])}"'
    return mark_safe(f'<input type="{kind}" name="{name}"{value}{attributes(widget)}>')


def a_select(widget) -> SafeString:
    drawn = f'<select name="{conditional_escape(widget["name"])}"{attributes(widget)}>'
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn += f'\n  <optgroup label="{conditional_escape(localize(group))}">'
        for option in options:
            value, label = conditional_escape(option["value"]), conditional_escape(localize(option["label"]))
            drawn += f'\n  <option value="{value}"{attributes(option)}>{label}</option>\n'
        if group:
            drawn += "\n  </optgroup>"
    return mark_safe(f"{drawn}\n</select>")


DRAWN = {f"django/forms/widgets/{name}.html": an_input for name in ("text", "number", "hidden", "checkbox")}
DRAWN |= {"django/forms/widgets/select.html": a_select}
