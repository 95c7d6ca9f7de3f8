"""Articles: their addresses, restoring, claims, and what they make public."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.axes import Axis
from catalog.fuzzydates import parse
from catalog.models import Image, Network, Person, Series
from news.documents import upgraded
from news.models import (
    BLOCKS,
    Article,
    Author,
    CastBlock,
    Claim,
    FactsBlock,
    Link,
    PublicState,
    QuoteBlock,
    RelatedSeriesBlock,
    Revision,
    TagAuthority,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.an_editor()


def publish(article, editor, **options):
    return article.publish(by=editor, version=article.version, **options)


def set_slug(article, slug):
    Article.objects.filter(pk=article.pk).update(slug=slug)


# -- addresses -----------------------------------------------------------------------------------------------------


def test_an_old_address_leads_to_where_the_article_is_now(editor):
    article = make.a_published_article("First title")
    set_slug(article, "second-address")
    publish(article, editor)

    old = Article.objects.at_address("first-title")
    assert old.has_moved and old.revision.slug == "second-address"
    new = Article.objects.at_address("second-address")
    assert new.revision and not new.has_moved and not new.has_gone


def test_an_address_changes_for_readers_at_publication_and_not_before(editor):
    article = make.a_published_article("First title")
    set_slug(article, "second-address")
    article.save_draft(by=editor, version=article.version)
    with pytest.raises(Http404):
        Article.objects.at_address("second-address")

    tomorrow = timezone.now() + make.DAY
    publish(article, editor, at=tomorrow)
    with pytest.raises(Http404):
        Article.objects.at_address("second-address", tomorrow - make.SECOND)
    assert Article.objects.at_address("second-address", tomorrow).revision
    assert not Article.objects.at_address("first-title", tomorrow - make.SECOND).has_moved
    assert Article.objects.at_address("first-title", tomorrow).has_moved


def test_an_address_that_was_only_drafted_is_kept_for_its_article(editor):
    article = make.an_article(slug="mine")
    article.save_draft(by=editor, version=article.version)
    set_slug(article, "mine-now")
    article.save_draft(by=editor, version=article.version)
    other = make.an_article("Another", slug="mine")
    with pytest.raises(ValidationError):
        other.full_clean()
    with pytest.raises(ValidationError):
        publish(other, editor)
    assert Article.objects.free_slug("Mine") == "mine-2"


def test_an_address_that_expired_is_gone_and_one_that_never_was_is_not_found(editor):
    article = make.a_published_article("Over", at=timezone.now() - 2 * make.DAY, until=timezone.now() - make.DAY)

    assert Article.objects.at_address("over").has_gone
    assert article.public_state() == PublicState.EXPIRED
    with pytest.raises(Http404):
        Article.objects.at_address("nothing")


def test_a_title_in_any_script_gets_an_address(editor):
    article = Article(title="Сериал продлён")
    article.full_clean()

    assert article.slug == "serial-prodlen"


# -- restoring -----------------------------------------------------------------------------------------------------


def snapshot(article):
    """All that the working copy says."""
    from news.pressing import copy_of_article

    return copy_of_article(Article.objects.get(pk=article.pk)).digest


def test_restoring_brings_back_every_word_reference_and_key(editor):
    season = make.a_season(number=2)
    article = make.an_article(about=season, authors=[make.an_author("B"), make.an_author("A")])
    article.subjects.create(series=make.a_series("Another"))
    article.subjects.create(person=make.a_person())
    article.claims.create(season=season, axis=Axis.PREMIERE, date=parse("spring 2027"))
    article.announces.add(make.an_update(season))
    make.a_block(article, CastBlock, heading="Who is in it", limit=3, season=season)
    make.a_block(article, QuoteBlock, quote=make.a_quote(season))
    make.a_block(article, FactsBlock).facts.set([make.a_fact(season), make.a_fact(season)])
    make.a_block(article, RelatedSeriesBlock).related.add(season.series)
    first = article.save_draft(by=editor, version=article.version)
    before, keys = snapshot(article), [block["key"] for block in first.document["blocks"]]

    for block in BLOCKS:
        block.objects.filter(parent=article).delete()
    article.subjects.all().delete()
    article.author_rows.all().delete()
    article.claims.all().delete()
    article.announces.clear()
    Article.objects.filter(pk=article.pk).update(title="Spoilt", slug="spoilt", hero=make.an_image(), lead="")
    article.restore(first, by=editor, version=article.version)

    assert snapshot(article) == before
    assert [block["key"] for block in article.revisions.first().document["blocks"]] == keys
    assert article.news_castblock_set.get().key == UUID(keys[1])
    assert [row.author.byline for row in article.author_rows.all()] == ["B", "A"]


def test_restoring_changes_nothing_for_readers(editor):
    article = make.a_published_article("Live")
    first = article.revisions.get()
    Article.objects.filter(pk=article.pk).update(title="Newer")
    publish(article, editor)
    article.restore(first, by=editor, version=article.version)

    assert Revision.objects.live().get().title == "Newer"
    assert article.title == "Live"
    assert article.public_state() == PublicState.LIVE_WITH_CHANGES


def test_a_revision_of_another_article_is_not_restored(editor):
    article, other = make.an_article(), make.a_published_article("Other")
    with pytest.raises(ValidationError):
        article.restore(other.revisions.get(), by=editor, version=article.version)


def test_a_document_of_a_later_release_is_refused_instead_of_misread():
    with pytest.raises(ValueError):
        upgraded({"format": 2, "blocks": []})


# -- what the database promises ------------------------------------------------------------------------------------


def test_the_database_refuses_two_open_windows_two_primaries_and_a_link_to_two_things(editor):
    article = make.a_published_article()
    draft = article.save_draft(by=editor, version=article.version)
    now = timezone.now()
    live = article.revisions.live().get()
    attempts = [
        lambda: article.revisions.filter(pk=draft.pk).update(
            live_from=now, live_until=live.live_until, first_published_at=now, updated_at=now
        ),
        lambda: article.revisions.filter(pk=live.pk).update(live_until=live.live_from),
        lambda: article.subjects.create(person=make.a_person(), primary=True),
        lambda: article.subjects.create(person=make.a_person(), series=make.a_series()),
        lambda: Link.objects.create(revision=live, role="block", series=make.a_series(), image=make.an_image()),
        lambda: Link.objects.create(revision=live, role="block"),
        lambda: article.claims.create(season=make.a_season(), axis=Axis.DECISION, value="perhaps"),
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


# -- claims --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "said", "otherwise"),
    [
        ({"axis": "decision", "value": "ordered"}, {"decision": "ordered"}, {"decision": "declined"}),
        ({"axis": "production", "value": "filming"}, {"production": "filming"}, {"production": "paused"}),
        ({"axis": "release", "value": "weekly"}, {"release": "weekly"}, {"release": "batches"}),
        ({"axis": "is_final", "value": "yes"}, {"is_final": True}, {"is_final": False}),
        ({"axis": "premiere", "date": parse("spring 2027")}, {"premiere": "spring 2027"}, {"premiere": "May 2027"}),
        (
            {"axis": "premiere", "date": parse("not before 2027")},
            {"premiere": "not before 2027"},
            {"premiere": "2027"},
        ),
        ({"axis": "finale", "date": parse("9 October 2027")}, {"finale": "9 October 2027"}, {"finale": "TBA"}),
    ],
)
def test_an_article_is_stale_once_what_it_claims_no_longer_holds(editor, claim, said, otherwise):
    season = make.a_season()
    make.an_update(season, **said)
    article = make.an_article(about=season)
    article.claims.create(season=season, **claim)
    publish(article, editor)
    assert not Revision.objects.live().stale().exists()

    tomorrow = timezone.now() + make.DAY
    make.an_update(season, on=date(2026, 9, 1), public_from=tomorrow, **otherwise)
    assert not Revision.objects.live().stale(tomorrow - make.SECOND).exists()
    assert Revision.objects.live().stale(tomorrow).get().article == article


def test_a_claim_about_who_commissions_follows_the_network(editor):
    season, ours = make.a_season(), make.a_network()
    make.an_update(season, commissioner=ours)
    article = make.an_article(about=season)
    article.claims.create(season=season, axis=Axis.COMMISSIONER, network=ours)
    publish(article, editor)
    assert not Revision.objects.live().stale().exists()

    make.an_update(season, on=date(2026, 9, 1), commissioner=make.a_network("Another"))
    assert Revision.objects.live().stale().exists()


def test_a_claim_reads_as_a_sentence_part():
    season = make.a_season()
    assert str(Claim(season=season, axis=Axis.DECISION, value="ordered")).endswith("Decision, Ordered")
    assert str(Claim(season=season, axis=Axis.PREMIERE, date=parse("spring 2027"))).endswith("Premiere, spring 2027")


# -- what an article makes public ----------------------------------------------------------------------------------


def test_author_portrait_hero_and_person_are_public_while_the_article_is_live(editor):
    portrait, hero, person = make.an_image(), make.an_image(), make.a_person()
    author = make.an_author(photo=portrait)
    tomorrow = timezone.now() + make.DAY
    article = make.an_article(about=person, authors=[author], hero=hero)
    publish(article, editor, at=tomorrow, until=tomorrow + make.DAY)

    def public(at):
        return (
            set(Author.objects.public(at)),
            set(Person.objects.public(at)),
            set(Image.objects.public(at)),
        )

    assert public(tomorrow - make.SECOND) == (set(), set(), set())
    assert public(tomorrow) == ({author}, {person}, {portrait, hero})
    assert public(tomorrow + make.DAY) == (set(), set(), set())


def test_whom_an_article_is_about_stays_public_under_the_name_they_were_merged_into(editor):
    person, speaker = make.a_person("Ada Marlow"), make.a_person("Jo Reed")
    double, other_double = make.a_person("Ada Marlowe"), make.a_person("Joe Reed")
    article = make.an_article(about=double)
    series = make.a_series()
    make.a_block(article, QuoteBlock, quote=make.a_quote(make.a_season(series), other_double))
    publish(article, editor)
    Series.objects.filter(pk=series.pk).update(published_at=None)
    assert set(Person.objects.public()) == {double, other_double}

    double.merge_into(person)
    other_double.merge_into(speaker)
    assert set(Person.objects.public()) == {person, speaker}


def test_what_the_text_links_to_is_known_also_under_an_old_address(editor):
    person = make.a_person("Ada Marlow")
    network = make.a_network()
    person.readdress("ada-m")
    text = f'<p><a href="/people/ada-marlow/">Ada</a> <a href="/networks/{network.slug}/?a=1#b">M</a>'
    text += ' <a href="/about/">x</a></p>'
    article = make.an_article(text=text)
    publish(article, editor)

    mentioned = {link.target for link in Link.objects.live().filter(role=Link.Role.MENTION)}
    assert mentioned == {person, network}
    assert person in Person.objects.public() and network in Network.objects.public()


# -- lists ---------------------------------------------------------------------------------------------------------


def test_the_state_of_many_articles_costs_one_query(editor):
    for number in range(3):
        make.a_published_article(f"Live {number}")
    make.an_article("Draft")
    with CaptureQueriesContext(connection) as queries:
        states = [article.seen_as for article in Article.objects.with_public_state()]

    assert sorted(states) == ["draft", "live", "live", "live"]
    assert len(queries) == 1


def test_the_name_of_an_article_in_feeds_is_that_of_the_first_day():
    authority = TagAuthority.current()

    assert authority.tag("article", "x") == f"tag:127.0.0.1,{authority.since:%Y-%m-%d}:article/x"
