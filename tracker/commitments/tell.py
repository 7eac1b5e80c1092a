"""A list of commitments in words, from the follow-ups that one person may see: in the active language."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tracker.commitments.asked import Asked
from tracker.commitments.commitments import Commitments, Figure, Line
from tracker.commitments.tell_lines import Teller
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.follow_ups.statuses import ENDED, Status
from tracker.kit.date_formats import format_date
from tracker.lists.paging import Count, capped_counts
from tracker.needs.coverage import coverage_of

# So many are read on a page or on paper; the workbook holds all.
MOST_LINES = 500
# Of what is active, and of what ended.
MOST_COUNTED = 5_000
GIVEN_UP = [each for each in ENDED if each != Status.DONE]


def commitments_of(asked: Asked, teller: Teller | None = None, *, title: str = "") -> Commitments:
    told = teller or Teller(asked.today)
    active, ended = _counts(asked)
    every = _together(active["open"], ended["every"])
    lines = tuple(lines_of(asked, asked.first_keys(MOST_LINES), told))
    return Commitments(
        kind=_("List of commitments"),
        title=title or asked.title,
        facts=tuple(filter(None, [asked.filter_said])) if told.names_people or not asked.names_people else (),
        figures=(Figure(str(every), _every(every.number), ""), *_figures({**active, **ended})),
        heads=heads(),
        lines=lines,
        more=_more(every, len(lines)),
        seen=_("What everybody may see.") if told.is_public else _("As %(name)s may see it.") % {"name": asked.user},
        as_of=_("As it stood on %(day)s.") % {"day": format_date(asked.today)},
        language=get_language() or "en",
    )


def lines_of(asked: Asked, keys: list[int], teller: Teller) -> Iterator[Line]:
    """By their keys: with all that is joined for their names PostgreSQL would begin at every follow-up there is."""
    rows = FollowUp.objects.filter(pk__in=keys).with_names().select_related("passage__version", "invitation").in_bulk()
    found = [rows[key] for key in keys if key in rows]
    bars = coverage_of(found, asked.user)
    return (teller.line(row, bars.get(row.pk, [])) for row in found)


def heads() -> dict[str, str]:
    """What stands above the columns."""
    return {
        "reference": _("Ref"),
        "title": _("Commitment"),
        "who": _("Who owes it"),
        "when": _("By when, as said"),
        "means": _("By what means"),
        "state": _("State of play"),
    }


def _counts(asked: Asked) -> tuple[dict[str, Count], dict[str, Count]]:
    """Of what is active and of what ended; beyond MOST_COUNTED only how many: parts of a part would mislead.

    A partner with 200,000 takes 17 ms so, where all of them took 450 (30 November 2026, SQLite).
    """
    late, overdue = conditions.late(asked.today), conditions.overdue_from_partner(asked.today)
    active = {"open": conditions.ACTIVE, "late": late, "overdue": overdue, "pending_resources": conditions.PENDING}
    ended = {"every": conditions.ENDED, "done": Q(status=Status.DONE), "given_up": Q(status__in=GIVEN_UP)}
    return _told_apart(asked.active, active, "open"), _told_apart(asked.ended, ended, "every")


def _told_apart(rows: FollowUpQuerySet, heaps: dict[str, Q], whole: str) -> dict[str, Count]:
    counts = capped_counts(rows, heaps, MOST_COUNTED)
    return {whole: counts[whole]} if counts[whole].capped else counts


def _together(active: Count, ended: Count) -> Count:
    if active.capped or ended.capped:
        return Count(MOST_COUNTED, capped=True)
    return Count(active.number + ended.number, capped=False)


def _figures(counts: dict[str, Count]) -> list[Figure]:
    """Those that there are, and can be told."""
    words = {
        "done": pgettext("of commitments", "done"),
        "open": pgettext("of commitments", "active"),
        "late": _("of which late"),
        "overdue": _("of which overdue from partners"),
        "pending_resources": _("of which pending resources"),
        "given_up": pgettext("of commitments", "ended without being done"),
    }
    found = [(str(counts[name]), said, name) for name, said in words.items() if name in counts and counts[name].number]
    return [Figure(*each) for each in found]


def _every(number: int) -> str:
    return ngettext("commitment", "commitments", number)


def _more(every: Count, shown: int) -> str:
    if every.number <= shown:
        return ""
    words = _("The first %(shown)s of %(every)s are listed here; the workbook holds all of them.")
    return words % {"shown": Count(shown, capped=False), "every": every}
