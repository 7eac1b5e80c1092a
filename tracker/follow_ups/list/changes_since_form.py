"""What changed since a day, as an address asks for it, and as a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tracker.accounts.request import Request
from tracker.directory.left import say_person
from tracker.exports.sheets.list_sheet import as_it_stood, chips_said, dated
from tracker.exports.sheets.sheet import Column, Row, Sheet, Table
from tracker.follow_ups.list.changes_since import Changed, ChangesSince, changes_since, without_now
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.saved_views import filter_of
from tracker.follow_ups.marks import marked_title
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import TypedDateField
from tracker.lists.filters import query_of


class ChangesSinceForm(forms.Form):
    since = TypedDateField(
        label=gettext_lazy("Changed since"),
        prefer="past",
        help_text=gettext_lazy("Such as 25 May, last Monday or 2 weeks ago."),
    )


@dataclass(frozen=True, slots=True)
class ChangesQuery:
    """`told` is None as long as no day is asked for, or something of it is not understood. `query`: of the list."""

    typed: ChangesSinceForm
    query: str
    filtered: FollowUpFilter
    told: ChangesSince | None

    @classmethod
    def of(cls, request: Request) -> Self:
        """Of the list that this address asks for, whatever stands how now."""
        typed = ChangesSinceForm(request.GET if "since" in request.GET else None)
        query = without_now(query_of(request), request.user)
        filtered, told = filter_of(query, request.user), None
        if typed.is_valid() and filtered.is_valid():
            told = changes_since(filtered.qs, typed.cleaned_data["since"], request.user)
        return cls(typed, query, filtered, told)


def sheet_for(request: Request) -> Sheet | None:
    asked = ChangesQuery.of(request)
    told = asked.told
    if told is None:
        return None
    title = _("Changed since %(day)s") % {"day": format_date(asked.typed.cleaned_data["since"])}
    cut = [_("More has changed than this holds: here is the newest.")] if told.is_cut else []
    facts = [chips_said(request, asked.filtered.form), *cut, as_it_stood(request)]
    parts = ((_("New"), told.new), (_("Ended"), told.ended), (_("Moved"), told.moved))
    return dated("changed-since", title, facts, [_table(*part) for part in parts])


def _table(title: str, changes: Sequence[Changed]) -> Table:
    columns = [
        Column(_("Ref")),
        Column(_("Follow-up"), wide=True),
        Column(_("Owner")),
        Column(_("What changed"), wide=True),
        Column(_("Status")),
    ]
    return Table(title, columns, lambda: map(_cells, changes), lambda _most: len(changes))


def _cells(changed: Changed) -> Row:
    row, after_label = changed.follow_up, pgettext("after a label", ":")
    said = (f"{line.label}{after_label} {line.before} → {line.after}" for line in changed.lines)
    return [row.reference, marked_title(row), say_person(row, "owner"), "\n".join(said), row.get_status_display()]
