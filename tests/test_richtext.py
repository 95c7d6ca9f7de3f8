"""Rich text: nothing that runs gets in, on any way in."""

import re
from html.parser import HTMLParser

import pytest
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from news import richtext
from news.models import RichText
from tests import make

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)" onmouseover=alert(1)>x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="&#14;javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form><input name=attributes><input formaction=javascript:alert(1)>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<p>\ud800 half a pair \x0b</p>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    '<p id="id" class="class" data-x="1" onclick="alert(1)">x</p>',
    "<a href=java&#1&#2&#11script:javascript:alert(1)>x</a>",
    "<p><select autofocus onfocus=alert(1)>x</p>",
    "<meta http-equiv=refresh content='0;url=https://example.org'><base href=https://example.org>",
]
TAGS = {
    "p", "br", "strong", "em", "s", "sub", "sup", "h2", "h3", "ul", "ol", "li", "blockquote", "a",
}  # fmt: skip


class Inspector(HTMLParser):
    """Fails on anything but what an editor can write."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        for name, value in attrs:
            assert (tag, name) in {
                ("a", "href"), ("a", "title"), ("a", "rel"), ("ol", "start"), ("ol", "type"), ("ol", "data-type"),
            }  # fmt: skip
            if name == "href":
                # Browsers leave out tabs and line ends, and what stands before the scheme.
                scheme = re.match(r"[\x00-\x20]*([a-zA-Z][\w+.-]*):", re.sub(r"[\t\r\n]", "", value))
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}

    def handle_comment(self, data):
        raise AssertionError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def inspect(html):
    Inspector().feed(html)
    html.encode()
    assert richtext.plain(html) == html


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_is_left_and_cleaning_again_changes_nothing(html):
    cleaned = richtext.clean(html)
    inspect(cleaned)
    assert richtext.clean(cleaned) == cleaned


@given(
    st.lists(st.sampled_from([*HOSTILE, "<", ">", "<a href=", '"', "'", "<!--", "</p>", "<style>", "é"])).map("".join)
)
def test_nothing_hostile_is_left_of_any_mixture(html):
    cleaned = richtext.clean(html)
    inspect(cleaned)
    assert richtext.clean(cleaned) == cleaned


def test_what_an_editor_can_write_stays():
    html = (
        '<h2>One</h2><p>A <strong>b</strong> <em>c</em> <a href="/series/x/">d</a> <a href="https://example.org">e</a>'
        "</p><ul><li><p>f</p></li></ul><blockquote><p>g<br>h</p></blockquote><h3>Два</h3>"
    )
    assert richtext.clean(html) == html


@pytest.mark.django_db
@pytest.mark.parametrize("html", ["<p>x<script>alert(1)</script></p>", "<p onclick=alert(1)>x</p>"])
def test_every_way_in_is_cleaned(html):
    form = modelform_factory(RichText, fields=["text"])({"text": html})
    assert form.is_valid() and form.instance.text == "<p>x</p>"

    article = make.a_published_article(text=html)
    assert article.revisions.get().document["blocks"][0]["text"] == "<p>x</p>"

    key = article.revisions.get().document["blocks"][0]["key"]
    changes = {key: html.replace("x", "y")}
    article.correct(by=None, version=article.version, kind="typo", text="A typo.", changes=changes)
    assert article.revisions.live().get().document["blocks"][0]["text"] == "<p>y</p>"
    assert article.news_richtext_set.get().text == "<p>y</p>"


def test_a_block_shows_its_first_words_to_the_editor():
    assert str(RichText(text="<h2>The answer</h2><p>It &amp; all the others go on for ever and ever.</p>")) == (
        "The answer It & all the others go…"
    )
