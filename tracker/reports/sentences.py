"""What a report says besides its numbers, alike on its page and on paper."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from tracker.exports.sheets.sheet import Tile
from tracker.reports.measures import QUIET
from tracker.reports.report import Report


def happened_said(report: Report) -> str:
    said = _(
        "Logged counts what came in, by the day on which it was agreed or, without one, that of its meeting or entry;"
        " on time is measured against the first due date, and days are medians."
    )
    return " ".join([said, *_left_out(report)])


def _left_out(report: Report) -> Iterator[str]:
    lines, days = report.left_out, report.without_days
    if lines:
        said = ngettext(
            "%(number)s more line with fewer follow-ups is not shown.",
            "%(number)s more lines with fewer follow-ups are not shown.",
            lines,
        )
        yield said % {"number": lines}
    if days.agreed:
        said = ngettext(
            "%(number)s imported follow-up is left out of what came in: nobody said when it was agreed.",
            "%(number)s imported follow-ups are left out of what came in: nobody said when they were agreed.",
            days.agreed,
        )
        yield said % {"number": _number(days.agreed)}
    if days.ended:
        said = ngettext(
            "%(number)s imported follow-up is left out of what finished: nobody said when it ended.",
            "%(number)s imported follow-ups are left out of what finished: nobody said when they ended.",
            days.ended,
        )
        yield said % {"number": _number(days.ended)}


def stands_said(report: Report) -> str:
    late = _(
        "Late is what is ours to move and past its day; gone quiet is what is active and was not touched for more than"
        " %(quiet)s days."
    )
    return " ".join([late % {"quiet": QUIET}, *_of_lines(report)])


def _of_lines(report: Report) -> Iterator[str]:
    if report.cut.many:
        yield _("What implements several mandates stands in several lines and counts once in all together.")
    elif report.cut.is_tree:
        yield _("Each line holds what its parts have.")


def tiles_of(report: Report) -> list[Tile]:
    """The figures that matter most, as the page shows them on top."""
    total = report.total
    logged, done = total.happened["logged"], total.happened["done"]
    late, overdue = total.stands["late"].number, total.stands["overdue"].number
    return [
        Tile(_number(logged.now.number), npgettext("a figure", "logged", "logged", logged.now.number),
             _before(_number(logged.before.number))),
        Tile(_number(done.now.number), npgettext("a figure", "done", "done", done.now.number),
             _before(_number(done.before.number))),
        Tile(_percent(total.share_on_time), _("of what had a due date was done on time"),
             _before(_percent(total.share_before))),
        Tile(_number(total.to_done), _("median time from logged to done, in days"),
             _before(_number(report.done_before))),
        Tile(_number(late), _("late today"), f"{_('overdue from partners:')} {_number(overdue)}"),
    ]  # fmt: skip


def _before(figure: str) -> str:
    return f"{_('before:')} {figure}"


def _number(number: float | None) -> str:
    return "–" if number is None else number_format(number, force_grouping=True)


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}\N{NO-BREAK SPACE}%"
