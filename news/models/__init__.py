from news.models.addresses import Address, ArticleSlug
from news.models.articles import Article
from news.models.authors import Author
from news.models.blocks import (
    BLOCKS,
    AnswerBox,
    Block,
    CastBlock,
    CorrectionBlock,
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
from news.models.claims import Claim, RevisionClaim
from news.models.corrections import Correction
from news.models.erasures import ErasedEntry, ErasedSlug, Erasure
from news.models.handovers import Handover
from news.models.kinds import CorrectionKind, Kind, PublicState, Stage
from news.models.leads import DismissedLead
from news.models.links import Link
from news.models.notes import Note
from news.models.preferences import EditorPreferences
from news.models.publications import Publication
from news.models.revisions import Revision
from news.models.searched import SearchedStory, prose_of
from news.models.shares import Share, ShareUse
from news.models.subjects import ArticleAuthor, ArticleSubject
from news.models.tags import Masthead, TagAuthority

__all__ = [
    "BLOCKS",
    "Address",
    "AnswerBox",
    "Article",
    "ArticleAuthor",
    "ArticleSlug",
    "ArticleSubject",
    "Author",
    "Block",
    "CastBlock",
    "Claim",
    "Correction",
    "CorrectionBlock",
    "CorrectionKind",
    "CrewBlock",
    "DismissedLead",
    "EditorPreferences",
    "ErasedEntry",
    "ErasedSlug",
    "Erasure",
    "FactBox",
    "FactsBlock",
    "Handover",
    "ImageBlock",
    "Kind",
    "Link",
    "Masthead",
    "Note",
    "PublicState",
    "Publication",
    "QuoteBlock",
    "RatingsBlock",
    "RelatedSeriesBlock",
    "Revision",
    "RevisionClaim",
    "RichText",
    "SearchedStory",
    "Share",
    "ShareUse",
    "Stage",
    "TagAuthority",
    "TimelineBlock",
    "VideoBlock",
    "prose_of",
]
