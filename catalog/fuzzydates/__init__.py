"""Fuzzy dates: announcements are vague, and are kept, compared and printed exactly as vague."""

from catalog.fuzzydates.columns import FuzzyDateColumns, fuzzy_date_constraints
from catalog.fuzzydates.fields import FuzzyDateField
from catalog.fuzzydates.parsing import UnreadableDate, parse
from catalog.fuzzydates.value import FuzzyDate, Precision

__all__ = [
    "FuzzyDate",
    "FuzzyDateColumns",
    "FuzzyDateField",
    "Precision",
    "UnreadableDate",
    "fuzzy_date_constraints",
    "parse",
]
