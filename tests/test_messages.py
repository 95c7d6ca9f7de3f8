"""The catalogs of translations: what is taken from the source, and what the check of `tests.messages` finds."""

import ast
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

from tests import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

TITLE = _("Cast "
          "and crew")
# Translators: a plate, not a button
WORD = pgettext_lazy("decision", "Ordered")
def told(count):
    return ngettext("%(count)s season", "%(count)s seasons", count) % {"count": count}
"""
TEMPLATE = """
{% load i18n %}
  {% translate "It’s {over}" %}<p>don't
    {% blocktranslate with day=day|day trimmed %}
      Checked <b>{{ day }}</b>.
    {% endblocktranslate %}</p>
{% blocktranslate count n=n context "long" %}{{ n }} season{% plural %}{{ n }} seasons{% endblocktranslate %}
"""
FILE = "catalog/words.py"


def found(text, path=FILE):
    return [(words.context, words.english) for words in messages.words_of(text, Path(path))]


@pytest.fixture
def site(tmp_path):
    """A site with two strings, one of them counted, and their Russian."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / FILE).write_text(
        '_("The series <b>%(name)s</b> is new")\nngettext("%(count)s season", "%(count)s seasons", 3)\n', "utf-8"
    )
    folder = tmp_path / "locale/ru/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('# A glossary.\nmsgid ""\nmsgstr ""\n', "utf-8")
    messages.update(tmp_path)
    translate(tmp_path, 'msgid "The series <b>%(name)s</b> is new"', "<b>%(name)s</b>: новое")
    text = po(tmp_path).read_text("utf-8")
    for number, form in enumerate(["%(count)s сезон", "%(count)s сезона", "%(count)s сезонов"]):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{form}"')
    po(tmp_path).write_text(text, "utf-8")
    messages.update(tmp_path)
    return tmp_path


def po(site):
    return site / "locale/ru/LC_MESSAGES/django.po"


def translate(site, line, russian):
    text = po(site).read_text("utf-8")
    before, _, after = text.partition(f"{line}\nmsgstr ")
    assert after, line
    po(site).write_text(f'{before}{line}\nmsgstr "{russian}"\n' + after.partition("\n")[2], "utf-8")


def test_strings_are_taken_from_python_and_from_templates():
    assert found(PYTHON) == [
        (None, "Cast and crew"),
        ("decision", "Ordered"),
        (None, ("%(count)s season", "%(count)s seasons")),
    ]
    assert found(TEMPLATE, "templates/page.html") == [
        (None, "It’s {over}"),
        (None, "Checked <b>%(day)s</b>."),
        ("long", ("%(n)s season", "%(n)s seasons")),
    ]
    assert [words.notes for words in messages.words_of(PYTHON, Path(FILE))][1] == (
        "Translators: a plate, not a button",
    )


def test_a_string_that_is_put_together_before_it_is_translated_is_found(site):
    (site / "catalog/more.py").write_text('_(f"{count} seasons")\ngettext(words)\n_("whole")\n', "utf-8")

    assert [problem.split(":")[1] for problem in messages.unreadable(site)] == ["1", "2"]


def test_a_complete_catalog_has_nothing_wrong_and_is_the_same_when_written_again(site):
    assert messages.check(site) == []

    written = po(site).read_bytes(), po(site).with_suffix(".mo").read_bytes()
    messages.update(site)

    assert (po(site).read_bytes(), po(site).with_suffix(".mo").read_bytes()) == written
    assert b"# A glossary." in written[0]
    assert b"Date:" not in written[0]
    assert f"#: {FILE}\n".encode() in written[0]


@pytest.mark.parametrize(
    ("russian", "problem"),
    [
        ("", "is not translated"),
        ("<b>%(nam)s</b>: новое", "has other placeholders or tags"),
        ("%(name)s: новое", "has other placeholders or tags"),
        ("<b>%(name)s</b>: новое ", "begins or ends with a space"),
    ],
)
def test_a_translation_that_is_empty_or_breaks_its_sentence_is_found(site, russian, problem):
    translate(site, 'msgid "The series <b>%(name)s</b> is new"', russian)
    messages.update(site)

    (told,) = messages.check(site)

    assert "“The series <b>%(name)s</b> is new”" in told
    assert problem in told


def test_a_form_too_few_is_found(site):
    text = po(site).read_text("utf-8")
    po(site).write_text(text.replace('msgstr[2] "%(count)s сезонов"', 'msgstr[2] ""'), "utf-8")
    messages.update(site)

    assert [problem.rpartition(": ")[2] for problem in messages.check(site)] == ["is not translated"]


def test_a_string_without_a_line_in_the_catalog_is_found_and_gets_one(site):
    (site / "catalog/more.py").write_text('_("Something quite different")\n', "utf-8")

    (told,) = messages.check(site)
    assert told.endswith("“Something quite different”: is missing; run make messages and translate it")

    messages.update(site)
    assert [problem.rpartition(": ")[2] for problem in messages.check(site)] == ["is not translated"]


def test_what_was_reworded_keeps_its_translation_until_somebody_has_read_it_again(site):
    (site / FILE).write_text(
        '_("The series <b>%(name)s</b> is news")\nngettext("%(count)s season", "%(count)s seasons", 3)\n', "utf-8"
    )
    messages.update(site)

    assert "<b>%(name)s</b>: новое" in po(site).read_text("utf-8")
    (told,) = messages.check(site)
    assert told.endswith("“The series <b>%(name)s</b> is news”: is fuzzy: read it again, and take the mark off")
    assert "новое".encode() not in po(site).with_suffix(".mo").read_bytes()


def test_what_is_nowhere_in_the_source_is_found_and_goes(site):
    (site / FILE).write_text('_("The series <b>%(name)s</b> is new")\n', "utf-8")

    (told,) = messages.check(site)
    assert "“%(count)s season”: is nowhere in the source" in told

    messages.update(site)
    assert messages.check(site) == []
    assert "season" not in po(site).read_text("utf-8")


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes() + b"\0")])
def test_a_compiled_catalog_that_says_something_else_is_found(site, spoil):
    spoil(po(site).with_suffix(".mo"))

    (told,) = messages.check(site)

    assert told.endswith("django.mo is not what django.po says; run make messages")


def test_a_catalog_that_cannot_be_read_is_found(site):
    po(site).write_text('msgid "broken\n', "utf-8")

    (told,) = messages.check(site)

    assert "cannot be read" in told


def test_no_string_to_translate_stands_within_an_f_string():
    """What takes strings from the source does not look in there."""
    sources = chain.from_iterable(
        (Path(settings.BASE_DIR) / app).rglob("*.py") for app in ("catalog", "news", "showsite")
    )
    within = [
        f"{path.name}:{call.lineno}"
        for path in sources
        for written in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(written, ast.JoinedStr)
        for call in ast.walk(written)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "gettext", "ngettext", "pgettext"}
    ]
    assert within == []
