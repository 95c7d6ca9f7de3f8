"""Cells and files: what a spreadsheet program may do to them, and how they come through unharmed."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext

# A cell that begins like this is a formula to spreadsheet programs.
FORMULA = re.compile(r"^'*[=+\-@\t\r]")
GUARDED = re.compile(r"^'+[=+\-@\t\r]")
# A lone dash empties; an empty cell leaves things as they are. No file holds the sign that stands for it from then on.
DASH, EMPTIED = "-", "\x00"
SEVERAL = " | "

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 10_000
MOST_IN_A_CELL = 20_000


class UnreadableSheet(ValueError):
    """A file cannot be taken; `reason` is a sentence for the person who offered it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def guard(text: str) -> str:
    """A cell that no program takes for a formula: an apostrophe stands before it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The reverse of `guard`, for whatever it was given."""
    return cell[1:] if GUARDED.match(cell) else cell


class _Echo:
    def write(self, line):
        return line


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time; it begins with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(list(header))
    for row in rows:
        yield writer.writerow([guard(cell) for cell in row])


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8. UnreadableSheet for other encodings, binary files, and what is too large."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet(gettext("The file is larger than %s MB.") % (MOST_BYTES // 1024 // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSheet(gettext("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\x00" in text:
        raise UnreadableSheet(gettext("This is not a text file."))
    return text


def read(text: str, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells of each line below the header; separated by commas or semicolons, as the header is.

    UnreadableSheet for a header with columns that are not known, or twice, and for a file that is no CSV.
    """
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        while header and not header[-1]:
            header.pop()
        _check_header(header, list(columns))
        lines = 0
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            lines += 1
            if lines > MOST_LINES:
                raise UnreadableSheet(gettext("The file has more than %s lines. Please split it.") % MOST_LINES)
            if any(cell.strip() for cell in row[len(header) :]):
                message = gettext("Line %(line)s has more cells than the header.")
                raise UnreadableSheet(message % {"line": reader.line_num})
            cells = [EMPTIED if cell.strip(" ") == DASH else unguard(cell.strip(" ")) for cell in row]
            yield reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise UnreadableSheet(gettext("The file is no CSV that can be read: %s.") % error) from error


def _check_header(header: list[str], columns: list[str]) -> None:
    if not header:
        raise UnreadableSheet(gettext("The file is empty."))
    if unknown := [name for name in header if name not in columns]:
        message = gettext("There are no such columns: %(names)s. There are: %(columns)s.")
        raise UnreadableSheet(message % {"names": ", ".join(unknown)[:200], "columns": ", ".join(columns)})
    if twice := {name for name in header if header.count(name) > 1}:
        raise UnreadableSheet(gettext("These columns stand twice: %s.") % ", ".join(sorted(twice)))


def several(text: str) -> list[str]:
    """The values of a cell that holds several."""
    return list(dict.fromkeys(each.strip() for each in text.split("|") if each.strip()))
