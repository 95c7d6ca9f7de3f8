"""Credits read from lines of text, as a press release or an article lists them. Pure: no query.

"Charlie Cox as Matt Murdoch (Stardust, Daredevil);" is a person, a character, and what the person is known for;
"Directors: Phil Abraham, Farren Blackburn (Luther)" are two people with a job. A line that ends in a colon heads the
lines below it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog.folding import fold

BULLET = re.compile(r"^\s*(?:[-–—*•‣▪·●○◦]|\(?\d{1,3}[.)])\s+|^\s*[•‣▪·●○◦]\s*")
PLAYS = re.compile(r"\s+(?:as|plays|playing|voices|voicing|в\s+роли|играет|озвучивает)\s+", re.IGNORECASE)
DASH = re.compile(r"\s+-+\s+|\s+[–—]+\s*|\s*[–—]+\s+|\s*\.{2,}\s*|\s*…\s*|\t+")
AND = re.compile(r"\s+(?:and|und|и|&)\s+", re.IGNORECASE)
KNOWN_FOR = re.compile(r"^(?:best\s+)?(?:known\s+for|seen\s+in|(?:известен|известна)\s+по)\s*:?\s*", re.IGNORECASE)
YEAR = re.compile(r"\s*\((1[89]\d\d|20\d\d)\)$")
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
QUOTES = "\"'«»“”„‘’"

# Folded words that head a list of cast, and which kind of credit stands below.
CAST_HEADINGS = {
    "cast": "main",
    "main cast": "main",
    "starring": "main",
    "stars": "main",
    "в ролях": "main",
    "в главных ролях": "main",
    "актеры": "main",
    "recurring": "recurring",
    "recurring cast": "recurring",
    "второстепенные роли": "recurring",
    "guest": "guest",
    "guests": "guest",
    "guest stars": "guest",
    "guest cast": "guest",
    "приглашенные актеры": "guest",
    "voices": "voice",
    "voice cast": "voice",
    "роли озвучивали": "voice",
    "as themselves": "self",
}
VOICE_WORDS = {"voice", "voices", "голос", "озвучивание"}
SELF_WORDS = {"himself", "herself", "themselves", "self", "сам себя", "саму себя", "самого себя", "самой себя"}

# Folded words for jobs beside their own names, and the name of the job.
JOB_WORDS = {
    "directed by": "Director",
    "режиссер": "Director",
    "режиссеры": "Director",
    "written by": "Writer",
    "screenwriter": "Writer",
    "screenwriters": "Writer",
    "сценарий": "Writer",
    "сценарист": "Writer",
    "сценаристы": "Writer",
    "created by": "Creator",
    "создатель": "Creator",
    "создатели": "Creator",
    "шоураннер": "Showrunner",
    "шоураннеры": "Showrunner",
    "produced by": "Producer",
    "продюсер": "Producer",
    "продюсеры": "Producer",
    "исполнительный продюсер": "Executive producer",
    "исполнительные продюсеры": "Executive producer",
    "cinematographer": "Director of photography",
    "cinematographers": "Director of photography",
    "cinematography": "Director of photography",
    "оператор": "Director of photography",
    "операторы": "Director of photography",
    "editing": "Editor",
    "монтаж": "Editor",
    "монтажер": "Editor",
    "монтажеры": "Editor",
    "music": "Composer",
    "music by": "Composer",
    "композитор": "Composer",
    "композиторы": "Composer",
    "художник": "Production designer",
    "художники": "Production designer",
}


@dataclass(frozen=True)
class NamedWork:
    """A work as it was named: its title, and the year where one stood beside it."""

    title: str
    year: int | None = None


@dataclass
class CreditLine:
    """One credit as it was read: a cast credit, or with a `job` a crew credit.

    `job` is the name of a known job; `said_job` is what stood there. A crew credit of a job that is not known has only
    the latter. `inflected` tells that a character may stand in another case than the first.
    """

    line: int
    name: str
    character: str = ""
    kind: str = "main"
    job: str = ""
    said_job: str = ""
    inflected: bool = False
    works: list[NamedWork] = field(default_factory=list)

    @property
    def is_crew(self) -> bool:
        return bool(self.said_job)


@dataclass
class _Heading:
    """What stands above a line: a kind of cast, or a job."""

    kind: str = "main"
    job: str = ""
    said_job: str = ""


class CreditReader:
    """Reads lines of credits. `jobs` has the names of the jobs that there are, by their folded words."""

    def __init__(self, jobs: Mapping[str, str]):
        known = set(jobs.values())
        self.jobs = {words: name for words, name in JOB_WORDS.items() if name in known} | dict(jobs)

    def read(self, text: str) -> list[CreditLine]:
        """All credits of a text, in its order."""
        heading = _Heading()
        credits: list[CreditLine] = []
        for number, line in enumerate(text.replace("\xa0", " ").splitlines(), 1):
            line = BULLET.sub("", line).strip()
            before, colon, after = _at_colon(line)
            if colon and (named := self._heading(before)):
                own = named
                if not after:
                    heading = named
                line = after
            else:
                own = heading
            for piece in _split(line, ";"):
                credits += self._piece(number, piece, own)
        return credits

    def _heading(self, words: str) -> _Heading | None:
        """What a line's beginning, before its colon, heads; None when it is no heading."""
        folded = fold(words)
        if folded in CAST_HEADINGS:
            return _Heading(kind=CAST_HEADINGS[folded])
        if folded in self.jobs:
            return _Heading(job=self.jobs[folded], said_job=words)
        if folded and len(folded.split()) <= 4 and not PLAYS.search(words):
            return _Heading(said_job=words)
        return None

    def _piece(self, number: int, piece: str, heading: _Heading) -> Iterator[CreditLine]:
        """The credits between two semicolons."""
        bare, asides = _without_asides(piece)
        if plays := PLAYS.search(bare):
            verb = fold(plays[0])
            credit = self._credit(number, bare[: plays.start()], heading, asides)
            credit.job = credit.said_job = ""
            credit.character = _trimmed(bare[plays.end() :])
            credit.inflected = verb in {"в роли", "играет", "озвучивает"}
            if verb in {"voices", "voicing", "озвучивает"}:
                credit.kind = "voice"
            if fold(credit.character) in SELF_WORDS:
                credit.kind, credit.character = "self", ""
            yield from _if_named(credit)
        elif (dash := DASH.search(bare)) and bare[dash.end() :].strip():
            credit = self._credit(number, bare[: dash.start()], heading, asides)
            role = _trimmed(bare[dash.end() :])
            if job := self.jobs.get(fold(role)):
                credit.job, credit.said_job = job, role
            else:
                credit.job = credit.said_job = ""
                credit.character = role
            yield from _if_named(credit)
        else:
            for name, own in _names(piece):
                yield from _if_named(self._credit(number, name, heading, own))

    def _credit(self, number: int, name: str, heading: _Heading, asides: list[str]) -> CreditLine:
        credit = CreditLine(number, _trimmed(name), kind=heading.kind, job=heading.job, said_job=heading.said_job)
        for aside in asides:
            folded = fold(aside)
            if folded in VOICE_WORDS:
                credit.kind = "voice"
            elif folded in self.jobs:
                credit.job, credit.said_job = self.jobs[folded], aside
            elif folded not in {"uncredited", "в титрах не указан"}:
                credit.works += _works(aside)
        return credit


def _if_named(credit: CreditLine) -> Iterator[CreditLine]:
    if fold(credit.name):
        yield credit


def _trimmed(text: str) -> str:
    """Without spaces and signs around it; a full stop stays where it belongs to an initial or to "Jr."."""
    text = " ".join(text.split()).strip(" ,;:·•")
    last = text.rsplit(" ", 1)[-1]
    if text.endswith(".") and not (len(last) <= 2 or fold(last) in SUFFIXES):
        text = text.rstrip(".")
    return text.strip()


def _at_colon(line: str) -> tuple[str, str, str]:
    """What stands before and behind the first colon outside of brackets."""
    depth = 0
    for place, char in enumerate(line):
        depth += (char in "([") - (char in ")]")
        if char == ":" and depth <= 0:
            return line[:place].strip(), ":", line[place + 1 :].strip()
    return line, "", ""


def _split(text: str, signs: str) -> list[str]:
    """The pieces of a text between signs that stand outside of brackets and quotation marks."""
    pieces, depth, quoted = [""], 0, False
    for place, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(depth - 1, 0)
        elif char in "«“„":
            quoted = any(closing in text[place:] for closing in "»”")
        elif char in "»”":
            quoted = False
        if char in signs and not depth and not quoted:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece.strip() for piece in pieces if piece.strip()]


def _without_asides(piece: str) -> tuple[str, list[str]]:
    """A text without what stands in its outer brackets, and what stood there."""
    bare, asides, depth = "", [], 0
    for char in piece:
        if char in "([":
            depth += 1
            if depth == 1:
                asides.append("")
                continue
        elif char in ")]":
            depth -= 1
            if depth == 0:
                bare += " "
                continue
            depth = max(depth, 0)
        if depth:
            asides[-1] += char
        else:
            bare += char
    return bare.strip(), [aside.strip() for aside in asides if aside.strip()]


def _names(piece: str) -> Iterator[tuple[str, list[str]]]:
    """Each of several names in a row, with what stands in brackets behind it."""
    parts: list[str] = []
    for part in _split(piece, ","):
        if parts and fold(_without_asides(part)[0]) in SUFFIXES:
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    for part in parts:
        start = 0
        for joint in AND.finditer(part):
            if part.count("(", start, joint.start()) == part.count(")", start, joint.start()):
                yield _without_asides(part[start : joint.start()])
                start = joint.end()
        yield _without_asides(part[start:])


def _works(aside: str) -> list[NamedWork]:
    works: list[NamedWork] = []
    for piece in _split(KNOWN_FOR.sub("", aside), ",;"):
        title, year = piece, YEAR.search(piece)
        if year:
            title = piece[: year.start()]
        title = " ".join(title.split()).strip(QUOTES + " .")
        if title and title not in {work.title for work in works}:
            works.append(NamedWork(title, int(year[1]) if year else None))
    return works
