"""A fuzzy date in a model: four ordinary columns, read and written as one value."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from catalog.fuzzydates.value import MAX_WORDING, FuzzyDate, Precision

PARTS = ("earliest", "latest", "precision", "wording")


class FuzzyDateColumns(property):
    """`starts = FuzzyDateColumns()` gives a model `starts_earliest`, `_latest`, `_precision` and `_wording`.

    `instance.starts` is their FuzzyDate; assigning one, also as a keyword to the model, sets all four. Queries,
    indexes and migrations see four plain columns; a form shows one box (`FuzzyDateField`), so they are not editable.
    Being a property is what lets Django's models take it as a keyword.
    """

    def __init__(self) -> None:
        super().__init__(self._read, self._write)
        # Made here, not when the class is, so that the columns keep their place among the fields declared around them.
        self.columns: dict[str, models.Field] = {
            "earliest": models.DateField(null=True, editable=False),
            "latest": models.DateField(null=True, editable=False),
            "precision": models.CharField(max_length=7, choices=Precision, default=Precision.UNKNOWN, editable=False),
            "wording": models.CharField(max_length=MAX_WORDING, blank=True, editable=False),
        }

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        self.name = name
        for part, column in self.columns.items():
            model.add_to_class(f"{name}_{part}", column)
        setattr(model, name, self)

    def _read(self, instance: models.Model) -> FuzzyDate:
        return FuzzyDate(*(getattr(instance, f"{self.name}_{part}") for part in PARTS))

    def _write(self, instance: models.Model, value: Any) -> None:
        if not isinstance(value, FuzzyDate):
            raise TypeError(f"{self.name} takes a FuzzyDate, not {value!r}")
        for part in PARTS:
            setattr(instance, f"{self.name}_{part}", getattr(value, part))


def fuzzy_date_constraints(name: str, at_least: Precision | None = None) -> list[models.CheckConstraint]:
    """What the database promises about the columns of one fuzzy date; `at_least` asks for a window of that precision.

    The checks are plain comparisons, so that any client can write to the tables; that a window is a whole unit of the
    calendar is FuzzyDate's own promise.
    """
    earliest, latest, precision = f"{name}_earliest", f"{name}_latest", f"{name}_precision"
    is_unknown, has_no_bound = Q(**{precision: Precision.UNKNOWN}), Q(**{earliest: None, latest: None})
    is_bound = Q(**{earliest: None}) | Q(**{latest: None})
    rules = {
        "precision_known": Q(**{f"{precision}__in": Precision.values}),
        "unknown_without_bounds": (is_unknown & has_no_bound) | (~is_unknown & ~has_no_bound),
        "starts_before_it_ends": is_bound | Q(**{f"{latest}__gte": F(earliest)}),
        "day_is_one_day": ~Q(**{precision: Precision.DAY}) | is_bound | Q(**{latest: F(earliest)}),
    }
    if at_least:
        fine = Precision.values[Precision.values.index(at_least) :]
        rules[f"to_a_{at_least}_at_least"] = Q(
            **{f"{precision}__in": fine, f"{earliest}__isnull": False, f"{latest}__isnull": False}
        )
    return [
        models.CheckConstraint(condition=condition, name=f"%(class)s_{name}_{rule}")
        for rule, condition in rules.items()
    ]
