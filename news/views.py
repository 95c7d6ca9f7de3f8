"""The pages of news."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.parameters import Parameters, a_year, one_of
from catalog.views.addresses import Gone, at_its_address, leading_to, moved
from news.models import Article, Author, Correction, PublicState, Revision, Share
from news.models.kinds import CorrectionKind
from news.paging import a_page_key
from news.rehearsing import as_if_public, brought_by
from news.sharing import is_machine, let_pictures_be_seen, unlisted
from news.stories import as_published, story
from news.tokens import is_ours


@require_safe
def article_list(request):
    parameters = Parameters(request, before=a_page_key)
    revisions = Revision.objects.live()
    context = {
        "page": revisions.for_listing().page_before(parameters.get("before")),
        "months": revisions.months(),
        "parameters": parameters,
        "canonical_query": parameters.query,
    }
    return render(request, "news/article_list.html", context)


@require_safe
def month_archive(request, year, month):
    parameters = Parameters(request, before=a_page_key)
    revisions, first = Revision.objects.live(), date(year, month, 1)
    months = revisions.months()
    if first not in months:
        raise Http404
    context = {
        "month": first,
        "page": revisions.in_month(year, month).for_listing().page_before(parameters.get("before")),
        "earlier": max((other for other in months if other < first), default=None),
        "later": min((other for other in months if other > first), default=None),
        "parameters": parameters,
        "canonical_query": parameters.query,
    }
    return render(request, "news/month_archive.html", context)


def _article_leads_to(match):
    address = Article.objects.at_address(match.kwargs["slug"])
    if address.has_gone:
        raise Gone
    return address.revision.get_absolute_url()


@leading_to(_article_leads_to)
@require_safe
def article_detail(request, slug):
    return article_at(request, slug, timezone.now())


def article_at(request, slug, at):
    """What readers find at the address of an article at a moment."""
    address = Article.objects.at_address(slug, at)
    if address.was_erased:
        return render(request, "news/article_erased.html", status=410)
    if address.revision is None:
        return _gone(request, address.article, at)
    if address.has_moved:
        return moved(request, address.revision.get_absolute_url())
    return render(request, "news/article_detail.html", story(address.revision, at))


def _gone(request, article, now):
    """The answer for a story that readers could see once: withdrawn, with the reason, or over."""
    withdrawn = article.public_state(now) == PublicState.WITHDRAWN
    return render(request, "news/article_gone.html", {"withdrawn": withdrawn, "article": article}, status=410)


@require_safe
def author_list(request):
    """Those who sign live articles, with how many each."""
    counts = Author.objects.count_stories()
    authors = [(author, counts[author.pk]) for author in Author.objects.all() if author.pk in counts]
    return render(request, "news/author_list.html", {"authors": authors})


@at_its_address(lambda: Author.objects.public().select_related("photo"))
def author_detail(request, author):
    parameters = Parameters(request, before=a_page_key)
    context = {
        "author": author,
        "page": Revision.objects.live().by(author).for_listing().page_before(parameters.get("before")),
        "parameters": parameters,
        "canonical_query": parameters.query,
    }
    return render(request, "news/author_detail.html", context)


@require_safe
def corrections(request):
    parameters = Parameters(request, year=a_year, kind=one_of(CorrectionKind), before=a_page_key)
    found = everything = Correction.objects.public()
    if year := parameters.get("year"):
        found = found.made_in(year)
    if kind := parameters.get("kind"):
        found = found.of_kind(kind)
    context = {
        "page": found.for_listing().page_before(parameters.get("before")),
        "years": everything.years(),
        "kinds": CorrectionKind.choices,
        "parameters": parameters,
        "canonical_query": parameters.query,
        "filter_query": parameters.query_without("before"),
    }
    return render(request, "news/corrections.html", context)


@unlisted
@require_safe
def share(request, token):
    """A draft, for who has its link. The one page that shows what did not pass the public gate (docs/decisions.md)."""
    if not is_ours(token):
        raise Http404
    link = Share.objects.with_token(token)
    if link is None or not link.is_open():
        return render(request, "news/share_ended.html", {"share": link}, status=410)
    if is_machine(request) and "open" not in request.GET:
        return render(request, "news/share_closed.html", {"share": link})
    if request.method == "GET" and not link.use():
        return render(request, "news/share_ended.html", {"share": link}, status=410)
    let_pictures_be_seen(request, link)
    revision = link.shown()
    with as_if_public(*brought_by(revision)) as at:
        public = link.article.revisions.live(at).first()
        return render(request, "news/share.html", as_published(revision, at) | {"share": link, "public": public})
