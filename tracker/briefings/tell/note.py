"""A briefing note in words, from what was gathered for it: in the active language."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tracker.accounts.classification_field import Classification
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Briefing, Line, Part
from tracker.briefings.gather import owed
from tracker.briefings.gather.found import Found
from tracker.briefings.gather.gathered import Gathered
from tracker.briefings.tell import lines, points, who
from tracker.kit.date_formats import format_date_with_weekday


def brief(asked: Asked, now: datetime) -> Briefing:
    """What there is to tell at this moment."""
    found = Gathered.of(asked)
    return Briefing(
        kind=_("Briefing note"),
        title=asked.partner.full_name,
        occasion=who.occasion(asked.meeting, asked.today),
        seen=_seen(found),
        as_of=_as_of(asked, now),
        language=get_language() or "en",
        who=_("Who they are"),
        facts=who.facts(found),
        parts=tuple(_parts(found)),
        to_raise=_("Points to raise"),
        points=points.suggested(found),
    )


def _parts(found: Gathered) -> list[Part]:
    """Those of the two sides stand there even when nothing is owed: that is worth knowing."""
    today, heaps = found.asked.today, found.heaps
    theirs = {*found.asked.partner.keys_of_parts}
    met = Found(found.met.last, len(found.met.last))
    parts = [
        _part("met", _("Last met"), met, [lines.meeting_line(row, found.met, theirs) for row in met.rows]),
        _of_follow_ups(found, owed.OURS, _("We owe them"), none=_("We owe them nothing that is open.")),
        _of_follow_ups(
            found, owed.THEIRS, pgettext("one partner", "They owe us"), none=_("They owe us nothing that is open.")
        ),
        _part(
            owed.PENDING,
            _("Waits for resources"),
            heaps[owed.PENDING],
            [lines.pending_line(row, found.bars.get(row.pk, []), today) for row in heaps[owed.PENDING].rows],
        ),
        _part("pledges", _("Pledges"), found.pledges, [lines.pledge_line(row, today) for row in found.pledges.rows]),
        _part(
            owed.INVITATIONS,
            _("Invitations"),
            heaps[owed.INVITATIONS],
            [lines.invitation_line(row, today) for row in heaps[owed.INVITATIONS].rows],
        ),
        _part(
            "agreements",
            _("Agreements that end"),
            found.agreements,
            [lines.agreement_line(row, today) for row in found.agreements.rows],
        ),
        _part("ended", _("Ended since we last met"), found.ended, [lines.ended_line(row) for row in found.ended.rows]),
    ]
    return [part for part in parts if part.lines or part.note]


def _of_follow_ups(found: Gathered, heap: str, heading: str, *, none: str) -> Part:
    rows = found.heaps[heap].rows
    return _part(heap, heading, found.heaps[heap], [lines.follow_up_line(row, found.asked.today) for row in rows], none)


def _part(name: str, heading: str, found: Found, told: Iterable[Line], none: str = "") -> Part:
    shown = tuple(told)
    more = found.count - len(shown)
    note = _("and %(number)s more") % {"number": _grouped(more)} if more else ("" if shown else none)
    return Part(name, heading, _grouped(found.count), shown, note)


def _grouped(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def _seen(found: Gathered) -> str:
    """The strictest of what it tells of, and for whose eyes it was cut."""
    asked = found.asked
    heaps = (*found.heaps.values(), found.ended, found.pledges, Found(found.met.last, 0))
    told = [asked.partner, asked.meeting, *(row for heap in heaps for row in heap.rows)]
    is_restricted = any(row.is_restricted for row in told if row)
    kind = Classification.RESTRICTED if is_restricted else Classification.GENERAL
    said = {"kind": capfirst(str(kind.label)), "name": asked.reader, "other": asked.by}
    if asked.is_own:
        return _("%(kind)s · as %(name)s may see it") % said
    return _("%(kind)s · as both %(name)s and %(other)s may see it") % said


def _as_of(asked: Asked, now: datetime) -> str:
    day = format_date_with_weekday(timezone.localdate(now), get_language() or "en")
    said = {"day": day, "time": f"{timezone.localtime(now):%H:%M}", "name": asked.by}
    return _("As of %(day)s, %(time)s · by %(name)s") % said
