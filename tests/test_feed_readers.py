"""Thirty days of feed readers: each ends up knowing exactly what the site says, and is told nothing twice."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from catalog.axes import Decision
from catalog.models import AuditEntry
from news.models import Erasure, Masthead, Revision, RichText
from tests import make
from tests.feed_reader import MODES, Reader, whole

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 12, 1, 8, tzinfo=UTC)
DAYS = 30
# Each reader asks again after so many days, in turn.
PACE = 3
FORMATS = ("rss", "atom", "json")
OLD, NEW = "http://127.0.0.1:8000", "https://renewals.example"
CHANNELS = {
    "news": "/news/feed.{}",
    "series": "/series/the-salt-road/feed.{}",
    "updates": "/renewals/feed.{}",
    "corrections": "/corrections/feed.{}",
    "premieres": "/calendar/feed.{}",
}
# From the change of the domain until the next `migrate` the site does not say when feeds changed.
SILENT_FROM, SILENT_UNTIL = 23, 25
GONE = "Rumpelstiltskin"


class Site:
    """What happens at the site, a thing or two a day; `events` gives each its day."""

    def __init__(self, settings):
        self.settings, self.by = settings, make.an_editor()
        self.author = make.an_author("Nora Keane")
        network, genre = make.a_network("Meridian"), make.a_genre("Drama")
        self.series = make.a_series("The Salt Road", network=network, genres=[genre])
        self.other = make.a_series("Slack Tide", network=network)
        self.season = make.a_season(self.series, number=2)
        make.a_season(self.other)
        self.picture = make.an_image(alt="A road of salt.")
        for number in range(3):
            self._story(f"Story {number}", at=BEGIN - make.DAY)
        # Addresses of entries that a feed of one series, or of all, stops to show without a word: see the feeds.
        self.without_notice: set[str] = set()

    def events(self):
        """By day what happens then, in the middle of the day."""
        return {
            1: self.publish,
            2: self.edit,
            3: self.change,
            4: self.correct,
            5: self.readdress,
            6: self.retitle,
            7: self.record,
            8: lambda: self.set_date("9 October 2027"),
            9: lambda: self.set_date("16 October 2027"),
            10: lambda: self.set_date("TBA"),
            11: self.embargo,
            12: self.by_the_clock,
            13: self.retract,
            14: self.publish_for_two_days,
            16: self.by_the_clock,
            17: self.withdraw,
            18: self.erase,
            19: self.describe,
            20: self.rename,
            21: self.move,
            23: self.change_domain,
            24: Masthead.write_down,
            25: self.hide_other,
            27: self.remove,
            29: lambda: self._story("The last story", about=self.other_season()),
        }

    def _story(self, title, *, about=None, **fields):
        fields.setdefault("at", None)
        window = {name: fields.pop(name) for name in ("at", "until") if name in fields}
        article = make.an_article(
            title, about=about or self.season, authors=[self.author], hero=self.picture, **fields
        )
        return article, article.publish(by=self.by, version=article.version, backdated=True, **window)

    def _again(self, **options):
        self.first.publish(by=self.by, version=self.first.version, **options)

    def publish(self):
        self.first, _revision = self._story("It is renewed", lead="At last.", text="<p>It goes on.</p>")

    def edit(self):
        RichText.objects.filter(parent=self.first).update(text="<p>It goes on, <em>they say</em>.</p>")
        self._again(material=False)

    def change(self):
        RichText.objects.filter(parent=self.first).update(text="<p>It goes on for two seasons.</p>")
        self._again(material=True, note="Two seasons, not one.")

    def correct(self):
        self.first.correct(
            by=self.by, version=self.first.version, kind="fact", text="It is three.", lead="Three seasons."
        )

    def readdress(self):
        self.first.slug = "renewed-for-three"
        self.first.save()
        self._again(material=False)

    def retitle(self):
        self.first.title = "It is renewed for three"
        self.first.save()
        self._again(material=True)

    def record(self):
        self.update = make.an_update(
            self.season, decision=Decision.ORDERED, summary="It was ordered.", public_from=timezone.now()
        )

    def set_date(self, said):
        make.an_update(
            self.season,
            premiere=said,
            summary=f"It starts: {said}.",
            public_from=timezone.now(),
            on=timezone.now().date(),
        )

    def embargo(self):
        lifted = timezone.now() + timedelta(hours=20)
        make.an_update(self.season, production="filming", summary="It is being filmed.", public_from=lifted)
        self._story("It is being filmed", at=lifted)

    def by_the_clock(self):
        """What was told in advance: an embargo has ended, or a story."""

    def retract(self):
        self.update.retract("We misheard.", by=self.by)

    def publish_for_two_days(self):
        self._story(f"{GONE} for two days", lead=GONE, text=f"<p>{GONE}</p>", until=timezone.now() + 2 * make.DAY)
        self.doomed, _revision = self._story(f"{GONE} to be erased", lead=GONE, text=f"<p>{GONE}</p>")
        self.wrong, _revision = self._story(f"{GONE} to be withdrawn", lead=GONE, text=f"<p>{GONE}</p>")

    def withdraw(self):
        self.wrong.withdraw(by=self.by, version=self.wrong.version, reason="None of it was so.")

    def erase(self):
        self.without_notice.add(f"{settings.SITE_URL}{self.doomed.get_absolute_url()}")
        self.doomed.erase(by=self.by, version=self.doomed.version, reason="A court said so.")

    def _log(self, row):
        """As each form does: of a catalog's rows only the log knows when they changed."""
        AuditEntry.objects.write(row, "changed", by=self.by)

    def describe(self):
        self.picture.alt = "A white road by the sea."
        self.picture.save()
        self._log(self.picture)

    def rename(self):
        self.series.refresh_from_db()
        self.series.rename("The Salt Roads")
        self._log(self.series)

    def move(self):
        self.series.readdress("the-salt-roads")
        self._log(self.series)

    def change_domain(self):
        self.settings.SITE_URL = NEW
        self.settings.FORMER_HOSTS = ["127.0.0.1"]

    def hide_other(self):
        """Nothing of it is in the feeds: nothing is told."""
        make.a_series("Hidden", hidden=True)

    def other_season(self):
        return self.other.seasons.get()

    def remove(self):
        self.series.refresh_from_db()
        page = f"{settings.SITE_URL}{self.season.get_absolute_url()}".replace("the-salt-road/", "the-salt-roads/")
        self.without_notice |= {page, *(f"{page}#{update.uuid}" for update in self.season.updates.all())}
        make.remove(self.series)
        self._log(self.series)


def check(channel, reader, site, client, truths):
    """That a reader knows what the site says now, and nothing else but what went without leaving a notice."""
    if reader.address not in truths:
        truths[reader.address] = whole(client, reader.address, reader.format)
    truth = truths[reader.address]
    assert {key: item for key, item in reader.items.items() if key in truth} == truth
    assert all(item.url in site.without_notice for key, item in reader.items.items() if key not in truth)
    if channel == "news":
        check_stories(truth)


def check_stories(items):
    """That the feed of all news says what the rows say, and no word of what is over."""
    by_address = {item.url: item for item in items.values()}
    live = list(Revision.objects.live())
    for revision in live:
        item = by_address.pop(f"{settings.SITE_URL}{revision.get_absolute_url()}")
        moments = revision.first_published_at, revision.updated_at
        assert (item.title, item.summary, item.published, item.updated) == (revision.title, revision.lead, *moments)
        for block in revision.document["blocks"]:
            assert block["text"] in item.content
    for item in by_address.values():
        assert GONE not in f"{item.title} {item.summary} {item.content}"
    over = Revision.objects.filter(live_until__lte=timezone.now()).exclude(
        article__in=[each.article_id for each in live]
    )
    erased = Erasure.objects.count()
    assert len(by_address) == over.values("article").distinct().count() + erased


@pytest.mark.on_one_database("sqlite")
def test_readers_of_thirty_days_know_what_the_site_says(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", urlsplit(NEW).hostname]
    with time_machine.travel(BEGIN - timedelta(hours=1), tick=False) as clock:
        Masthead.write_down()
        site, client, total, changed = Site(settings), Client(), Counter(), 0
        readers = [
            (channel, Reader(f"{OLD}{where.format(format)}", format, mode))
            for channel, where in CHANNELS.items()
            for place, format in enumerate(FORMATS)
            for mode in (MODES if channel == "news" else [list(MODES)[place]])
        ]
        events = site.events()
        for day in range(DAYS + 1):
            clock.move_to(BEGIN + day * make.DAY)
            if day in events:
                events[day]()
                changed = day
                # The domain is one of the settings that a process begins with.
                client = Client()
            clock.shift(timedelta(hours=9))
            truths: dict[str, dict] = {}
            for place, (channel, reader) in enumerate(readers):
                # Those that ask by the same means ask on different days.
                if reader.is_over or ((place + place // len(MODES) + day) % PACE and day < DAYS):
                    continue
                status = reader.poll(client)
                total[status] += 1
                if reader.asked_on > changed and not SILENT_FROM <= day <= SILENT_UNTIL:
                    assert status == 304, f"{reader} was sent again what had not changed"
                reader.asked_on = day
                if not reader.is_over:
                    check(channel, reader, site, client, truths)

        # An hour later nothing is new.
        clock.shift(timedelta(hours=1))
        for channel, reader in readers:
            assert reader.is_over == (channel == "series")
            if not reader.is_over:
                assert reader.poll(client) == 304
                total[304] += 1
                assert [address for address in reader.addresses() if address.startswith(("/", OLD))] == []
                assert reader.address.startswith(NEW)
                assert reader.answers[301] == 1
    told = {channel: {item.title for item in reader.items.values()} for channel, reader in readers}
    assert told["corrections"] == {"Correction: It is renewed"}
    assert len(told["premieres"]) == 3
    assert "Retracted: The Salt Roads, season 2: Renewed" in told["updates"]
    share = total[304] / sum(total.values())
    print(f"\n{len(readers)} readers asked {sum(total.values())} times: {dict(total)}, 304 for {share:.0%}.")
