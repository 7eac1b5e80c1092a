"""What is mailed, and each mail."""

from tracker.reports.models.delivery import Delivery, Status, Why, with_last
from tracker.reports.models.mailing import FORMATS, Mailing, Over, Rhythm

__all__ = ["FORMATS", "Delivery", "Mailing", "Over", "Rhythm", "Status", "Why", "with_last"]
