"""Marks, words and dates in pages: a decision has a colour, a shape and a word, always all three."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from catalog import answers
from catalog.axes import Certainty, Decision, Label, Tier, decision_word
from catalog.fuzzydates import FuzzyDate
from catalog.languages import other_language
from catalog.regions import region_name
from catalog.web_addresses import absolute

register = template.Library()

# The tone (a class of the stylesheet) and the shape (a symbol of the sprite).
GO, AIR, WAIT, STOP = ("go", "m-go"), ("go", "m-air"), ("wait", "m-wait"), ("stop", "m-stop")
BACK, DONE, GONE, NONE = ("stop", "m-back"), ("done", "m-done"), ("gone", "m-gone"), ("gone", "m-none")
DECISIONS = {
    Decision.UNKNOWN: NONE,
    Decision.UNDECIDED: WAIT,
    Decision.ORDERED: GO,
    Decision.DECLINED: STOP,
    Decision.REVERSED: BACK,
    Decision.CONCLUDED: DONE,
    Decision.ENDED: GONE,
    "airing": AIR,
    "released": GO,
}
LABELS = {
    Label.AIRING: AIR,
    Label.ON_A_BREAK: AIR,
    Label.IN_DEVELOPMENT: GO,
    Label.COMING: GO,
    Label.ON_HIATUS: WAIT,
    Label.RETURNING: GO,
    Label.RENEWED: GO,
    Label.CANCELLED: STOP,
    Label.ENDED: GONE,
    Label.AWAITING: WAIT,
    Label.NO_INFORMATION: NONE,
}
MARK = '<svg class="m {}" width="12" height="12" aria-hidden="true"><use href="#{}"/></svg>'
WORD = (
    '<span class="word {}"><svg class="m" width="12" height="12" aria-hidden="true"><use href="#{}"/></svg>{}</span>'
)
TAG = '<span class="tag {}"><svg class="m" width="12" height="12" aria-hidden="true"><use href="#{}"/></svg>{}</span>'


@register.simple_tag
def decision(state, season):
    """The decision of a SeasonState as a mark and a word."""
    return format_html(WORD, *DECISIONS[state.decision], decision_word(state.decision, is_first=season.number == 1))


@register.simple_tag
def decision_mark(value):
    """The mark of a decision alone, where its word stands beside it or is read out."""
    tone, symbol = DECISIONS[value]
    return format_html(
        '<span class="{}"><svg class="m" width="12" height="12" aria-hidden="true"><use href="#{}"/></svg></span>',
        tone,
        symbol,
    )


@register.filter
def tone(value):
    """The class that gives a text the colour of a decision."""
    return DECISIONS[value][0]


@register.filter
def decision_text(value):
    """The word of a decision of no season in particular."""
    return decision_word(value, is_first=False)


@register.simple_tag
def decision_text_of(state, season):
    """The word of the decision of a SeasonState."""
    return decision_word(state.decision, is_first=season.number == 1)


@register.simple_tag
def decision_name(value):
    """A decision of no season in particular as a mark and a word."""
    return format_html(WORD, *DECISIONS[value], decision_word(value, is_first=False))


@register.simple_tag
def standing(state, season, today):
    """A season as a mark and a word: that it is out, or else the decision on it."""
    if answers.has_begun(state, today):
        return format_html(WORD, *DECISIONS[answers.RELEASED], _("Released"))
    return decision(state, season)


@register.simple_tag
def label(state):
    """The label of a SeriesState as a mark and a word, its suffixes behind it."""
    word = format_html(WORD, *LABELS[state.label], state.get_label_display())
    if not state.suffixes:
        return word
    return format_html('{} <span class="note">{}</span>', word, ", ".join(state.suffix_texts))


@register.simple_tag
def yes_or_no(is_yes):
    """The answer to a question of the checklist."""
    if is_yes:
        return format_html(WORD, "go", "m-yes", _("Yes"))
    return format_html(WORD, "gone", "m-none", _("No"))


@register.simple_tag
def certainty(update):
    """How sure an update is, as a plate; that it was retracted, or is our own check, comes first."""
    if update.is_retracted():
        kind, symbol, word = "retracted", "c-retracted", _("Retracted")
    elif is_check(update):
        kind, symbol, word = "checked", "m-yes", _("Checked")
    else:
        kind, symbol, word = update.certainty, f"c-{update.certainty}", Certainty(update.certainty).label
    return format_html(TAG, kind, symbol, word)


@register.filter
def is_check(update):
    """Whether an update says no more than that the desk looked and found no decision."""
    return update.decision == Decision.UNDECIDED and update.source.tier == Tier.DESK


@register.filter(expects_localtime=True)
def day(value):
    """A day, a moment or a fuzzy date in words; an exact day is marked up as one."""
    if not value:
        return ""
    said = value if isinstance(value, FuzzyDate) else FuzzyDate.day(date(value.year, value.month, value.day))
    return format_html('<time datetime="{}">{}</time>', said.iso, said) if said.is_exact else str(said)


@register.filter
def clock(duration):
    """How long something plays, as clocks show it: 2:05, 1:30:00."""
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return format_html('<time datetime="PT{}H{}M{}S">{}</time>', hours, minutes, seconds, shown)


@register.filter
def day_text(value):
    """A day in words and nothing else, for titles."""
    return answers.day(value)


@register.filter
def promised(said):
    """A date of a premiere, in the colour kept for days."""
    if said.is_exact:
        return format_html('<time class="d" datetime="{}">{}</time>', said.iso, said)
    return format_html('<span class="said">{}</span>', said)


@register.filter
def webcal(path):
    """The whole address of a calendar of this site as programs that subscribe to calendars are called by it."""
    return absolute(path).replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)


@register.filter
def region(code):
    """A region in words."""
    return region_name(code)


@register.filter
def language(code):
    """A language in words, or its code where Django has no name for it."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def lang(text, code=""):
    """The attribute that tells another language of words than the site's: `<p{{ update.summary|lang }}>`."""
    other = other_language(text, code)
    return format_html(' lang="{}"', other) if other else ""


@register.inclusion_tag("catalog/_rail.html")
def rail(said, year):
    """Twelve boxes, a month each: a window fills its months, a day is one tick, no date leaves all of them empty."""
    shown = said.earliest or said.latest
    year = shown.year if shown else year
    first = last = None
    if said.is_window or said.is_exact:
        first = said.earliest.month
        last = said.latest.month if said.latest.year == year else 12
    months = [
        {"x": 20 * (month - 1), "is_on": first is not None and first <= month <= last, "day": date(year, month, 1)}
        for month in range(1, 13)
    ]
    tick = None
    if said.is_exact:
        tick = 20 * (said.latest.month - 1) + round(20 * (said.latest.day - 1) / 31)
        months = [{**month, "is_on": False} for month in months]
    return {"months": months, "tick": tick, "year": year}


@register.simple_tag
def title_card(thing):
    """What stands where a series has no poster, or a person no portrait: its name, set on one of six grounds."""
    return format_html('<span class="card card-{}" aria-hidden="true"><span>{}</span></span>', thing.pk % 6, thing)


@register.simple_tag
def big_mark(kind):
    """The mark of an answer as the point at the end of its word."""
    return format_html(MARK, *DECISIONS[kind])


@register.filter
def has_passed(said, today):
    """Whether a date, or its bound, lies in the past."""
    return said.passed(today)


@register.filter
def what_changed(update):
    """What an update says on each axis."""
    return answers.what_changed(update)


@register.simple_tag
def season_address(series, season):
    """The address of a season whose series is at hand: asks no database."""
    season.series = series
    return season.get_absolute_url()


@register.filter
def in_words(number):
    """How many series, at the beginning of a headline: in a word, as far as words are short."""
    words = [
        pgettext("how many series", "One"),
        pgettext("how many series", "Two"),
        pgettext("how many series", "Three"),
        pgettext("how many series", "Four"),
        pgettext("how many series", "Five"),
        pgettext("how many series", "Six"),
        pgettext("how many series", "Seven"),
        pgettext("how many series", "Eight"),
        pgettext("how many series", "Nine"),
    ]
    return words[number - 1] if 1 <= number <= len(words) else str(number)
