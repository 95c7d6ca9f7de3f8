"""Widgets that are drawn without a template look as Django's templates draw them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from showsite.quick_widgets import DRAWN, QuickWidgets

GROUPED = [("", "---"), ("<a>&", "\"<b>&'"), (1, _("No")), ("Group <i>", [(2, mark_safe("<em>"))]), (None, 1234567)]
ATTRIBUTES = {"id": "a<b", "required": True, "disabled": False, "data-x": mark_safe("&amp;"), "maxlength": 12000}


@pytest.mark.parametrize(
    "value", [None, "", "a", "<b>\"&'", mark_safe("<i>"), 0, 1234567, True, False, "1", "<a>&", _("No")]
)
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.HiddenInput(),
        forms.CheckboxInput(),
        forms.Select(choices=GROUPED),
        forms.SelectMultiple(choices=GROUPED),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_a_widget_is_drawn_as_its_template_would(widget, value):
    value = [value] if isinstance(widget, forms.SelectMultiple) else value
    drawn = widget.render('x"<', value, ATTRIBUTES, renderer=QuickWidgets())

    assert widget.template_name in DRAWN
    assert drawn == widget.render('x"<', value, ATTRIBUTES, renderer=DjangoTemplates())
    assert hasattr(drawn, "__html__")


@pytest.mark.parametrize("errors", [[], ["<b>"], ["One.", "Two."]])
def test_errors_are_drawn_as_their_template_would(errors):
    drawn = [str(ErrorList(errors, renderer=renderer())) for renderer in (QuickWidgets, DjangoTemplates)]

    assert drawn[0] == drawn[1] and bool(drawn[0]) == bool(errors)
