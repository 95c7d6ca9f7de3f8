"""The words of what stands in feeds: stories in full, and what is said, taken back, corrected and moved."""

import re
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest
import time_machine
from django.utils import timezone, translation

from catalog.answers import answer
from catalog.axes import Certainty, Decision, Production, Tier
from catalog.fuzzydates import FuzzyDate, parse
from catalog.models import PremiereState, SeriesRelation, StatusUpdate
from news.absolute import with_absolute_addresses
from news.feeds import content
from news.feeds.pictures import fed
from news.models import (
    AnswerBox,
    CastBlock,
    CrewBlock,
    FactBox,
    FactsBlock,
    ImageBlock,
    Link,
    Masthead,
    RatingsBlock,
    RelatedSeriesBlock,
    Revision,
    RichText,
    TimelineBlock,
    VideoBlock,
)
from news.resolving import resolve
from tests import make
from tests.feed_reading import read

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TAG, URL = "tag:shows.example,2026-01-01:x/1", "https://shows.example/series/the-salt-road/season-2/#x"
# What the catalog fills by itself.
FILLED = (CastBlock, CrewBlock, RatingsBlock, FactsBlock, FactBox, TimelineBlock, RelatedSeriesBlock)
SEASON_LINK = '<a href="https://shows.example/series/the-salt-road/season-2/">'


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://shows.example"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def season(site):
    return make.a_season(make.a_series("The Salt Road"), number=2)


def checked(entry):
    """The entry, once its content is valid HTML without a relative address, and its words are on one line each."""
    html5lib.HTMLParser(strict=True).parseFragment(entry.content)
    addresses = re.findall(r'<[^>]*\s(?:href|src|srcset|poster|cite)="([^"]*)"', entry.content)
    assert all(each.startswith(("https://", "http://", "mailto:")) for each in addresses), addresses
    assert "\n" not in f"{entry.title}{entry.summary}"
    return entry


def told(article):
    """The entry of a live story."""
    now = timezone.now()
    revision = Revision.objects.live(now).for_feed().get(article=article)
    return checked(
        content.story(
            revision,
            tag=TAG,
            blocks=resolve([revision.document], now, linked=True)[0],
            links=Link.objects.by_revision([revision])[revision.pk],
            corrections=list(article.corrections.all()),
            newer=[],
            at=now,
        )
    )


def the_answer(season):
    return answer(season, season.state(), timezone.localdate())


# -- stories ------------------------------------------------------------------------------------------------------


def test_a_story_names_who_signs_it_and_what_it_is_about(season):
    article = make.an_article(about=season, authors=[make.an_author("Nora Keane"), make.an_author("Ann Other")])
    article.subjects.create(person=make.a_person("Ada Marlow"))
    hidden = make.a_series("Hidden since")
    article.subjects.create(series=hidden)
    article.publish(by=make.an_editor(), version=article.version)
    hidden.published_at = None
    hidden.save()

    entry = told(article)

    assert [(each.name, each.url) for each in entry.bylines] == [
        ("Nora Keane", "https://shows.example/authors/nora-keane/"),
        ("Ann Other", "https://shows.example/authors/ann-other/"),
    ]
    assert entry.categories == ("News", "The Salt Road", "Ada Marlow")
    assert entry.summary == "There will be more of it."


def test_a_story_tells_what_was_changed_and_corrected(season):
    article = make.a_published_article("Соль", about=season, language="ru", text="<p>Соль.</p>", lead="")
    article.correct(by=make.an_editor(), version=article.version, kind="fact", text="Перец — нет.", lead="Да.")

    html = told(article).content

    day = '<time datetime="2026-11-24">24 November 2026</time>'
    assert f'<li>{day}: <span lang="ru">Перец — нет.</span></li>' in html


def test_a_story_without_a_lead_is_summed_up_by_its_first_words(season):
    hero = make.an_image((96, 54), alt="A", caption="No words of the story")
    words = "<h2>So</h2><p>It &amp; that\ngo on.</p>"

    entry = told(make.a_published_article(about=season, lead="", text=words, hero=hero))
    bare = told(make.a_published_article("Nothing <more>", about=season, lead="", text=""))

    assert entry.summary == "So It & that go on."
    assert (bare.summary, bare.content) == ("Nothing <more>", "<p>Nothing &lt;more&gt;</p>")


def test_the_enclosure_is_the_picture_of_the_content_with_its_true_length(client, season):
    image = make.an_image((1700, 960), alt="A road", credit="Jo", licence="CC BY 4.0")
    article = make.a_published_article(about=season, hero=image)

    entry = told(article)

    sent = client.get(entry.picture.url.removeprefix("https://shows.example"))
    assert (sent.status_code, sent["Content-Type"]) == (200, entry.picture.type)
    assert len(sent.content) == entry.picture.length
    assert (entry.picture.width, entry.picture.height) == (1200, 675)
    assert (entry.picture.alt, entry.picture.credit, entry.picture.licence) == ("A road", "Jo", "CC BY 4.0")
    assert f'<img src="{entry.picture.url}" width="1200" height="675" alt="A road">' in entry.content


def test_nothing_is_enclosed_that_may_not_be_shown_or_is_not_there(season):
    assert fed(None) is None
    decorative = make.an_image((96, 54), decorative=True)
    assert fed(decorative).alt == ""
    ended = make.an_image((96, 54), rights_until=NOON)
    assert fed(ended) is None
    lost = make.an_image((96, 54))
    for name in lost._names():
        lost.file.storage.delete(name)
    assert fed(lost) is None


def test_what_the_catalog_learns_changes_no_byte_of_a_story(client, season):
    article = make.an_article(about=season)
    for block in FILLED:
        make.a_block(article, block)
    article.publish(by=make.an_editor(), version=article.version)
    before = client.get("/news/feed.atom").content
    for words in ("Cast", "Crew", "Ratings", "Facts", "Key facts", "What was said so far", "Related series"):
        assert f"{words}: The Salt Road, season 2&lt;/a&gt;" in before.decode()

    make.a_cast_credit(season)
    make.a_crew_credit(season)
    make.a_rating(season.series)
    make.a_fact(season)
    make.a_rumour(season)
    SeriesRelation.objects.create(series=season.series, kind="spin_off", other=make.a_series("Low Water"))
    season.series.genres.add(make.a_genre())

    assert client.get("/news/feed.atom").content == before


def test_what_a_feed_cannot_play_is_told_in_words(season):
    article = make.an_article(about=season)
    video = make.a_video(season.series, "Teaser <1>", official=True, duration=timedelta(seconds=125))
    other = make.a_video(season.series, "By a fan", provider="vimeo", video_id="77")
    for each in (video, other):
        make.a_block(article, VideoBlock, video=each)
    article.publish(by=make.an_editor(), version=article.version)

    html = re.sub(r"</?(?:figure|figcaption|time)[^>]*>", "", told(article).content)

    watch = "https://www.youtube.com/watch?v=abc123"
    assert f'Trailer: <a href="{watch}">Teaser &lt;1&gt;</a> (YouTube, 2:05; from the makers)' in html
    assert 'Trailer: <a href="https://vimeo.com/77">By a fan</a> (Vimeo; not from the makers)' in html


def test_words_in_another_language_and_from_right_to_left_say_so(season):
    article = make.an_article(about=season, text="<p>שלום</p>", language="he", hero=make.an_image((96, 54), alt="A"))
    article.publish(by=make.an_editor(), version=article.version)

    entry = told(article)

    assert entry.language == "he"
    assert entry.content.startswith('<div lang="en">')
    assert '<div lang="he" dir="rtl"><p>שלום</p></div>' in entry.content


def test_pictures_in_the_text_have_their_own_words(season):
    article = make.an_article(about=season)
    make.a_block(article, ImageBlock, image=make.an_image((96, 54), alt='A "street"'), caption="Main <street>")
    make.a_block(article, ImageBlock, image=make.an_image((96, 54), decorative=True, caption="Its own"))
    make.a_block(article, RichText, text="<p>The end.</p>")
    article.publish(by=make.an_editor(), version=article.version)

    html = told(article).content

    assert 'alt="A &quot;street&quot;"' in html
    assert "Main &lt;street&gt;" in html
    assert 'alt=""' in html
    assert "Its own" in html


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ('<a href="/x?a>b">/y</a>', '<a href="https://s.example/x?a&gt;b">/y</a>'),
        ("<A HREF='y'>", '<A href="https://s.example/news/a/y">'),
        ('<a href="#more">', '<a href="https://s.example/news/a/#more">'),
        ('<a href="mailto:a@b.example" data-href="/n">', '<a href="mailto:a@b.example" data-href="/n">'),
        ('<a href="http://[">', '<a href="http://[">'),
        ('<video poster="/p.jpg">', '<video poster="https://s.example/p.jpg">'),
        ('<q cite="//o.example/1">', '<q cite="https://o.example/1">'),
        (
            '<img srcset="/a,1.jpg 1w, /b.jpg 2w,/c.jpg" src="/a.jpg">',
            '<img srcset="https://s.example/a,1.jpg 1w, https://s.example/b.jpg 2w,https://s.example/c.jpg"'
            ' src="https://s.example/a.jpg">',
        ),
        ('<p>1 < 2, href="/n"</p>', '<p>1 < 2, href="/n"</p>'),
    ],
)
def test_every_address_becomes_a_whole_one(html, whole):
    assert with_absolute_addresses(html, "https://s.example/news/a/") == whole


# -- in the place of a story ---------------------------------------------------------------------------------------


def test_where_a_story_was_no_word_of_it_is_left():
    where = {"tag": TAG, "url": URL, "published": NOON - make.DAY, "at": NOON}

    withdrawn = checked(content.withdrawn(**where, day=NOON.date(), reason="Our source <lied>."))
    expired = checked(content.expired(**where))
    erased = checked(content.erased(**where))

    assert withdrawn.title == "A story withdrawn"
    assert "We withdrew the story that stood here on" in withdrawn.content
    assert "24 November 2026" in withdrawn.content
    assert "The reason: Our source &lt;lied&gt;." in withdrawn.content
    assert withdrawn.summary.startswith("We withdrew the story")
    assert (expired.title, expired.summary) == (
        "A story no longer shown",
        "The story that stood here was meant for a time, and that time is over.",
    )
    assert erased.title == "Removed for legal reasons"
    for each in (withdrawn, expired, erased):
        assert (each.tag, each.published, each.updated) == (TAG, NOON - make.DAY, NOON)
        assert not each.bylines and each.picture is None


# -- what is said --------------------------------------------------------------------------------------------------


def said(season, **fields):
    """The entry of an update."""
    fields = {"on": date(2026, 11, 20), "public_from": NOON - make.HOUR} | fields
    made = make.an_update(season, **fields)
    return made, said_again(made)


def said_again(update):
    update = StatusUpdate.objects.select_related("season__series", "source").get(pk=update.pk)
    answered = the_answer(update.season)
    return checked(content.update(update, tag=TAG, url=URL, answer=answered, at=timezone.now()))


def test_an_update_says_what_was_said_how_sure_it_is_by_whom_and_what_it_means(season):
    source = make.a_source(title="Upfronts 2026", author="Jo Head", url="https://news.example.org/up?a=1&b=2")
    _, entry = said(
        season,
        decision=Decision.ORDERED,
        production=Production.FILMING,
        premiere="spring 2027",
        summary="Meridian goes on.",
        source=source,
    )

    assert entry.title == "The Salt Road, season 2: Renewed; premiere: spring 2027"
    assert entry.summary == "Meridian goes on."
    assert entry.content.startswith("<p>Meridian goes on.</p>")
    for words in ("Decision: Renewed", "Production: Filming", "Premiere: spring 2027", "Certainty: Official"):
        assert f"<li>{words}</li>" in entry.content
    assert 'Announced: <time datetime="2026-11-20">20 November 2026</time>' in entry.content
    assert 'href="https://news.example.org/up?a=1&amp;b=2" rel="noopener">Meridian: Upfronts 2026</a>' in entry.content
    assert "Jo Head (Official release)" in entry.content
    assert "<strong>The Salt Road, season 2: Renewed.</strong>" in entry.content
    assert "Renewed on 20 November 2026; returns in spring 2027." in entry.content
    assert f"{SEASON_LINK}What is known now</a>" in entry.content
    assert entry.categories == ("Status update", "Official", "The Salt Road")
    assert (entry.published, entry.updated, entry.source_url) == (NOON - make.HOUR, NOON - make.HOUR, source.url)
    assert entry.rights == ""


def test_how_sure_an_update_is_stands_in_its_title(season):
    trade = make.a_source(Tier.TRADE_PRESS, "The Trade")
    titles = [
        said(season, certainty=certainty, decision=Decision.DECLINED, source=trade)[1].title
        for certainty in (Certainty.REPORTED, Certainty.ESTIMATED)
    ]
    rumour = said_again(make.a_rumour(season, summary="A friend\nsays so."))
    undecided = said_again(season.check_undecided(source=make.a_source(Tier.DESK, "Showsite", url="")))

    assert titles == [
        "The Salt Road, season 2: Cancelled (reported)",
        "The Salt Road, season 2: Cancelled (estimated)",
    ]
    assert rumour.title == "The Salt Road, season 2: A friend says so. (a rumour)"
    assert "A rumour; it changes nothing." in rumour.content
    assert undecided.title == "The Salt Road, season 2: no decision"
    assert "Certainty: Checked" in undecided.content
    assert undecided.source_url == ""


def test_a_title_tells_first_what_readers_wait_for(season):
    network = make.a_network("Halcyon")
    shoots = said(season, production=Production.FILMING, commissioner=network)[1]
    comes = said(season, is_final=True, production=Production.COMPLETED, finale="May 2027", premiere="March 2027")[1]
    about = said(season, topics=["cast"], summary="Ada Marlow joins.")[1]

    assert shoots.title == "The Salt Road, season 2: Filming; Halcyon"
    assert "<li>Commissioner: Halcyon</li>" in shoots.content
    assert comes.title == "The Salt Road, season 2: premiere: March 2027; last episode: May 2027; last season"
    assert "<li>Last season</li>" in comes.content
    assert about.title == "The Salt Road, season 2: Ada Marlow joins."


def test_what_is_said_later_changes_nothing_that_was_said_before(client, season):
    make.an_update(season, on=date(2026, 11, 20), decision=Decision.ORDERED, premiere="spring 2027")

    def items():
        """What each feed of updates and premieres says, by its id."""
        feeds = [read(client.get(f"/{place}/feed.atom").content, "atom") for place in ("renewals", "calendar")]
        return {item.id: item for feed in feeds for item in feed.items}

    before = items()
    with time_machine.travel(NOON + 400 * make.DAY, tick=False):
        make.an_update(season, on=date(2027, 12, 28), premiere="May 2028", public_from=timezone.now())
        after = items()

    assert (len(before), len(after)) == (2, 4)
    for name, item in before.items():
        assert after[name] == item
        assert "As known on" in item.content
        assert "Renewed on 20 November 2026; returns in spring 2027." in item.content
        assert "What is known now" in item.content
    assert sum("returns in May 2028." in item.content for item in after.values()) == 2


def test_a_retracted_update_says_so_and_its_retraction_is_an_entry_of_its_own(season):
    made, before = said(season, decision=Decision.ORDERED, summary="It was ordered.")
    made.retract("It was <another> series.", by=make.an_editor())

    entry = said_again(made)
    made = StatusUpdate.objects.select_related("season__series", "source").get(pk=made.pk)
    taken_back = checked(content.retraction(made, tag="tag:r", url=URL, answer=the_answer(season)))

    assert entry.title == "The Salt Road, season 2: Renewed (retracted)"
    assert (entry.tag, entry.published, entry.updated) == (before.tag, before.published, NOON)
    assert entry.content.startswith("<p><strong>Retracted")
    assert "<p>It said: <del>It was ordered.</del></p>" in entry.content
    assert "Decision: Renewed" not in entry.content
    assert taken_back.title == "Retracted: The Salt Road, season 2: Renewed"
    assert taken_back.summary == entry.summary == "Retracted: It was <another> series."
    assert (taken_back.published, taken_back.updated) == (NOON, NOON)
    for each in (entry, taken_back):
        assert "It was &lt;another&gt; series." in each.content
        assert "No decision is on record." in each.content
        assert made.source.url in each.content
    assert re.search("On <time[^>]*>24 November 2026</time> we took back what stood here since", taken_back.content)


def test_what_another_catalog_gave_names_its_licence(season):
    source = make.a_source(Tier.CATALOG, "TVmaze", url="https://www.tvmaze.com/shows/1")

    _, entry = said(season, certainty=Certainty.REPORTED, decision=Decision.ENDED, source=source)

    assert entry.rights == "Facts from TVmaze, used under CC BY-SA 4.0."


def moved(season, before=FuzzyDate.UNKNOWN):
    state = PremiereState.objects.at().with_season().latest("valid_from")
    return checked(
        content.premiere(state, before, tag=TAG, url=URL, season=state.premiere.season, answer=the_answer(season))
    )


def test_a_date_is_set_moved_and_withdrawn(season):
    first = make.an_update(season, premiere="spring 2027", summary="In spring.", public_from=NOON - make.HOUR)
    was_set = moved(season)
    source = make.a_source(title="A delay")
    second = make.an_update(season, on=date(2026, 11, 23), premiere=date(2027, 10, 9), public_from=NOON, source=source)
    was_moved = moved(season, parse("spring 2027"))
    for each in (first, second):
        each.retract("A mistake.", at=NOON)
    was_withdrawn = moved(season, FuzzyDate.day(date(2027, 10, 9)))

    assert was_set.title == "The Salt Road, season 2, premiere: spring 2027"
    assert (was_set.summary, was_set.published) == ("In spring.", NOON - make.HOUR)
    assert "<li>Region: Worldwide</li>" in was_set.content
    assert "<li>Date before: no date</li>" in was_set.content
    assert was_moved.title == "The Salt Road, season 2, premiere: 9 October 2027 (was: spring 2027)"
    assert '<li>Date now: <time datetime="2027-10-09">9 October 2027</time></li>' in was_moved.content
    assert "<li>Date before: spring 2027</li>" in was_moved.content
    assert was_moved.source_url == source.url
    assert "Meridian: A delay</a>" in was_moved.content
    assert was_withdrawn.title == "The Salt Road, season 2, premiere: date withdrawn (was: 9 October 2027)"
    assert "What was said of this date was taken back." in was_withdrawn.content
    for each in (was_set, was_moved, was_withdrawn):
        assert SEASON_LINK in each.content
    assert [each.categories[1] for each in (was_set, was_moved, was_withdrawn)] == [
        "Date set",
        "Date moved",
        "Date withdrawn",
    ]


def test_a_premiere_names_its_region_and_part(season):
    make.an_update(season, dates=[("premiere", "US", 2, parse("May 2027"))])

    entry = moved(season)

    assert entry.title == "The Salt Road, season 2, premiere of part 2 (United States): May 2027"
    assert "<li>Region: United States</li>" in entry.content
    assert "<li>Part: 2</li>" in entry.content


def test_a_correction_says_what_was_wrong_and_where(season):
    article = make.a_published_article("A story", about=season)
    article.correct(by=make.an_editor(), version=article.version, kind="fact", text="It is <May>.", lead="May.")

    entry = checked(content.correction(article.corrections.get(), tag=TAG, url="https://shows.example/news/a-story/"))

    assert (entry.title, entry.summary) == ("Correction: A story", "It is <May>.")
    assert entry.content.startswith("<p>It is &lt;May&gt;.</p>")
    assert '<a href="https://shows.example/news/a-story/">A story</a>' in entry.content
    assert entry.categories == ("Error of fact",)
    assert entry.published == entry.updated == NOON


def test_a_russian_site_says_all_of_it_in_russian(season):
    article = make.an_article("Соль", about=season, language="ru", lead="Да.", text="<p>Соль.</p>")
    make.an_update(season, decision=Decision.ORDERED)
    for block in (
        AnswerBox,
        CastBlock,
        CrewBlock,
        RatingsBlock,
        FactsBlock,
        FactBox,
        TimelineBlock,
        RelatedSeriesBlock,
    ):
        make.a_block(article, block)
    make.a_block(article, VideoBlock, video=make.a_video(season.series, "Ролик", duration=timedelta(minutes=2)))
    with translation.override("ru"):
        article.publish(by=make.an_editor(), version=article.version)
        article.correct(by=make.an_editor(), version=article.version, kind="fact", text="Перец.", lead="Нет.")
        where = {"tag": TAG, "url": URL, "published": NOON, "at": NOON}
        made, entry = said(season, decision=Decision.ORDERED, premiere="spring 2027", summary="It goes on.")
        premiere = moved(season, parse("May 2027"))
        made.retract("Ошибка.", by=make.an_editor())
        made = StatusUpdate.objects.select_related("season__series", "source").get(pk=made.pk)
        taken_back = checked(content.retraction(made, tag="tag:r", url=URL, answer=the_answer(season)))
        others = [
            told(article),
            checked(content.correction(article.corrections.get(), tag=TAG, url=URL)),
            content.withdrawn(**where, day=NOON.date(), reason="Так надо."),
            content.expired(**where),
            content.erased(**where),
        ]

    assert entry.language == "ru"
    assert entry.title == "The Salt Road, сезон 2: Продлён; премьера: весна 2027"
    assert '<p lang="en">It goes on.</p>' in entry.content
    assert "Достоверность: Официально" in entry.content
    assert premiere.title == "The Salt Road, сезон 2, премьера: весна 2027 (было: май 2027)"
    assert taken_back.title.startswith("Отозвано: The Salt Road, сезон 2")
    for each in (entry, premiere, taken_back, *others):
        words = "\n".join([each.title, each.content, *each.categories, each.rights])
        ours = re.sub(r'<[^>]*lang="en"[^>]*>[^<]*|<[^>]*>|The Salt Road|Meridian|YouTube', " ", words)
        assert not re.search("[A-Za-z]{3,}", ours), ours


def test_a_date_that_rules_again_reaches_who_asks_by_date_alone(client, season):
    """curl, and so newsboat, leaves the body of an answer unread when its Last-Modified did not move."""
    Masthead.write_down()
    make.an_update(season, on=date(2026, 11, 20), premiere="spring 2027", public_from=NOON - make.DAY)
    later = make.an_update(season, on=date(2026, 11, 24), premiere="May 2027", public_from=NOON)
    with time_machine.travel(NOON + make.DAY, tick=False):
        known = client.get("/calendar/feed.rss")
        later.retract("Another series.")
    with time_machine.travel(NOON + 2 * make.DAY, tick=False):
        again = client.get("/calendar/feed.rss", headers={"if-modified-since": known["Last-Modified"]})

    assert known["Last-Modified"] == "Tue, 24 Nov 2026 12:00:00 GMT"
    assert (again.status_code, again["Last-Modified"]) == (200, "Wed, 25 Nov 2026 12:00:00 GMT")
    first = read(again.content, "rss").items[0]
    assert first.title == "The Salt Road, season 2, premiere: spring 2027 (was: May 2027)"
