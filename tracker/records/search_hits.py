"""Records in which words were found: the stretch that holds them, and where it stands on the meeting's page."""

from django.db.models import OuterRef, Subquery

from tracker.kit.date_formats import format_short_date
from tracker.records.layout.record_blocks import start_of_block
from tracker.records.models import Record, RecordQuerySet, Version
from tracker.search.highlight import excerpt, marked
from tracker.search.query import Term
from tracker.search.shown_hit import Hit


def hits_in(records: RecordQuerySet, typed: str, most: int) -> list[Hit]:
    """The newest records whose present text holds all the words."""
    terms = records.words.terms(typed)
    present = Version.objects.filter(record=OuterRef("pk"), number=OuterRef("number")).values("text")
    shown = records.annotate(text=Subquery(present)).select_related("meeting").order_by("-pk")
    return [_hit(record, terms) for record in shown.best(typed, most)]


def _hit(record: Record, terms: tuple[Term, ...]) -> Hit:
    text: str = record.text  # type: ignore[attr-defined]
    meeting = record.meeting
    drawn, at = excerpt(text, terms)
    start = start_of_block(text, at) if drawn else None
    place = "" if start is None else f"#place-{record.pk}-{start}"
    meta = f"{record.get_kind_display()}, {format_short_date(meeting.held_on)}"
    return Hit(
        record, f"{meeting.get_absolute_url()}{place}", marked(str(meeting), terms), meta, drawn, record.language
    )
