"""What is mailed, and each mail."""

from tracker.reports.models.delivery import Delivery, NotSent, with_last
from tracker.reports.models.mailing import FORMATS, Frequency, Mailing, ReportPeriod

__all__ = ["FORMATS", "Delivery", "Frequency", "Mailing", "NotSent", "ReportPeriod", "with_last"]
