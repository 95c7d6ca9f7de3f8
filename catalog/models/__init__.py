from catalog.models.audit import AuditEntry
from catalog.models.credits import CastCredit, CrewCredit, Department, Job
from catalog.models.evidence import Fact, Forecast, Quote, Rating
from catalog.models.former_files import FormerFile
from catalog.models.images import Image
from catalog.models.networks import Genre, Network, NetworkId
from catalog.models.people import KnownFor, Person, PersonId, PersonName, Work, WorkId
from catalog.models.places import OldPlace
from catalog.models.premieres import Premiere, PremiereState
from catalog.models.seasons import Season
from catalog.models.series import OtherTitle, Series, SeriesId, SeriesNetwork, SeriesRelation
from catalog.models.slugs import OldSlug
from catalog.models.spreadsheets import Spreadsheet
from catalog.models.states import SeasonState, SeriesState
from catalog.models.unsaved import Presence, Unsaved
from catalog.models.updates import Source, StatedDate, StatusUpdate, SummaryMend
from catalog.models.videos import Video
from catalog.models.words import SearchedName, SearchedTitle, SearchedWord

__all__ = [
    "AuditEntry",
    "CastCredit",
    "CrewCredit",
    "Department",
    "Fact",
    "Forecast",
    "FormerFile",
    "Genre",
    "Image",
    "Job",
    "KnownFor",
    "Network",
    "NetworkId",
    "OldPlace",
    "OldSlug",
    "OtherTitle",
    "Person",
    "PersonId",
    "PersonName",
    "Premiere",
    "PremiereState",
    "Presence",
    "Quote",
    "Rating",
    "SearchedName",
    "SearchedTitle",
    "SearchedWord",
    "Season",
    "SeasonState",
    "Series",
    "SeriesId",
    "SeriesNetwork",
    "SeriesRelation",
    "SeriesState",
    "Source",
    "Spreadsheet",
    "StatedDate",
    "StatusUpdate",
    "SummaryMend",
    "Unsaved",
    "Video",
    "Work",
    "WorkId",
]
