"""What a reader typed: its words, and whether it asks for a season ("defenders season 2", "Защитники 2 сезон")."""

import re
from dataclasses import dataclass, field

from catalog.folding import fold
from catalog.search.fields import Groups, Term
from catalog.search.tokens import latin, stem, stems

# How much of a query is read.
LONGEST, MOST_WORDS = 200, 10
# Stems shorter than these begin too many words.
SHORTEST_STEM = 3
MOST_SEASONS = 99
ARTICLES = ("the", "a", "an")
# What people type around a title when they ask what this site answers. Folded.
ASKING = frozenset(
    fold(
        """
        about again air airing airs all another any are back be been being cancel canceled cancelled cancellation cast
        come comes coming confirmed continue date day did do does end ended ending ends episode episodes ever final for
        get gets getting happen happening has have if in is it last many more netflix new news next of on or out over
        plot premiere premieres premiering release released renew renewal renewed return returning returns season
        seasons series show start starts still stream streaming the there trailer tv update was watch we what when
        where whether will with

        актеры анонс будет был была ближайший в вернется возвращение все вышел выход выхода выходе выйдет выходит где
        дата дату день ждать закрыли закрыт закрытие и идет из ли на нас нет новая нового новости новые новый о
        обновление окончание отменен отменили отмена отмены по показ последний последние премьера премьеры продлен
        продлении продлили продление продолжение продолжения про релиз сезон сезона сезонов сезоны сезону серии серий
        серия сериал сериала сериалу сколько следующего следующий следующая снимут с состоится стоит трейлер у что
        чего дальше еще когда или кто
        """
    ).split()
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "first 1st one первый первого первом",
            "second 2nd two второй второго втором",
            "third 3rd three третий третьего третьем",
            "fourth 4th four четвертый четвертого четвертом",
            "fifth 5th five пятый пятого пятом",
            "sixth 6th six шестой шестого шестом",
            "seventh 7th seven седьмой седьмого седьмом",
            "eighth 8th eight восьмой восьмого восьмом",
            "ninth 9th nine девятый девятого девятом",
            "tenth 10th ten десятый десятого десятом",
        ],
        1,
    )
    for word in fold(words).split()
}
SEASON = frozenset(fold("season seasons series сезон сезона сезоне сезону сезоны").split())
NEXT = frozenset(fold("next new another следующий следующего новый нового").split())
_SHORT = re.compile(r"s0?([1-9][0-9]?)(?:e[0-9]+)?")
_ORDINAL = re.compile(r"0?([1-9][0-9]?)(?:st|nd|rd|th|и|го|ый|ой)?")


@dataclass(frozen=True)
class Asked:
    """`words` are those of the text; `about` those that are left of a question, all of them where it is none.

    `number` is the season asked for, None for none in particular; `is_question` whether it reads like one.
    """

    text: str
    words: tuple[str, ...]
    about: tuple[str, ...]
    number: int | None = None
    is_question: bool = False
    _stems: dict[str, str] = field(default_factory=dict, repr=False)

    @staticmethod
    def phrases(words: tuple[str, ...], *, articles: bool = True) -> list[str]:
        """The folded texts that a title of some words may be: as they stand, and with other articles before them."""
        if not articles:
            return [" ".join(words)]
        bare = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
        found = [words, bare, *((article, *bare) for article in ARTICLES)]
        return list(dict.fromkeys(" ".join(each) for each in found if each))

    def variants(self) -> list[tuple[str, ...]]:
        """The words to be found: all of them, and those that are left of a question."""
        return list(dict.fromkeys([self.words, self.about]))

    def groups(self, words: tuple[str, ...]) -> Groups:
        """Each of some words, as the beginning of one; a single letter is a whole word."""
        return [[Term(form, is_prefix=len(form) > 1) for form in self._forms(word)] for word in words]

    def stemmed(self, words: tuple[str, ...]) -> Groups:
        """Each of some words as itself or by its stem."""
        groups = self.groups(words)
        for word, group in zip(words, groups, strict=True):
            short = self.stem(word)
            if len(short) >= SHORTEST_STEM:
                group.append(Term(short, is_prefix=True))
        return groups

    def stem(self, word: str) -> str:
        return self._stems.get(word, word)

    @staticmethod
    def _forms(word: str) -> list[str]:
        other = latin(word)
        return [word, other] if other and " " not in other else [word]


def read(text: str) -> Asked:
    """A text as it was typed, read. The first few words of it count."""
    text = text[:LONGEST]
    words = tuple(fold(text).split()[:MOST_WORDS])
    number, rest, is_question = _season(words)
    about = tuple(word for word in rest if word not in ASKING)
    if not about:
        # Nothing is left to ask about: it is what it says, as "What If" is.
        number, is_question, about = None, False, words
    # A single such word is in many titles: "New Amsterdam", "What If".
    is_question = is_question or bool(number) or len(words) - len(about) > 1
    known = {word: stem(word) for word in words if word.isascii()} | stems(text)
    return Asked(text, words, about, number, is_question, known)


def _season(words: tuple[str, ...]) -> tuple[int | None, tuple[str, ...], bool]:
    """The number of the season that words name, the other words, and whether they speak of a season at all."""
    for place, word in enumerate(words):
        if short := _SHORT.fullmatch(word):
            return int(short[1]), words[:place] + words[place + 1 :], True
        if word not in SEASON:
            continue
        for other in (place + 1, place - 1):
            if 0 <= other < len(words):
                first, last = min(place, other), max(place, other) + 1
                if number := _number(words[other]):
                    return number, words[:first] + words[last:], True
                if words[other] in NEXT:
                    return None, words[:first] + words[last:], True
        if len(words) > 1 and word != "series":
            return None, words[:place] + words[place + 1 :], True
    if len(words) > 1 and words[-1].isdecimal() and (number := _number(words[-1])):
        return number, words[:-1], False
    return None, words, False


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    digits = _ORDINAL.fullmatch(word) if word.isascii() or word[:1].isdecimal() else None
    return int(digits[1]) if digits and int(digits[1]) <= MOST_SEASONS else None
