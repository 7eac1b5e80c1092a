"""What may be asked for, and what becomes of it. Pure, no rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.kit.dates.as_said import Said, say


class Asked(TextChoices):
    DATE = "date", _("Another due date")
    DROP = "drop", _("To drop it")

    def said(self, due: Said | None) -> str:
        """With the date: "New date: 3 March 2027"."""
        return gettext("New date: %(day)s") % {"day": say(due)} if self == Asked.DATE else gettext("To drop it")


class State(TextChoices):
    OPEN = "open", _("Open")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", pgettext_lazy("request", "Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Closed, as it was changed otherwise")
