"""What the columns of a table were said to be when a table with these heads was imported before."""

from collections.abc import Container

from django.db.models import Q

from tracker.imports.headers import NUMBERS, Field
from tracker.imports.lists.imported_list import ImportedList, folded, heads_in_common
from tracker.imports.models import Import
from tracker.imports.reading.column_words import Told, orders_in

# Among so many imports is looked for it, the newest first.
MOST_LOOKED_AT = 50


def take_what_was_said(source: Import, own: Container[int]) -> None:
    """Of each head that is known again its field, and the order of its days where they do not tell it themselves.

    `own` as in `guess`. What Suivi wrote itself says what it is. `found["as_before"]`: whether there was such a table.
    """
    before = None if Field.MARK in source.columns else _before(source)
    if before:
        source.columns = _columns(source, before, own)
        source.reading = {**source.reading, "orders": {**_orders(source, before), **source.how.orders}}
    source.found = {**source.found, "as_before": bool(before)}


def _before(source: Import) -> Import | None:
    """One's own, or of a list that one may choose: that with most heads in common."""
    own = Q(by=source.by) | Q(imported_list__in=ImportedList.objects.visible_to(source.by))
    known = Import.objects.filter(own).exclude(confirmed_at=None)[:MOST_LOOKED_AT]
    heads = folded(source.heads)
    in_common = {each: heads_in_common(folded(each.heads), heads) for each in known}
    found = max(in_common, key=lambda each: in_common[each], default=None)
    return found if found and in_common[found] else None


def _columns(source: Import, before: Import, own: Container[int]) -> list[str]:
    heads, said = folded(source.heads), dict(zip(folded(before.heads), before.columns, strict=False))
    known = [said.get(head, "") for head in heads]
    found: list[str] = []
    for place, (head, guess) in enumerate(zip(heads, source.columns, strict=True)):
        field = known[place] if head in said or guess in known else guess
        if field in NUMBERS:
            field = Field.REFERENCE if place in own else Field.KEY
        found.append("" if field in found else field)
    return found


def _orders(source: Import, before: Import) -> dict[str, str]:
    told: Told = source.found.get("columns", ())
    silent = {name for name, order in orders_in(source.columns, told).items() if not order.first}
    return {name: order for name, order in before.how.orders.items() if name in silent}
