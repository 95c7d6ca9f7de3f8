"""Days counted from the day on which the demo is loaded, so that it is never out of date."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation
from django.utils.formats import date_format

TOKEN = re.compile(r"\{(?P<unit>year|month:?|)(?P<count>[+-]\d+)\}")


class Reckoning:
    """Reads days and moments that are told by their distance from a moment."""

    def __init__(self, now: datetime):
        self.now = now
        self.today = timezone.localdate(now)

    def day(self, count: str | int) -> date:
        """ "-12" is twelve days ago, "{-12}" as well."""
        return self.today + timedelta(days=int(str(count).strip("{}")))

    def moment(self, text: str) -> datetime:
        """ "-3h" is three hours ago, "+1d 09:00" tomorrow at nine."""
        if text.endswith("h"):
            return self.now + timedelta(hours=int(text[:-1]))
        days, clock = text.split()
        return timezone.make_aware(datetime.combine(self.day(days.rstrip("d")), time.fromisoformat(clock)))

    def fill(self, text: str, language: str = "en") -> str:
        """A text with its `{...}` written out: {-12} a day, {month+2} a month to come, {month:+12} that of a day."""
        with translation.override(language):
            return TOKEN.sub(self._written, text)

    def _written(self, match):
        count = int(match["count"])
        if match["unit"] == "year":
            return str(self.today.year + count)
        if match["unit"] == "month":
            years, month = divmod(self.today.month - 1 + count, 12)
            return date_format(date(self.today.year + years, month + 1, 1), "F Y")
        return date_format(self.day(count), "F Y" if match["unit"] else "j E Y")
