"""Records in which words were found: the stretch that holds them, and where it stands on the meeting's page."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString

from tracker.kit.search.marks import excerpt
from tracker.records.models import Record, RecordQuerySet, Version
from tracker.records.sentences import paragraphs


@dataclass(frozen=True, slots=True)
class Hit:
    record: Record
    address: str
    excerpt: SafeString

    def __str__(self) -> str:
        return str(self.record)


def hits_in(records: RecordQuerySet, typed: str, most: int) -> list[Hit]:
    """The newest records whose present text holds all the words."""
    present = Version.objects.filter(record=OuterRef("pk"), number=OuterRef("number")).values("text")
    rows = records.annotate(text=Subquery(present)).select_related("meeting").order_by("-pk")
    return [_hit(record, typed) for record in rows.best(typed, most)]


def _hit(record: Record, typed: str) -> Hit:
    text: str = record.text  # type: ignore[attr-defined]
    drawn, at = excerpt(text, Version.words.terms(typed))
    line = paragraphs(text, text.rfind("\n", 0, at) + 1, at + 1)
    place = f"#place-{record.pk}-{line[0].start}" if line else ""
    return Hit(record, f"{record.meeting.get_absolute_url()}{place}", drawn)
