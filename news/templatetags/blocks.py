"""What blocks show, made ready. Nothing here asks the database."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from catalog.answers import answer
from catalog.billing import cast_by_person, crew_by_job
from news.feeds.pictures import rendition

register = template.Library()


@register.simple_tag
def answer_to(block, today):
    """The answer that a box with a season gives on a day."""
    season = block["season"]
    return answer(season, block["state"], today, is_airing=block["label"].is_airing(season))


@register.simple_tag
def plain_picture(image, shape):
    """A picture as one <img>, for feed readers."""
    chosen = rendition(image, shape)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        chosen.addresses["jpg"],
        chosen.width,
        chosen.height,
        "" if image.decorative else image.alt,
    )


@register.filter
def direction(code):
    """The attribute that tells that a language is written from right to left."""
    return mark_safe(' dir="rtl"') if code.partition("-")[0] in settings.LANGUAGES_BIDI else ""


@register.filter
def by_person(credits):
    """Cast credits as one billing a person."""
    return cast_by_person(credits)


@register.filter
def by_job(credits):
    """Crew credits by job, each person once."""
    return crew_by_job(credits)


@register.filter
def paragraphs(text):
    """Plain text as its paragraphs: an empty line parts them."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
