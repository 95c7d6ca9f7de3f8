"""What the loaders of the demo share: the days, the editor, what was made so far, and the pictures still to draw."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from catalog.models import Genre, Image, Network, Person, Series, StatusUpdate, Video
from news.models import Author
from showsite.demo.drawing import portrait, poster, scene
from showsite.demo.reckoning import Reckoning

CREDIT = "Drawing: Showsite"
# Videos of which nobody has the address are shown, and lead nowhere.
NO_ADDRESS = "unknown"


@dataclass
class Order:
    """A picture to draw, and what is done with it then."""

    draw: Callable
    hang: Callable
    texts: dict[str, Any]


@dataclass
class Stage:
    days: Reckoning
    by: Any
    series: dict[str, Series] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    updates: dict[str, StatusUpdate] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    # Scenes that articles show, by what was ordered.
    scenes: dict[tuple[str, str], Image] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)

    @property
    def opened_at(self) -> datetime:
        """When the site of the demo went on the air: before anything invented was said."""
        return self.days.moment("-1000d 09:00")

    def season(self, title, number):
        return self.series[title].seasons.get(number=number)

    def add_series(self, title, **fields):
        series = Series.objects.create(title=title, slug=Series.objects.free_slug(title), **fields)
        series.publish(at=self.opened_at)
        self.series[title] = series
        return series

    def add_person(self, name, key="", **fields):
        person = Person.objects.create(name=name, slug=Person.objects.free_slug(name), **fields)
        self.people[key or name] = person
        return person

    def add_video(self, series, season, told):
        video = Video.objects.create(
            series=series,
            season=season,
            title=told["title"],
            slug=Series.objects.free_slug(told["title"]),
            video_id=NO_ADDRESS,
            kind=told["kind"],
            official=told["official"],
            published_on=self.days.day(told["published"]) if "published" in told else None,
            duration=timedelta(seconds=told["duration"]) if "duration" in told else None,
            language="en",
        )
        self.order_scene(*told["poster"], hang=_on(video, "poster"))

    def order_poster(self, series, composition, palette):
        def draw():
            return poster(series.title, composition, palette, random.Random(series.title))

        self.orders.append(Order(draw, _on(series, "poster"), {"decorative": True}))

    def order_portrait(self, person, look):
        self.orders.append(Order(lambda: portrait(*look), _on(person, "photo"), {"decorative": True}))

    def order_scene(self, name, palette, hang=None, **texts):
        """A wide picture; kept in `scenes` where nothing else is said."""

        def draw():
            return scene(name, palette, random.Random(f"{name} {palette}"))

        def keep(image):
            self.scenes[name, palette] = image

        self.orders.append(Order(draw, hang or keep, texts or {"decorative": True}))

    def draw_pictures(self):
        """Draw what was ordered, several at a time, and hang each where it belongs."""

        def develop(order):
            return Image.objects.develop(order.draw(), by=self.by, credit=CREDIT, **order.texts)

        with ThreadPoolExecutor() as hands:
            for order, image in zip(self.orders, hands.map(develop, self.orders), strict=True):
                image.save()
                order.hang(image)
        self.orders.clear()


def _on(row, field):
    def hang(image):
        setattr(row, field, image)
        row.save(update_fields=[field])

    return hang


def nine(day: date) -> datetime:
    """Nine o'clock, when news of a day becomes public."""
    return timezone.make_aware(datetime.combine(day, time(9)))


def network(name, kind):
    slug = Network.objects.free_slug(name)
    return Network.objects.get_or_create(name=name, defaults={"slug": slug, "kind": kind})[0]


def genre(name):
    return Genre.objects.get_or_create(name=name, defaults={"slug": Genre.objects.free_slug(name)})[0]
