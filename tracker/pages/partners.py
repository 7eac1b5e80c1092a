"""The Partners page: all organisations as two trees with the follow-ups that are active with each; and as a file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.directory.field_register import ORGANISATIONS
from tracker.directory.models import Organisation
from tracker.directory.organisation_tree_rows import Branch, build_tree, fold, way_to
from tracker.exports.export_response import exported
from tracker.exports.sheets.list_sheet import as_it_stood, dated, filter_said
from tracker.exports.sheets.sheet import Column, Row, Sheet, Table
from tracker.exports.sheets.sheet_columns import cells_of, heads_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet

STEP = "   "


@dataclass(frozen=True, slots=True)
class Trees:
    """`found`: those that have the words, if any; the others are there because these are parts of them."""

    words: str
    found: set[int] | None
    partners: list[Branch]
    ours: list[Branch]
    size: int

    @classmethod
    def for_request(cls, request: Request) -> Self:
        words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
        everything = Organisation.objects.visible_to(request.user)
        organisations = list(everything.only("name", "short_name", "parent", "is_ours", "classification"))
        found = set(everything.find(words).values_list("pk", flat=True)) if words else None
        follow_ups = FollowUp.objects.visible_to(request.user)
        theirs, ours = ([each for each in organisations if each.is_ours is side] for side in (False, True))
        partners, units = active_by(follow_ups, "partner", "unit")
        return cls(
            words, found, build_tree(theirs, partners, found), build_tree(ours, units, found), len(organisations)
        )


def active_by(follow_ups: FollowUpQuerySet, *roles: str) -> list[Counter[int]]:
    """How many active ones there are, by the key of their partner or unit; they are looked through once for both."""
    found = [Counter[int]() for _role in roles]
    for *keys, number in follow_ups.active().order_by().values_list(*roles).annotate(Count("pk")):
        for counts, key in zip(found, keys, strict=True):
            counts[key] += number
    return found


def sheet_for(request: Request) -> Sheet:
    trees = Trees.for_request(request)
    facts = [
        filter_said([(_("Find an organisation"), trees.words)] if trees.words else []),
        _("With each, the follow-ups that are active with it and its parts."),
        as_it_stood(request),
    ]
    tables = [_table(_("Partners"), trees.partners), _table(_("Ours"), trees.ours)]
    return dated("partners", _("Partners"), facts, tables)


def _table(title: str, branches: Sequence[Branch]) -> Table:
    columns = [*heads_of(ORGANISATIONS), Column(_("Active follow-ups"), is_number=True)]
    tell = cells_of(ORGANISATIONS)

    def cells(branch: Branch) -> Row:
        name, *others = tell(branch.organisation)
        return [f"{STEP * branch.depth}{name}", *others, branch.count or None]

    return Table(title, columns, lambda: map(cells, branches), lambda _most: len(branches))


# A directory up to this size shows all of its parts; of a larger one a branch is drawn when the reader opens it.
OPEN_UP_TO = 60


@read_from_replica
@require_safe
def partners(request: Request) -> HttpResponse:
    trees = Trees.for_request(request)
    is_whole, opened = bool(trees.words) or trees.size <= OPEN_UP_TO, request.GET.get("open", "")
    sides = {"partners": trees.partners, "ours": trees.ours}
    context = {
        "words": trees.words,
        "found": trees.found,
        "sizes": {name: len(tree) for name, tree in sides.items()},
        **{name: tree if is_whole else fold(tree, way_to(tree, opened)) for name, tree in sides.items()},
    }
    return render(request, "pages/partners.html", context)


@require_safe
def partners_export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "directory:partners")
