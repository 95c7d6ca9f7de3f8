"""Lists of the admin that ask for the keys of a page, and then for its rows."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property

# The last page of a list is as slow as all rows before it.
MOST_LISTED = 10_000


class ShortPaginator(Paginator):
    """Counts no further than anybody turns pages; a longer list is narrowed down by search and filters.

    It asks for the keys of a page and then for its `rows`, a queryset of the same things with all that a list shows: a
    database asked for both at once joins and sorts all that before it takes the first fifty.
    """

    rows: models.QuerySet

    @cached_property
    def count(self):
        return self.object_list.order_by()[:MOST_LISTED].count()

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return self._get_page(self.listed(self.object_list[first : first + self.per_page]), number, self)

    def listed(self, queryset) -> list[models.Model]:
        """The rows of a few things; one may be gone meanwhile."""
        keys = list(queryset.values_list("pk", flat=True))
        found = self.rows.in_bulk(keys)
        return [found[key] for key in keys if key in found]


class KeysFirst(ChangeList):
    """A list that asks its paginator also for what fits on one page."""

    def get_results(self, request):
        super().get_results(request)
        if isinstance(self.result_list, models.QuerySet):
            self.result_list = self.paginator.listed(self.result_list)
