"""A site with something at each of its addresses."""

from datetime import date, timedelta
from unittest.mock import patch

from django.utils import timezone

from catalog.axes import Certainty, Decision, Outlook, Tier
from catalog.fuzzydates import parse
from catalog.models import Forecast, KnownFor, OtherTitle, PersonName, Season, Series, SeriesId, SeriesRelation, Work
from news.models import Share
from news.tokens import new_token
from showsite.cards.views import season_card
from tests import make


class World:
    """Rows of every kind that a page shows, on series that share what can be shared."""

    def __init__(self):
        self.network, self.genre = make.a_network("Meridian"), make.a_genre("Drama")
        self.author, self.editor = make.an_author("Nora Keane", slug="nora"), make.an_editor()
        self.image = make.an_image(alt="A road of salt.")
        self.size = 0
        month = timezone.localdate(timezone.now() - make.DAY)
        self.places = {
            "picture": self.image.rendition_address("poster", 160),
            "page": make.a_page().slug,
            "month": f"{month.year}/{month.month:02}",
        }

    def fill(self, size):
        """Grow to a size: so many series, and so many rows of everything on the first of them."""
        # Settled once at the end, not after each row.
        with patch.object(Series, "settle"):
            for number in range(self.size, size):
                self._add_series(number)
            for number in range(self.size, size):
                self._add_rows(number)
            # On the first page of feeds however many stories there are.
            make.an_update(self.season, public_from=timezone.now(), summary="The last word.")
        Series.objects.all().settle()
        self.size = size
        self.places["card"] = season_card(self.season.uuid, timezone.now()).address

    def _add_series(self, number):
        series = make.a_series(
            f"Salt Road {number}",
            slug=f"salt-road-{number}",
            network=self.network,
            genres=[self.genre],
            poster=self.image if number % 2 else None,
            imported={"title": "Salt Road"},
        )
        if not number:
            self.series = series
        else:
            SeriesRelation.objects.create(series=self.series, kind="spin_off", other=series)
            SeriesRelation.objects.create(series=series, kind="revival", other=self.series)
            self._add_season(series, 1)
        SeriesId.objects.create(owner=series, provider="tvmaze", value=number + 1)

    def _add_season(self, series, number):
        season = make.a_season(series, number)
        make.an_update(season, decision=Decision.ORDERED, premiere="spring 2040", commissioner=self.network)
        make.an_update(season, premiere=timezone.localdate() + timedelta(days=number))
        return season

    def _add_rows(self, number):
        series, today = self.series, timezone.localdate()
        season = self._add_season(series, number + 1)
        if not number:
            self.season, self.ada = season, make.a_person("Ada", slug="ada")
            self.next = make.a_season(series, number=None)
            self.specials = make.a_season(series, 0, kind=Season.Kind.SPECIALS)
            make.a_video(series, slug="video")
        person = make.a_person(f"Eda {number}", photo=self.image if number % 2 else None)
        merged = make.a_person(f"Ida {number}")
        merged.merge_into(person)
        desk = make.a_source(Tier.DESK, "Our desk")
        for where in (self.season, self.next, self.specials):
            make.an_update(where, decision=Decision.UNDECIDED, source=desk, certainty=Certainty.REPORTED, on=today)
            make.a_rumour(where, summary=f"Rumour {number}.")
            make.an_update(where, dates=[("premiere", "US", 1 + number, parse("spring 2041"))])
            make.a_cast_credit(where, person, f"Captain {number}")
            make.a_cast_credit(where, merged, f"Mate {number}")
            make.a_cast_credit(where, self.ada, f"Cook {number}")
            make.a_crew_credit(where, merged, make.a_job(f"Job {number}"))
            make.a_crew_credit(where, self.ada, make.a_job(f"Job {number}"))
            make.a_quote(where, merged)
            make.a_fact(where, f"Fact {number}.")
            make.a_rating(series, f"Site {number}", season=where)
            make.a_video(series, season=where)
            Forecast.objects.create(
                season=where, outlook=Outlook.LIKELY, reason="It sells.", given_on=today, given_by=self.editor
            )
        make.a_quote(self.season, self.ada, f"Once more, {number}.")
        make.a_rating(series, "IMDb", taken_on=date(2026, 1, 1) + timedelta(days=number))
        KnownFor.objects.create(person=self.ada, work=Work.objects.create(title=f"Work {number}", series=series))
        PersonName.objects.create(person=self.ada, name=f"Ade {number}")
        OtherTitle.objects.create(series=series, title=f"Title {number}")
        self._add_story(number)

    def _add_story(self, number):
        story = make.a_published_article(
            f"Story {number} of salt", slug=f"story-{number}", about=self.season, authors=[self.author], by=self.editor
        )
        story.correct(by=self.editor, version=story.version, kind="fact", text="It was wrong.", lead="It is right.")
        token, end = new_token(), timezone.now() + make.DAY
        Share.objects.make(story, token=token, by=None, label="A friend", expires_at=end)
        self.places.setdefault("share", Share.address(token))
