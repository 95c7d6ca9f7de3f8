"""What the demo is made of, before any of it is loaded."""

import random
import re
from collections import Counter
from itertools import chain

import pytest

from showsite.demo import files
from showsite.demo.drawing import CLOTH, COMPOSITIONS, GROUNDS, HAIR, PALETTES, SCENES, portrait, poster, scene

RECORDED, INVENTED, DEFENDERS, STORIES = files.recorded(), files.invented(), files.defenders(), files.stories()


def the_posters():
    return [
        *(tuple(words["poster"]) for words in files.loglines().values()),
        *(tuple(series["poster"]) for series in INVENTED["series"]),
        tuple(DEFENDERS["series"]["poster"]),
    ]


def the_portraits():
    people = [*INVENTED["people"].values(), *DEFENDERS["people"], *files.authors().values()]
    recorded = chain.from_iterable(words.get("portraits", ()) for words in files.loglines().values())
    return [tuple(look) for look in [*(person["portrait"] for person in people if "portrait" in person), *recorded]]


def the_scenes():
    videos = chain.from_iterable(series.get("videos", ()) for series in [*INVENTED["series"], DEFENDERS])
    blocks = chain.from_iterable(story["blocks"] for story in STORIES)
    return [
        *(tuple(story["hero"][:2]) for story in STORIES if "hero" in story),
        *(tuple(block["scene"]) for block in blocks if "scene" in block),
        *(tuple(video["poster"]) for video in videos),
    ]


@pytest.mark.parametrize("pictures", [the_posters, the_portraits, the_scenes])
def test_no_two_pictures_share_composition_and_palette(pictures):
    assert [picture for picture, times in Counter(pictures()).items() if times > 1] == []


def test_every_picture_can_be_drawn():
    for name in COMPOSITIONS:
        assert poster("Low Water", name, "tide", random.Random(name)).size == (640, 960)
        assert poster("Масяня", name, "rust", random.Random(name)).size == (640, 960)
    for name in SCENES:
        assert scene(name, "ink", random.Random(name)).size == (1280, 720)
    for hair in HAIR:
        assert portrait(hair, "suit", "plain", "dune").size == (480, 600)
    assert {inks for _, inks in the_posters() + the_scenes()} <= set(PALETTES)
    assert {name for name, _ in the_posters()} <= set(COMPOSITIONS)
    assert {name for name, _ in the_scenes()} <= set(SCENES)
    for hair, cloth, ground, inks in the_portraits():
        assert hair in HAIR and cloth in CLOTH and ground in GROUNDS and inks in PALETTES


def test_the_same_picture_is_drawn_the_same_every_time():
    once, again = (poster("Nightjar", "bird", "night", random.Random("Nightjar")).tobytes() for _ in range(2))

    assert once == again


def test_each_recorded_series_has_a_sentence_of_ours_and_no_words_or_pictures_of_theirs():
    assert {series["id"] for series in RECORDED} == set(files.loglines())
    assert not re.search(r'"(summary|image)"', files.RECORDED.read_text(encoding="utf-8"))


def test_what_is_invented_says_so():
    assert [s["title"] for s in INVENTED["series"] if not s["synopsis"].startswith("An invented ")] == []
    assert [a["name"] for a in files.authors().values() if "invented" not in a["bio"]] == []


def test_nothing_invented_bears_a_recorded_title():
    recorded = {series["name"] for series in RECORDED} | {DEFENDERS["series"]["title"]}

    assert recorded.isdisjoint(series["title"] for series in INVENTED["series"])


def test_credits_name_people_who_are_listed():
    for series in INVENTED["series"]:
        assert {credit[0] for credit in series["cast"]} | {credit[1] for credit in series["crew"]} <= set(
            INVENTED["people"]
        )
    names = {person["name"] for person in DEFENDERS["people"]}
    assert {credit["person"] for credit in DEFENDERS["cast"] + DEFENDERS["crew"]} <= names


def test_works_whose_title_could_not_be_told_are_left_out():
    assert all(all(person.get("known_for", ["?"])) for person in DEFENDERS["people"])


def test_nobody_is_quoted_verbatim():
    texts = [quote["text"] for quote in DEFENDERS["quotes"]]
    texts += [
        block["html"]
        for story in STORIES
        if story.get("language") != "ru"
        for block in story["blocks"]
        if "html" in block
    ]

    assert [text for text in texts if re.search(r"[“”«»]", text)] == []


def test_stories_speak_of_series_that_are_there():
    titles = {s["title"] for s in INVENTED["series"]} | {DEFENDERS["series"]["title"]}
    for story in STORIES:
        for block in story["blocks"]:
            named = block.get("series", []) if isinstance(block.get("series"), list) else [block.get("series")]
            named = [*named, block["season"][0]] if "season" in block else named
            assert {name for name in named if name} <= titles, (story["slug"], block)
