"""What people are told, why, and by which mail; and how they want it."""

from tracker.notifications.models.mail import Mail, MailKind, NotSent
from tracker.notifications.models.notification import Closing, Notification
from tracker.notifications.models.preferences import Preferences
from tracker.notifications.models.silence import Escalation, Level, Silence

__all__ = [
    "Closing", "Escalation", "Level", "Mail", "MailKind", "NotSent", "Notification", "Preferences", "Silence",
]  # fmt: skip
