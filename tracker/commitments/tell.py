"""A list of commitments in words, from the follow-ups that one person may see: in the active language."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tracker.commitments.asked import Asked
from tracker.commitments.commitments import Commitments, Figure, Line
from tracker.commitments.tell_lines import Teller
from tracker.follow_ups import conditions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import ENDED, Status
from tracker.kit.date_formats import format_date
from tracker.needs.coverage import coverage_of

# So many are read on a page or on paper; the workbook holds all.
MOST_LINES = 500
GIVEN_UP = [each for each in ENDED if each != Status.DONE]


def commitments_of(asked: Asked, teller: Teller | None = None, *, title: str = "") -> Commitments:
    told = teller or Teller(asked.today)
    figures = _numbers(asked)
    every = figures.pop("every")
    lines = tuple(lines_of(asked, [*asked.ordered.values_list("pk", flat=True)[:MOST_LINES]], told))
    return Commitments(
        kind=_("List of commitments"),
        title=title or asked.title,
        facts=tuple(filter(None, [asked.filter_said])) if told.names_people or not asked.names_people else (),
        figures=(Figure(_grouped(every), _every(every), ""), *_figures(figures)),
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


def _heaps(today: date) -> dict[str, Q]:
    return {
        "done": Q(status=Status.DONE),
        "late": conditions.late(today),
        "overdue": conditions.overdue_from_partner(today),
        "pending_resources": conditions.PENDING,
        "open": conditions.ACTIVE,
        "given_up": Q(status__in=GIVEN_UP),
    }


def _numbers(asked: Asked) -> dict[str, int]:
    counts = {f"of_{name}": Count("pk", filter=heap) for name, heap in _heaps(asked.today).items()}
    found = asked.rows.order_by().aggregate(of_every=Count("pk"), **counts)
    return {name.removeprefix("of_"): number for name, number in found.items()}


def _figures(numbers: dict[str, int]) -> list[Figure]:
    """Those that there are."""
    words = {
        "done": pgettext("of commitments", "done"),
        "open": pgettext("of commitments", "active"),
        "late": _("of which late"),
        "overdue": _("of which overdue from partners"),
        "pending_resources": _("of which pending resources"),
        "given_up": pgettext("of commitments", "ended without being done"),
    }
    return [Figure(_grouped(numbers[name]), said, name) for name, said in words.items() if numbers[name]]


def _every(number: int) -> str:
    return ngettext("commitment", "commitments", number)


def _more(every: int, shown: int) -> str:
    if every <= shown:
        return ""
    words = _("The first %(shown)s of %(every)s are listed here; the workbook holds all of them.")
    return words % {"shown": _grouped(shown), "every": _grouped(every)}


def _grouped(number: int) -> str:
    return str(number_format(number, force_grouping=True))
