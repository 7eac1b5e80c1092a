"""What is mailed, and each mail."""

from tracker.reports.models.delivery import Delivery, NotSent, Status, with_last
from tracker.reports.models.mailing import FORMATS, Mailing, Over, Rhythm

__all__ = ["FORMATS", "Delivery", "Mailing", "NotSent", "Over", "Rhythm", "Status", "with_last"]
