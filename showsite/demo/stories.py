"""The demo's stories: written into working copies and sent through the verbs, each to its own state."""

from catalog.axes import Event
from catalog.fuzzydates import parse
from catalog.models import Quote, Video
from news import richtext
from news.models import (
    AnswerBox,
    Article,
    ArticleAuthor,
    ArticleSubject,
    Author,
    CastBlock,
    Claim,
    CrewBlock,
    FactBox,
    FactsBlock,
    ImageBlock,
    QuoteBlock,
    RatingsBlock,
    RelatedSeriesBlock,
    RichText,
    TimelineBlock,
    VideoBlock,
)
from showsite.demo import files
from showsite.demo.stage import Stage

CATALOG_BLOCKS = {
    block.type: block for block in (AnswerBox, FactBox, RatingsBlock, CastBlock, CrewBlock, FactsBlock, TimelineBlock)
}


def prepare_stories(stage: Stage) -> None:
    """The authors, and orders for all pictures that they and their stories show."""
    for key, told in files.authors().items():
        slug = Author.objects.free_slug(told["name"])
        author = Author.objects.create(byline=told["name"], slug=slug, bio=told["bio"])
        stage.authors[key] = author
        stage.order_portrait(author, told["portrait"])
    for told in files.stories():
        if "hero" in told:
            name, palette, alt = told["hero"]
            stage.order_scene(name, palette, alt=alt)
        for block in told["blocks"]:
            if "scene" in block:
                stage.order_scene(*block["scene"], alt=block["alt"], caption=block["caption"])


def load_stories(stage: Stage) -> None:
    for told in files.stories():
        _perform(stage, _write(stage, told), told)


def _write(stage, told):
    """The working copy of a story, with its blocks."""
    article = Article.objects.create(
        kind=told["kind"],
        title=told["title"],
        slug=told["slug"],
        lead=told["lead"],
        hero=stage.scenes[tuple(told["hero"][:2])] if "hero" in told else None,
        language=told.get("language", "en"),
        stage=told.get("stage", "ready"),
        pinned_until=stage.days.moment(told["pinned"]) if "pinned" in told else None,
        created_by=stage.by,
    )
    for order, key in enumerate(told["authors"]):
        ArticleAuthor.objects.create(article=article, author=stage.authors[key], order=order)
    for order, named in enumerate(told["subjects"]):
        ArticleSubject.objects.create(article=article, primary=order == 0, **_subject(stage, named))
    for axis, said in told.get("claims", ()):
        _claim(stage, article, stage.season(*told["subjects"][0]), axis, said)
    article.announces.set([stage.updates[key] for key in told.get("announces", ())])
    for order, block in enumerate(told["blocks"]):
        _add_block(stage, article, block, {"parent": article, "region": "main", "ordering": 10 * (order + 1)}, told)
    return article


def _subject(stage, named):
    """A person by name, or a season by title and number."""
    if isinstance(named, str):
        return {"person": next(person for person in stage.people.values() if person.name == named)}
    return {"season": stage.season(*named)}


def _claim(stage, article, season, axis, said):
    what = {"date": parse(stage.days.fill(said))} if axis in Event.values else {"value": said}
    Claim.objects.create(article=article, season=season, axis=axis, **what)


def _add_block(stage, article, block, place, told):
    kind = block["type"]
    if kind == "rich_text":
        html = stage.days.fill(block["html"], told.get("language", "en"))
        RichText.objects.create(text=richtext.clean(" ".join(html.split())), **place)
    elif kind == "quote":
        QuoteBlock.objects.create(quote=Quote.objects.get(speaker__name=block["speaker"]), **place)
    elif kind == "image":
        ImageBlock.objects.create(image=stage.scenes[tuple(block["scene"])], **place)
    elif kind == "video":
        VideoBlock.objects.create(video=Video.objects.get(series=stage.series[block["series"]]), **place)
    elif kind == "related_series":
        related = RelatedSeriesBlock.objects.create(**place)
        related.related.set([stage.series[title] for title in block["series"]])
    else:
        about = {"season": stage.season(*block["season"])} if "season" in block else {}
        about |= {"series": stage.series[block["series"]]} if "series" in block else {}
        CATALOG_BLOCKS[kind].objects.create(**about, **place)


def _perform(stage, article, told):
    """What the desk did with the story, one verb after the other."""
    for act in told["acts"]:
        if words := {name: act[name] for name in ("title", "lead") if name in act}:
            for name, text in words.items():
                setattr(article, name, text)
            article.save(update_fields=[*words])
        whose = {"by": stage.by, "version": article.version}
        if act["verb"] == "publish":
            moments = {name: stage.days.moment(act[name]) for name in ("at", "until") if name in act}
            backdated = moments["at"] < stage.days.now
            article.publish(**whose, **moments, note=act.get("note", ""), backdated=backdated)
        elif act["verb"] == "save_draft":
            article.save_draft(**whose)
        elif act["verb"] == "withdraw":
            article.withdraw(**whose, reason=act["reason"])
        else:
            article.correct(**whose, kind=act["kind"], text=act["text"], changes=_mended(article, act))


def _mended(article, act):
    """The rich text with the error in it, mended: new text by block key."""
    wrong = RichText.objects.get(parent=article, text__contains=act["find"])
    return {str(wrong.key): wrong.text.replace(act["find"], act["replace"])}
