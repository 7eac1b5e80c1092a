"""What follow-ups need, and what pledges are meant for it."""

from tracker.needs.models.allocation import Allocation
from tracker.needs.models.need import Need, Priority

__all__ = ["Allocation", "Need", "Priority"]
