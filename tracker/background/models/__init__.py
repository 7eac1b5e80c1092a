"""Who is at work in the background, which periodic work was given out, and which addresses take no mail."""

from tracker.background.models.bounce import Bounce
from tracker.background.models.database_clock import database_now
from tracker.background.models.heartbeat import BEAT, LEASE, Beat, is_somebody_at_work
from tracker.background.models.periodic_slot import Slot, slot_of
from tracker.background.models.work import Work, names_of_work

__all__ = [
    "BEAT", "LEASE", "Beat", "Bounce", "Slot", "Work", "database_now", "is_somebody_at_work", "names_of_work", "slot_of"
]  # fmt: skip
