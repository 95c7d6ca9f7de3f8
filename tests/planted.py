"""A site with a secret word of its own in each field that readers must not see, and a word in what they must see.

Each word begins with STEM and says where it stands, so that whoever meets it knows what leaks. What is to come or to
go at BOUNDARY has words that may be met on one side of it only.
"""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from catalog.axes import Axis, Decision, Outlook, Tier
from catalog.fuzzydates import FuzzyDate, Precision
from catalog.models import (
    AuditEntry,
    Department,
    Forecast,
    Job,
    KnownFor,
    NetworkId,
    OtherTitle,
    PersonId,
    PersonName,
    SeriesId,
    SeriesRelation,
    Source,
    Spreadsheet,
    Unsaved,
    Work,
    WorkId,
)
from news.models import (
    AnswerBox,
    CastBlock,
    CorrectionBlock,
    CrewBlock,
    FactBox,
    FactsBlock,
    Handover,
    ImageBlock,
    Note,
    Publication,
    RatingsBlock,
    RelatedSeriesBlock,
    RichText,
    Share,
    TimelineBlock,
)
from news.tokens import new_token
from showsite.models import Ping, Redirect
from tests import make

STEM = "rumpel"
PLANTED_AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOUNDARY = PLANTED_AT + timedelta(minutes=1)


@dataclass
class Words:
    """Words by when they may be met: `ever` a word of nothing, `then` until the boundary, `later` from it on."""

    never: set[str] = field(default_factory=set)
    # Each with the names of addresses at which it has to be met while it shows.
    always: dict[str, set[str]] = field(default_factory=dict)
    until: dict[str, set[str]] = field(default_factory=dict)
    since: dict[str, set[str]] = field(default_factory=dict)

    def hidden(self, at: datetime) -> set[str]:
        return self.never | set(self.since if at < BOUNDARY else self.until)

    def shown(self, at: datetime) -> dict[str, set[str]]:
        return self.always | (self.until if at < BOUNDARY else self.since)


# Where what a story says is met while it is live: in full at its page and in every feed that it belongs to.
FEEDS = {f"news:{name}_feed" for name in ("series", "season", "network", "genre", "author")} | {"news:feed"}
STORY = FEEDS | {"news:article_detail"}
HEADLINE = STORY | {
    "home",
    "card",
    "news:article_list",
    "news:month_archive",
    "news:author_detail",
    "catalog:series_detail",
    "catalog:season_detail",
    "catalog:network_detail",
    "catalog:genre_detail",
}
# A few states tell of all what becomes of people, networks and genres that nothing but a story leads to.
TELLING = {"live", "draft", "scheduled", "withdrawn"}
# Where it is told that a story has gone.
OVER, ENDS = {"withdrawn", "expired", "expiring"}, {"news:feed", "news:series_feed", "news:season_feed"}
# Found by its title, it is met by its address.
SLUG = {"news:article_list", "sitemap_section", "search", "search_suggest"}


class Planted:
    """The rows: `live` makes what readers may see, and `hide` what changes nothing of that before the boundary."""

    def __init__(self):
        self.words = Words()
        # Addresses that no row tells of.
        self.addresses: list[str] = []
        self.editor = make.an_editor(
            username=self.never("user name"),
            first_name=self.never("first name"),
            last_name=self.never("last name"),
            email=f"{self.never('user mail')}@example.org",
        )

    # -- words -----------------------------------------------------------------------------------------------------

    def _word(self, where: str) -> str:
        word = STEM + "".join(letter for letter in where.lower() if letter.isalpha())
        everywhere = {*self.words.never, *self.words.always, *self.words.until, *self.words.since}
        assert word not in everywhere, f"{word} is planted twice"
        return word

    def never(self, where: str, *_names: str) -> str:
        word = self._word(where)
        self.words.never.add(word)
        return word.capitalize()

    def always(self, where: str, *names: str) -> str:
        return self._shown(self.words.always, where, names)

    def until(self, where: str, *names: str) -> str:
        return self._shown(self.words.until, where, names)

    def since(self, where: str, *names: str) -> str:
        return self._shown(self.words.since, where, names)

    def _shown(self, words, where, names) -> str:
        word = self._word(where)
        words[word] = set(names)
        return word.capitalize()

    # -- things that a state is in -----------------------------------------------------------------------------------

    def _image(self, state, word, *names):
        return make.an_image(
            alt=word(f"{state} alt", *names),
            caption=word(f"{state} caption"),
            credit=word(f"{state} credit"),
            licence=word(f"{state} licence"),
            source_url=f"https://pictures.example.org/{word(f'{state} address of picture')}",
        )

    def _source(self, state, word, *names, tier=Tier.OFFICIAL_RELEASE):
        return Source.objects.create(
            url=f"https://news.example.org/{word(f'{state} address of source', *names)}",
            publisher=word(f"{state} publisher", *names),
            title=word(f"{state} title of source", *names),
            author=word(f"{state} author of source"),
            tier=tier,
        )

    def _person(self, state, word, *names):
        person = make.a_person(
            word(f"{state} person", "catalog:person_detail", *names),
            slug=word(f"{state} slug of person").lower(),
            bio=word(f"{state} bio", "catalog:person_detail"),
            photo=make.an_image(alt=word(f"{state} alt of photo")),
            imported={"name": self.never(f"{state} imported name")},
        )
        PersonName.objects.create(person=person, name=word(f"{state} alias", "catalog:person_detail"))
        PersonId.objects.create(owner=person, provider="imdb", value=word(f"{state} id of person"))
        work = Work.objects.create(
            title=word(f"{state} work", "catalog:person_detail"), original_title=self.never(f"{state} original work")
        )
        WorkId.objects.create(owner=work, provider="imdb", value=self.never(f"{state} id of work"))
        KnownFor.objects.create(person=person, work=work)
        return person

    def _network(self, state, word, *names):
        network = make.a_network(
            word(f"{state} network", "catalog:network_detail", *names),
            official_site=f"https://{word(f'{state} site of network')}.example.org/",
        )
        network.readdress(word(f"{state} slug of network").lower())
        NetworkId.objects.create(owner=network, provider="tvmaze", value=self.never(f"{state} id of network"))
        return network

    def _genre(self, state, word):
        genre = make.a_genre(word(f"{state} genre", "catalog:genre_detail"))
        genre.readdress(word(f"{state} slug of genre").lower())
        return genre

    def _update(self, season, state, word, **said):
        said.setdefault("source", self._source(state, word, "catalog:season_detail"))
        return make.an_update(
            season,
            summary=word(f"{state} summary", "catalog:season_detail"),
            on=FuzzyDate(date(2026, 3, 1), date(2026, 3, 1), Precision.DAY, self.never(f"{state} wording of day")),
            dates=[("premiere", "FR", 1, self._date(state)), ("finale", "FR", 1, self._date(f"{state} finale"))],
            **said,
        )

    def _date(self, state):
        return FuzzyDate(date(2031, 3, 1), date(2031, 5, 31), Precision.SEASON, self.never(f"{state} wording"))

    def _series(self, state, word, **fields):
        """A series with all that can be said of one. Its page, and that of its season, show it when it is public."""
        page, season_page = "catalog:series_detail", "catalog:season_detail"
        network = self._network(f"{state} series", word, page, "catalog:network_list")
        series = make.a_series(
            word(f"{state} title of series", page, season_page, "catalog:series_list", "card"),
            slug=word(f"{state} slug of series", "sitemap_section", "search", "search_suggest").lower(),
            network=network,
            genres=[self._genre(f"{state} series", word)],
            original_title=word(f"{state} original title", page),
            logline=word(f"{state} logline", page),
            synopsis=word(f"{state} synopsis", page),
            synopsis_source=self._source(f"{state} synopsis", word, page),
            official_site=f"https://{word(f'{state} official site', page)}.example.org/",
            poster=self._image(f"{state} poster", word),
            imported={"title": self.never(f"{state} imported title")},
            **fields,
        )
        OtherTitle.objects.create(series=series, title=word(f"{state} other title", page))
        SeriesId.objects.create(owner=series, provider="imdb", value=word(f"{state} id of series", page))
        season = make.a_season(
            series,
            number=1,
            title=word(f"{state} title of season", season_page),
            synopsis=word(f"{state} synopsis of season", season_page),
            poster=self._image(f"{state} poster of season", word),
            imported={"title": self.never(f"{state} imported season")},
        )
        update = self._update(season, f"{state} update", word, decision=Decision.ORDERED, commissioner=network)
        update.retract(word(f"{state} reason of retraction", season_page), by=self.editor, at=timezone.now())
        day = FuzzyDate(
            date(2030, 10, 9), date(2030, 10, 9), Precision.DAY, self.never(f"{state} wording of premiere")
        )
        self._update(season, f"{state} standing update", word, decision=Decision.ORDERED, premiere=day)
        person = self._person(f"{state} cast", word, season_page)
        make.a_cast_credit(season, person, word(f"{state} character", season_page))
        job = Job.objects.create(
            name=word(f"{state} job", "catalog:person_detail"),
            plural=word(f"{state} heading of job"),
            department=Department.objects.create(name=word(f"{state} department")),
        )
        make.a_crew_credit(season, self._person(f"{state} crew", word, season_page), job)
        quote = make.a_quote(
            season,
            self._person(f"{state} speaker", word, season_page) if state == "hidden" else person,
            word(f"{state} quote", season_page),
            role=word(f"{state} role", season_page),
            said_on=self._date(f"{state} quote"),
            source=self._source(f"{state} quote", word, season_page),
        )
        fact = make.a_fact(
            season, word(f"{state} fact", season_page), source=self._source(f"{state} fact", word, season_page)
        )
        make.a_rating(
            series,
            word(f"{state} provider", season_page),
            season=season,
            url=f"https://ratings.example.org/{word(f'{state} address of rating', season_page)}",
        )
        video = make.a_video(
            series,
            word(f"{state} title of video", "catalog:video_detail", season_page),
            season=season,
            slug=word(f"{state} slug of video").lower(),
            video_id=word(f"{state} id of video", "catalog:video_detail")[:40],
            poster=self._image(f"{state} poster of video", word),
        )
        Forecast.objects.create(
            season=season,
            outlook=Outlook.LIKELY,
            reason=word(f"{state} forecast", season_page),
            given_on=date(2026, 11, 1),
            given_by=make.an_editor(username=self.never(f"{state} login of who forecasts")),
        )
        return series, season, quote, fact, video

    def _story(self, state, word, *, about):
        """A working copy with words in all that readers would see of it, all kinds of blocks among them."""
        author = make.an_author(
            word(f"{state} byline", "news:article_detail", "news:author_detail", "news:author_list"),
            slug=word(f"{state} slug of author").lower(),
            bio=word(f"{state} bio of author", "news:author_detail"),
            photo=make.an_image(alt=word(f"{state} alt of author")),
            user=self.editor,
        )
        article = make.an_article(
            word(f"{state} title", *HEADLINE),
            # Feeds tell that a story has gone, and where from; the address is all that is left of its words.
            slug=self.always(f"{state} slug", *ENDS).lower()
            if state in OVER
            else word(f"{state} slug", *SLUG).lower(),
            lead=word(f"{state} lead", *STORY),
            text="",
            about=about,
            authors=[author],
            hero=self._image(f"{state} hero", word, "news:article_detail"),
            created_by=self.editor,
            assignee=self.editor,
        )
        if state in TELLING:
            article.subjects.create(person=self._person(f"{state} subject", word, "news:article_detail"))
        heading, text = word(f"{state} heading", *STORY), word(f"{state} text", *STORY)
        make.a_block(article, RichText, text=f"<h2>{heading}</h2><p>{text} {self._links(state, word)}</p>")
        image = self._image(f"{state} block", word, "news:article_detail")
        make.a_block(
            article, ImageBlock, image=image, caption=word(f"{state} caption of block", "news:article_detail")
        )
        for model in (
            AnswerBox,
            FactBox,
            RatingsBlock,
            CastBlock,
            CrewBlock,
            FactsBlock,
            TimelineBlock,
            RelatedSeriesBlock,
        ):
            make.a_block(article, model, heading=word(f"{state} {model.type}", "news:article_detail"))
        make.a_block(article, CorrectionBlock)
        self._newsroom(article, state)
        return article

    def _links(self, state, word):
        """To a network and a genre that nothing else uses."""
        if state not in TELLING:
            return ""
        linked = self._network(f"{state} linked", word), self._genre(f"{state} linked", word)
        return " ".join(f'<a href="{each.get_absolute_url()}">it</a>' for each in linked)

    def _newsroom(self, article, state):
        """What the newsroom says of an article among itself."""
        never, by = self.never, self.editor
        note = Note.objects.create(
            article=article,
            token=uuid.uuid4(),
            about=never(f"{state} about"),
            text=never(f"{state} note"),
            noted_by=by,
        )
        Note.objects.create(
            article=article, token=uuid.uuid4(), answer_to=note, text=never(f"{state} answer"), noted_by=by
        )
        Handover.objects.create(article=article, stage="in_review", word=never(f"{state} handover"), handed_by=by)
        Unsaved.objects.create(
            user=by,
            form=f"/admin/news/article/{article.pk}/change/",
            opened=uuid.uuid4(),
            counter=1,
            body=f"title={never(f'{state} unsaved')}",
            title=never(f"{state} title of unsaved"),
        )
        AuditEntry.objects.write(
            article,
            "changed",
            by=by,
            changes={"title": [never(f"{state} change"), ""]},
            note=never(f"{state} note in log"),
        )

    def _name(self, revision, state):
        revision.name, revision.internal_note = self.never(f"{state} name"), self.never(f"{state} internal note")
        revision.save(update_fields=["name", "internal_note"])

    def _publish(self, article, **window):
        return article.publish(by=self.editor, version=article.version, **window)

    # -- what readers may see ---------------------------------------------------------------------------------------

    def live(self):
        self.series, self.season, *_rows = self._series("live", self.always)
        make.a_season(self.series, number=None)
        make.a_season(self.series, 1, kind="specials")
        SeriesRelation.objects.create(series=make.a_series(), kind="spin_off", other=self.series)
        self._mend_and_remove()
        live = self._story("live", self.always, about=self.season)
        note = self.always("live word to readers", "news:article_detail")
        self._name(self._publish(live, note=note, at=PLANTED_AT - make.DAY, backdated=True), "live")
        live.correct(
            by=self.editor,
            version=live.version,
            kind="fact",
            text=self.always("correction", "news:article_detail", "news:corrections"),
            lead=self.always("corrected lead", *STORY),
        )
        # It is told as it was corrected.
        self.words.always["rumpellivelead"].clear()
        self.live_story = live
        self.moving = make.a_published_article(
            self.until("moving title", *HEADLINE - {"news:author_detail", "news:author_feed"}),
            about=self.season,
            slug=self.until("moving slug", *SLUG).lower(),
            lead=self.until("moving lead", *STORY - {"news:author_feed"}),
            text=f"<p>{self.until('moving text', *STORY - {'news:author_feed'})}</p>",
            by=self.editor,
        )
        self._over()
        # With the others enough for several short pages.
        nora = make.an_author()
        for number in range(5):
            make.a_published_article(
                f"Filler {number}", about=self.season, authors=[nora], by=self.editor, at=PLANTED_AT - 2 * make.DAY
            )

    def _over(self):
        """Stories whose time is over, and one whose time is soon."""
        day_ago, hour_ago = PLANTED_AT - make.DAY, PLANTED_AT - make.HOUR
        withdrawn = self._story("withdrawn", self.never, about=self.season)
        self._publish(withdrawn, at=day_ago, backdated=True)
        withdrawn.correct(
            by=self.editor,
            version=withdrawn.version,
            kind="fact",
            text=self.never("withdrawn correction"),
            lead=self.never("withdrawn corrected lead"),
        )
        reason = self.always("reason of withdrawal", "news:article_detail", *ENDS)
        withdrawn.withdraw(by=self.editor, version=withdrawn.version, reason=reason)
        expired = self._story("expired", self.never, about=self.season)
        self._publish(expired, at=day_ago, until=hour_ago, backdated=True)
        erased = self._story("erased", self.never, about=self.season)
        self._publish(erased, at=day_ago, backdated=True)
        self.addresses.append(erased.get_absolute_url())
        erased.erase(by=self.editor, version=erased.version, reason=self.never("reason of erasure"))
        self._publish(self._story("expiring", self.until, about=self.season), until=BOUNDARY)
        self.leaving = make.a_published_article(
            self.until("leaving title", *HEADLINE), about=self.season, slug="leaving", by=self.editor
        )

    def _mend_and_remove(self):
        """Words that were public once."""
        season, editor = self.season, self.editor
        self.wrong = make.an_update(season, summary="It was said once.", production="paused", by=editor)
        mended = make.an_update(season, summary=self.never("mended summary"), by=editor)
        mended.mend(self.always("summary", "catalog:season_detail"), by=editor)
        removed = self._person("removed", self.never)
        make.a_cast_credit(season, removed, self.never("character of a removed person"))
        quote = make.a_quote(season, text=self.never("quote gone"), role=self.never("role gone"))
        fact = make.a_fact(season, self.never("fact gone"))
        video = make.a_video(self.series, self.never("video gone"), slug=self.never("slug of video gone").lower())
        make.remove(removed, self.always("reason of a removed person", "catalog:person_detail"))
        for what, row in (("quote", quote), ("fact", fact), ("video", video)):
            make.remove(row, self.never(f"reason of {what} gone"))
        self._series("removed", self.never)[0].remove(
            self.always("reason of a removed series", "catalog:series_detail")
        )
        page = make.a_page(
            self.never("page before"), lead=self.never("lead before"), text=f"<p>{self.never('text before')}</p>"
        )
        page.readdress(self.never("slug before").lower())
        page.title, page.lead = self.always("page", "extra_page"), self.always("lead of page", "extra_page")
        page.text, page.slug = (
            f"<p>{self.always('text of page', 'extra_page')}</p>",
            self.always("slug of page").lower(),
        )
        page.save()
        page.publish(note=self.always("note of page"))
        self.page = page
        gone = make.a_page(self.never("removed page"), slug=self.never("slug of removed page").lower())
        gone.title = "Gone"
        gone.save()
        gone.publish(note=self.never("note of removed page"))
        gone.remove(self.always("reason of a removed page", "extra_page"))
        make.remove(make.an_image(alt=self.never("image gone")), self.never("reason of image gone"))

    # -- what they may not see yet ------------------------------------------------------------------------------------

    def hide(self):
        """Everything that waits: for an editor, or for the boundary."""
        self._hide_series()
        self._hide_updates()
        self._hide_articles()
        never = self.never
        self.page.title, self.page.lead, self.page.text = never("page draft"), never("lead draft"), never("text draft")
        self.page.save()
        make.a_page(never("unpublished page"), slug=never("slug of unpublished page").lower(), published=False)
        # What readers never saw has no reason to tell them either.
        unseen = make.a_page(never("unseen page"), slug=never("slug of unseen page").lower(), published=False)
        make.remove(unseen, never("reason of unseen page"))
        make.remove(make.a_series(never("unseen series"), hidden=True), never("reason of unseen series"))
        AuditEntry.objects.write(self.hidden_series, "changed", by=self.editor)
        for target in (f"/news/{STEM}draftslug/", self.hidden_series.get_absolute_url()):
            kind = "story" if "news" in target else "series"
            old = f"/{never(f'old path of {kind}').lower()}/"
            Redirect.objects.create(old_path=old, target=target, note=never(f"note on {kind}"))
            self.addresses.append(old)
        Ping.objects.create(
            topic=f"https://example.org/{never('topic of ping')}",
            changed_by=PLANTED_AT,
            next_try_at=PLANTED_AT,
            last_error=never("error of ping"),
        )
        Spreadsheet.objects.create(
            kind="series", name=never("spreadsheet"), text=never("text of spreadsheet"), brought_by=self.editor
        )

    def _hide_series(self):
        hidden = self._series("hidden", self.never, hidden=True)
        self.hidden_series = hidden[0]
        SeriesRelation.objects.create(series=self.hidden_series, kind="spin_off", other=self.series)
        SeriesRelation.objects.create(series=self.series, kind="revival", other=self.hidden_series)
        self.coming_series, *_rows = self._series("coming", self.since, published_at=BOUNDARY)

    def _hide_updates(self):
        season, editor = self.season, self.editor
        self._update(season, "embargoed", self.since, public_from=BOUNDARY, decision=Decision.DECLINED, by=editor)
        later = BOUNDARY + make.DAY
        draft = self._update(season, "draft update", self.never, decision=Decision.ENDED, public_from=later, by=editor)
        draft.hold()
        self.wrong.retract(self.since("reason of due retraction", "catalog:season_detail"), by=editor, at=BOUNDARY)

    def _hide_articles(self):
        draft = self._story("draft", self.never, about=self.hidden_series)
        draft.claims.create(season=self.season, axis=Axis.PREMIERE, date=self._date("claim"))
        draft.save_draft(by=self.editor, version=draft.version, note=self.never("draft word to readers"))
        self._name(draft.revisions.last(), "draft")
        token = new_token()
        Share.objects.make(
            draft, token=token, by=None, label=self.never("label of share"), expires_at=PLANTED_AT + make.DAY
        )
        self.share = Share.address(token)
        reason = self.since("reason of due withdrawal", "news:article_detail", *ENDS)
        self.leaving.withdraw(by=self.editor, version=self.leaving.version, reason=reason, at=BOUNDARY)
        self._change(self.live_story, "changed", self.never)
        self.live_story.save_draft(by=self.editor, version=self.live_story.version)
        self._change(self.moving, "moved", self.since)
        self._publish(self.moving, at=BOUNDARY, note=self.since("moved word to readers", "news:article_detail"))
        scheduled = self._story("scheduled", self.since, about=self.season)
        scheduled.announces.add(
            self._update(self.season, "announced", self.since, public_from=BOUNDARY, production="filming")
        )
        revision = self._publish(
            scheduled, at=BOUNDARY, note=self.since("scheduled word to readers", "news:article_detail")
        )
        self._name(revision, "scheduled")
        Publication.objects.filter(revision=revision).update(
            override_reason=self.never("override"), overridden=[self.never("overridden")]
        )

    def _change(self, article, state, word):
        """Other words in the working copy of a story."""
        article.title, article.lead = word(f"{state} title", *HEADLINE), word(f"{state} lead", *STORY)
        article.slug = word(f"{state} slug", *SLUG).lower()
        article.hero = self._image(f"{state} hero", word, "news:article_detail")
        article.save()
        author = make.an_author(
            word(f"{state} byline", "news:article_detail"), slug=word(f"{state} slug of author").lower()
        )
        article.author_rows.create(author=author, order=1)
        texts = RichText.objects.filter(parent=article)
        texts.update(text=f"<p>{word(f'{state} text', *STORY)}</p>")
