"""The one sentence at the top of the desk."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def headline(late: int, week: int) -> str:
    """Such as "Two are late, three are due this week"."""
    if not late and not week:
        return _("Nothing is late, nothing is due this week")
    parts = []
    if late:
        parts.append(ngettext("%(number)s is late", "%(number)s are late", late) % {"number": apnumber(late)})
    if week:
        words = ngettext("%(number)s is due this week", "%(number)s are due this week", week)
        parts.append(words % {"number": apnumber(week)})
    return capfirst(", ".join(parts))
