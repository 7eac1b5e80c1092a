"""The words of plots: numbers with what they count, and the sentences that stand as titles."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say(number: int) -> str:
    return number_format(number, force_grouping=True)


def say_logged(number: int) -> str:
    return ngettext("%(number)s logged", "%(number)s logged", number) % {"number": say(number)}


def say_done(number: int) -> str:
    return ngettext("%(done)s done", "%(done)s done", number) % {"done": say(number)}


def say_balance(logged: int, agreed: int, done: int) -> str:
    of_which = ngettext("of which agreed %(number)s", "of which agreed %(number)s", agreed) % {"number": say(agreed)}
    said = {"logged": say_logged(logged), "agreed": of_which, "done": say_done(done)}
    came = _("%(logged)s, %(agreed)s; %(done)s") % said
    apart = abs(logged - done)
    if logged > done:
        words = ngettext(
            "%(came)s: %(more)s more came in than were finished",
            "%(came)s: %(more)s more came in than were finished",
            apart,
        )
    elif logged < done:
        words = ngettext(
            "%(came)s: %(more)s more was finished than came in",
            "%(came)s: %(more)s more were finished than came in",
            apart,
        )
    else:
        words = _("%(came)s: as many came in as were finished")
    return words % {"came": came, "more": say(apart)}


def say_lateness(late: int, long: int, *, name: str, most: int, is_nothing: bool) -> str:
    """`long` of them for more than 30 days; `most` stand in the line `name`, or with nobody: `is_nothing`."""
    if not late:
        return _("Nothing of ours is late")
    words = ngettext(
        "%(late)s is late, not for more than 30 days", "%(late)s are late, none for more than 30 days", late
    )
    if long:
        words = ngettext(
            "%(late)s is late, %(long)s for more than 30 days",
            "%(late)s are late, %(long)s for more than 30 days",
            late,
        )
    said = words % {"late": say(late), "long": say(long)}
    return _("%(late)s; %(where)s") % {"late": said, "where": _where(late, name, most, is_nothing=is_nothing)}


def _where(late: int, name: str, most: int, *, is_nothing: bool) -> str:
    """With whom most of it stands; what is without one stands with nobody."""
    if late == 1:
        words = _("it stands in the line “%(name)s”") if is_nothing else _("it is with %(name)s")
    elif is_nothing:
        words = _("most stand in the line “%(name)s”: %(most)s")
    else:
        words = _("most are with %(name)s: %(most)s")
    return words % {"name": name, "most": say(most)}
