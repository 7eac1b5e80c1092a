"""A date as people say it: a day, a week, a quarter, or words that count from a meeting."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language

from tracker.kit.dates.as_said import DateAsSaid, read_as_said
from tracker.kit.dates.date_preview import said_preview
from tracker.kit.dates.next_meeting import NextMeeting
from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.form_fields import PreviewedDate, SingleLineField, TypedDateField


class PreviewedDateAsSaid(PreviewedDate):
    field: "DateAsSaidField"

    @property
    def preview(self) -> str:
        return "" if self.errors else said_preview(str(self.value() or ""), **self.field.reading)


class DateAsSaidField(TypedDateField):
    """Cleaned, it is a day, or a `DateAsSaid` where more was said than a day.

    What is relative counts from the day that `counts_from` gives, if any, else from today. The form sets it: to the
    day of its meeting, or with `count_from_field` to that of the meeting which is named in it. `next_meeting` knows the
    meetings to come.
    """

    bound_field_class = PreviewedDateAsSaid
    # What helps to type a date gives way to what was understood, unless it tells how that was counted.
    help_stays = False

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.counts_from: Callable[[], date | None] = lambda: None
        self.is_moved = False
        self.next_meeting: NextMeeting = lambda _name, _after: None
        self._watch("")

    def count_from(self, day: date | None, *, is_moved: bool = False, meeting: int | None = None) -> None:
        """From that day, on which the `meeting` of this key was held."""
        self.counts_from, self.is_moved = lambda: day, is_moved
        # A field that is not in the form can send nothing along.
        self.widget.attrs.pop("hx-include", None)
        on = f"&on={day.isoformat()}" if day else ""
        self._watch(f"{on}{f'&of={meeting}' if meeting else ''}{'&moved=1' if is_moved else ''}")

    def count_from_field(self, name: str, day: Callable[[], date | None]) -> None:
        self.counts_from = day
        self._watch(f"&from={name}")
        self.widget.attrs["hx-include"] = f"[name={name}]"

    @property
    def reading(self) -> dict[str, Any]:
        """How `read_as_said` is to read it."""
        meeting = {"meeting": self.counts_from(), "next_meeting": self.next_meeting}
        return meeting | {"is_moved": self.is_moved, "prefer": self.prefer}

    def _watch(self, query: str) -> None:
        address = reverse_lazy("read_date")
        self.widget.attrs["hx-get"] = format_lazy("{}?prefer={}&said=1{}", address, self.prefer, query)

    def to_python(self, value: str | datetime | date | DateAsSaid | None) -> Any:
        words = value.strip() if isinstance(value, str) else value
        if isinstance(words, DateAsSaid):
            return words
        if not isinstance(words, str) or not words:
            return super().to_python(words)
        words = SingleLineField(max_length=250).clean(words)
        try:
            found = read_as_said(words, language=get_language() or "en", today=timezone.localdate(), **self.reading)
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
        return found if found.words or not found.is_exact else found.last

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, DateAsSaid):
            return str(value)
        return super().prepare_value(value)
