"""Cells of our own workbooks that were edited there while somebody changed the same in Suivi: old, theirs and mine."""

from django.db.models import Model
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.dotted_columns import column
from tracker.history.opening.changed_since import UNKNOWN
from tracker.history.three_way_merge import merge, worded
from tracker.imports.models import Answer
from tracker.imports.reading.row_values import Row
from tracker.imports.row_changes import CellError, values_for
from tracker.kit.templatetags.kit import as_words

# By field what is asked about it, in words.
Clashes = dict[str, dict[str, str]]


def compare(follow_up: FollowUp, row: Row, answers: dict[str, str], by: User) -> Clashes:
    """What is to be asked, after leaving out of `row` what others changed alone, and what is to stay theirs."""
    row.leave_out(name for name in answers if answers[name] == Answer.THEIRS)
    if row.mark is None or row.mark.version >= follow_up.version:
        return {}
    mine = values_for(follow_up, row) | ({"status": row.status} if row.status else {})
    safe, clashes = merge(follow_up, row.mark.version, mine, by=by)
    asked = [clash for clash in clashes if answers.get(clash.field) != Answer.MINE]
    row.leave_out(mine.keys() - safe.keys() - {clash.field for clash in clashes})
    return {
        clash.field: {
            "old": _former(follow_up, clash.field, row.mark.version, by),
            "theirs": as_words(clash.theirs),
            "mine": as_words(clash.mine),
            "by": str(clash.by or ""),
        }
        for clash in asked
    }


def by_whom(wrong: CellError, asked: Clashes) -> CellError:
    """Why a row is refused, with who made it so where that is known: nobody is asked of what cannot be."""
    name = asked.get(wrong.field, {}).get("by")
    if not name:
        return wrong
    words = {"name": name, "field": column(FollowUp, wrong.field).verbose_name}
    said = _("%(name)s changed this meanwhile: %(field)s.") % words
    return CellError(wrong.field, f"{said} {wrong}")


def _former(follow_up: FollowUp, name: str, version: int, by: User) -> str:
    """What stood there when the file was written; nothing where this person may not know that."""
    stored, _who = follow_up.changed_since(version, by)[name]
    if stored is UNKNOWN:
        return ""
    value = follow_up.from_raw(name, stored)
    if isinstance(value, Model) and not type(value)._default_manager.visible_to(by).filter(pk=value.pk).exists():  # type: ignore[attr-defined]
        return ""
    return as_words(worded(column(FollowUp, name), value))
