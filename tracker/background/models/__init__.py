"""Who is at work in the background, and which periodic work was given out."""

from tracker.background.models.heartbeat import BEAT, LEASE, Beat, is_somebody_at_work
from tracker.background.models.periodic_slot import Slot, slot_of
from tracker.background.models.work import Work, names_of_work

__all__ = ["BEAT", "LEASE", "Beat", "Slot", "Work", "is_somebody_at_work", "names_of_work", "slot_of"]
