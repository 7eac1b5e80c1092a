"""How a follow-up departs from what is ordinary: owed by us, agreed, and done once it is said to be."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.follow_ups.choices import OwedBy, Strength
from tracker.follow_ups.models import FollowUp

MARKS: dict[str, str | Promise] = {
    str(OwedBy.PARTNER): _("they owe us"),
    str(Strength.OFFERED): pgettext_lazy("strength", "offered"),
    str(Strength.EXPLORATORY): pgettext_lazy("strength", "exploratory"),
}
TO_CONFIRM = _("not confirmed")


def marks_of(follow_up: FollowUp) -> tuple[tuple[str, str | Promise], ...]:
    """The column that says so, and the words."""
    said = {"owed_by": MARKS.get(follow_up.owed_by), "strength": MARKS.get(follow_up.strength)}
    said["confirmed"] = TO_CONFIRM if follow_up.is_to_confirm else None
    return tuple((name, words) for name, words in said.items() if words)


def marked_title(follow_up: FollowUp) -> str:
    """Its title and its marks, for where nothing else would say so: "Share the list (they owe us, offered)"."""
    marks = ", ".join(str(words) for _name, words in marks_of(follow_up))
    return f"{follow_up.title} ({marks})" if marks else follow_up.title
