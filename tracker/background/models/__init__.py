"""Who is at work in the background, and which periodic work was given out."""

from tracker.background.models.heartbeat import BEAT, LEASE, Beat, is_somebody_at_work
from tracker.background.models.periodic_slot import Slot, slot_of

__all__ = ["BEAT", "LEASE", "Beat", "Slot", "is_somebody_at_work", "slot_of"]
