"""The catalogs of translations: `python -m tests.messages` brings them up to date, `... check` says what is wrong.

Reads every string that goes through gettext in Python and templates, merges it into locale/*/LC_MESSAGES/django.po,
and compiles that to the .mo beside it: the same bytes on every machine, so that a check can compare them. A
translation whose English changed stays in the .po, marked as fuzzy; whoever has read it again takes the mark off.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.functional import cached_property

ROOT = Path(__file__).resolve().parent.parent
APPS = ["catalog", "news", "showsite"]
# What calls carry words, and where: gettext's own notation.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
        3,
    ),
}
# What has to be the same in a translation: %(name)s, %s, the %name% of our scripts, {name}, and the tags of HTML with
# what they carry.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%\w+%|%[sd%]|\{\w*\}|</?[a-z][^>]*>")
WIDTH = 120
# From how many letters on a reworded string keeps the translation that it had.
LONG = 24


class Words(NamedTuple):
    """A string in the source: its context, its English (two forms, if it counts), where it stands, what is noted."""

    context: str | None
    english: str | tuple[str, str]
    path: str
    notes: tuple[str, ...] = ()

    @property
    def key(self):
        """What gettext finds it by: a counted string goes by its first form."""
        return self.context, self.english if isinstance(self.english, str) else self.english[0]


class Book(Catalog):
    """A catalog whose header says nothing that changes by itself."""

    @cached_property
    def mime_headers(self):
        return [
            ("Project-Id-Version", "Showsite"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURALS[str(self.locale)][0]),
        ]

    @property
    def num_plurals(self):
        return PLURALS[str(self.locale)][1]


# -- what the source says -----------------------------------------------------------------------------------------


def sources(root: Path = ROOT) -> Iterator[Path]:
    """The files that may hold words, in a fixed order."""
    for app in APPS:
        yield from sorted(path for path in (root / app).rglob("*.py") if "migrations" not in path.parts)
    yield from sorted((root / "templates").rglob("*.html"))
    yield from sorted((root / "templates").rglob("*.txt"))


def extracted(root: Path = ROOT) -> list[Words]:
    """Every string that goes through gettext."""
    return [words for path in sources(root) for words in words_of(path.read_text("utf-8"), path.relative_to(root))]


def words_of(text: str, path: Path) -> Iterator[Words]:
    """The strings of one file."""
    if path.suffix != ".py":
        text = _as_python(text)
    for _line, english, notes, context in extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]):
        yield Words(context, english, path.as_posix(), tuple(notes))


def _as_python(template: str) -> str:
    """A template as calls of gettext. Indentation means nothing there and something in Python."""
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(template).splitlines())


def unreadable(root: Path = ROOT) -> Iterator[str]:
    """Calls of gettext whose words are no literal: nobody can translate what is put together first."""
    for path in sources(root):
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in KEYWORDS:
                continue
            count = 1 if KEYWORDS[name] is None else len(KEYWORDS[name])
            if not all(isinstance(each, ast.Constant) for each in node.args[:count]):
                yield f"{path.relative_to(root)}:{node.lineno}: {name}() of something that is not written out"


# -- catalogs -----------------------------------------------------------------------------------------------------


def catalogs(root: Path = ROOT) -> list[Path]:
    return sorted((root / "locale").glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Book:
    """A catalog as it is stored. PoFileError when it cannot be read."""
    language = path.parent.parent.name
    with path.open("rb") as file:
        stored = read_po(file, locale=language, abort_invalid=True)
    book = Book(locale=language, charset="utf-8", fuzzy=False, header_comment=stored.header_comment)
    for message in stored:
        if message.id:
            book[message.id] = message
    return book


def merged(book: Book, words: list[Words]) -> Book:
    """A catalog with the strings of the source, and the translations that it had."""
    template = Catalog(locale=book.locale, charset="utf-8")
    for each in words:
        template.add(each.english, locations=[(each.path, None)], context=each.context, auto_comments=each.notes)
    merged = Book(locale=book.locale, charset="utf-8", fuzzy=False, header_comment=book.header_comment)
    for message in book:
        if message.id:
            merged[message.id] = message
    merged.update(template, update_header_comment=False)
    merged.obsolete.clear()
    for message in merged:
        # Short words are like many others, and mean something else.
        if message.previous_id and len(_singular(message)) < LONG:
            message.string = ("",) * merged.num_plurals if message.pluralizable else ""
            message.flags.discard("fuzzy")
    return merged


def as_po(book: Book) -> bytes:
    file = io.BytesIO()
    write_po(file, book, width=WIDTH, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def as_mo(book: Book) -> bytes:
    """What Django reads: whole translations only, and English for the rest."""
    whole = Book(locale=book.locale, charset="utf-8", fuzzy=False)
    for message in book:
        if message.id and not message.fuzzy and all([message.string] if not message.pluralizable else message.string):
            whole[message.id] = message
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


# -- what may be wrong --------------------------------------------------------------------------------------------


def problems(path: Path, words: list[Words]) -> Iterator[str]:
    """What keeps a catalog from being complete, a sentence each."""
    try:
        book = read(path)
    except PoFileError as error:
        yield f"cannot be read: {error}"
        return
    stored = {(message.context, _singular(message)): message for message in book if message.id}
    wanted = {each.key for each in words}
    for key in sorted(wanted - stored.keys(), key=str):
        yield f"{_named(key)}: is missing; run make messages and translate it"
    for key in sorted(stored.keys() - wanted, key=str):
        yield f"{_named(key)}: is nowhere in the source; run make messages"
    for key, message in stored.items():
        if key in wanted:
            yield from (f"{_named(key)}: {wrong}" for wrong in _wrong(book, message))
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != as_mo(book):
        yield f"{compiled.name} is not what {path.name} says; run make messages"


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _named(key) -> str:
    context, english = key
    return f"“{english}”" + (f" ({context})" if context else "")


def _wrong(book: Book, message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "is fuzzy: read it again, and take the mark off"
    english = (message.id,) if isinstance(message.id, str) else message.id
    said = (message.string,) if isinstance(message.string, str) else message.string
    if isinstance(message.id, str) != isinstance(message.string, str) or (
        message.pluralizable and len(said) != book.num_plurals
    ):
        yield "has a wrong number of forms"
    elif not all(said):
        yield "is not translated"
    else:
        # One form of a counted string may leave the number out: "one season".
        wanted = set(PLACEHOLDER.findall(english[-1]))
        for form in said:
            if set(PLACEHOLDER.findall(form)) != wanted:
                yield f"has other placeholders or tags in “{form}”"
        if any(one.isspace() != other.isspace() for form in said for one, other in _ends(english[0], form)):
            yield "begins or ends with a space, and its translation does not, or the other way round"


def _ends(one: str, other: str):
    return (one[0], other[0]), (one[-1], other[-1])


# -- commands -----------------------------------------------------------------------------------------------------


def update(root: Path = ROOT) -> None:
    words = extracted(root)
    for path in catalogs(root):
        book = merged(read(path), words)
        path.write_bytes(as_po(book))
        path.with_suffix(".mo").write_bytes(as_mo(book))
        messages = [message for message in book if message.id]
        todo = sum(1 for message in messages if list(_wrong(book, message)))
        print(f"{path.relative_to(root)}: {len(messages)} strings, {todo} to translate or to read again")


def check(root: Path = ROOT) -> list[str]:
    words = extracted(root)
    found = list(unreadable(root))
    for path in catalogs(root):
        found += [f"{path.relative_to(root)}: {problem}" for problem in problems(path, words)]
    return found


def main(arguments: list[str]) -> int:
    if arguments == ["check"]:
        found = check()
        print("\n".join(found) or "All strings are translated.")
        return bool(found)
    update()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
