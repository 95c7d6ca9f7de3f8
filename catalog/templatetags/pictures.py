"""Pictures in pages."""

from django import template

from catalog.pictures import CONTENT_TYPES, SHAPES, placeholder

register = template.Library()


@register.inclusion_tag("catalog/_picture.html", takes_context=True)
def picture(context, image, shape="whole", sizes="100vw", lazy=True, upto=None):
    """Draw an Image in one of the shapes of catalog.pictures: nothing for None, a removed one, or ended rights.

    `sizes` is the HTML attribute: how wide the layout shows it. The first picture of a page should not be lazy; a
    browser then asks for it before all others.
    `upto` is the widest file worth naming, where that is far from the widest there is: twice what is shown is enough.
    A view may set `request.picture_query`, a function that gives what stands behind the addresses of an image.
    """
    if image is None or not image.is_usable():
        return {}
    query_for = getattr(getattr(context, "request", None), "picture_query", None)
    renditions = image.renditions(shape, query_for(image) if query_for else "")
    # A shape is never empty, and nor is what is left of it.
    renditions = [each for each in renditions if not upto or each.width <= upto] or renditions[:1]
    srcsets = {
        extension: ", ".join(f"{each.addresses[extension]} {each.width}w" for each in renditions)
        for extension in SHAPES[shape].extensions
    }
    return {
        "fallback": renditions[-1],
        "srcset": srcsets.pop("jpg"),
        "sources": [(CONTENT_TYPES[extension], srcset) for extension, srcset in srcsets.items()],
        "alt": "" if image.decorative else image.alt,
        "sizes": sizes,
        "lazy": lazy,
        "placeholder": placeholder(image.color),
    }
