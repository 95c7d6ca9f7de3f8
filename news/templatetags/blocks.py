"""What blocks show, made ready. Nothing here asks the database."""

from django import template
from django.utils.html import format_html

from catalog.answers import answer
from catalog.billing import cast_by_person, crew_by_job

register = template.Library()

# Wide enough for any feed reader.
PLAIN_WIDTH = 1200


@register.simple_tag
def answer_to(block, today):
    """The answer that a box with a season gives on a day."""
    season = block["season"]
    return answer(season, block["state"], today, is_airing=block["label"].is_airing(season))


@register.simple_tag
def plain_picture(image, shape):
    """A picture as one <img>, for feed readers."""
    rendition = [each for each in image.renditions(shape) if each.width <= PLAIN_WIDTH][-1]
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        rendition.addresses["jpg"],
        rendition.width,
        rendition.height,
        "" if image.decorative else image.alt,
    )


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
