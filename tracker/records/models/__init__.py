"""Records: what was written about a meeting, its texts over time, and the passages follow-ups come from."""

from tracker.records.models.passage import InformationOnly, Passage
from tracker.records.models.record import Record, RecordQuerySet, Version, VersionQuerySet

__all__ = ["InformationOnly", "Passage", "Record", "RecordQuerySet", "Version", "VersionQuerySet"]
