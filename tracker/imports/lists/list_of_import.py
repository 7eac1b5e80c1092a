"""Of which list an import is: proposed when its file is read, settled once it is confirmed."""

from collections.abc import Iterable
from itertools import count
from pathlib import PurePath

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.cell_values import Reader
from tracker.imports.headers import Field
from tracker.imports.lists.imported_list import ImportedList, folded, heads_in_common
from tracker.imports.lists.numbers import is_other_matter
from tracker.imports.lists.sheets import NumberKeys
from tracker.imports.models import Import
from tracker.imports.reading.head_row import bare

# So many lists are offered; of those that may be meant so many are compared, by so many rows with a number.
MOST_OFFERED, MOST_COMPARED, MOST_ROWS = 200, 5, 100


def is_of_list(source: Import) -> bool:
    """Whether it holds what is known within one list only: numbers, or words that mean something there."""
    return Field.KEY in source.columns or any(source.how.meanings.values())


def propose(source: Import) -> None:
    """Take it for the newest list of this name, or with these heads, whose numbers stand for the same matters.

    `found["list"]` is the key of the reason. What somebody else named, and what has a head more or less, has to have a
    number in common.
    """
    offered = lists_offered(source.by)
    source.imported_list, source.list_name = None, free_name(name_of_file(source.name), offered)
    source.trusts_numbers, source.found = False, {**source.found, "list": ""}
    for each in _alike(source, offered):
        same, other = _in_common(source, each)
        if same > other or (same == other == 0 and each.by_id == source.by_id and _is_meant(source, each)):
            source.imported_list, source.found["list"] = each, "numbers" if same else "heads"
            break
        if other:
            source.found["list"] = "others"
    source.save(update_fields=["imported_list", "list_name", "trusts_numbers", "found"])


def settle(source: Import) -> None:
    """From now on its list is there, and knows what this import said of it."""
    if not is_of_list(source):
        return
    if source.imported_list_id is None:
        name = source.list_name or free_name(name_of_file(source.name), lists_offered(source.by))
        source.imported_list = ImportedList.objects.create(
            key=source.new_list_key, name=name, by=source.by, classification=source.classification
        )
        source.save(update_fields=["imported_list"])
    ImportedList.objects.select_for_update().get(key=source.list_key).remember(source.heads, source.how.meanings)


def name_of_file(name: str) -> str:
    return PurePath(name).stem.replace("_", " ").strip() or name


def free_name(name: str, lists: Iterable[ImportedList]) -> str:
    """`name`, with a number behind it where one of `lists` is called so."""
    taken = {bare(each.name) for each in lists}
    return next(each for number in count(1) if bare(each := f"{name} {number}" if number > 1 else name) not in taken)


def lists_offered(user: User) -> list[ImportedList]:
    return list(ImportedList.objects.visible_to(user)[:MOST_OFFERED])


def _alike(source: Import, offered: Iterable[ImportedList]) -> list[ImportedList]:
    """One's own first."""
    heads = folded(source.heads)
    alike = [each for each in offered if _is_meant(source, each) or heads_in_common(each.heads, heads)]
    return sorted(alike, key=lambda each: each.by_id != source.by_id)[:MOST_COMPARED]


def _is_meant(source: Import, each: ImportedList) -> bool:
    return each.heads == folded(source.heads) or bare(each.name) == bare(name_of_file(source.name))


def _in_common(source: Import, each: ImportedList) -> tuple[int, int]:
    """How many of its numbers stand for the same matter in that list, and how many for another, by their titles."""
    if Field.KEY not in source.columns:
        return 0, 0
    reader = Reader(source)
    keys, lines = NumberKeys(source, each), source.lines.order_by("number")[:MOST_ROWS]
    rows = [(line.number, reader.row(line)) for line in lines]
    keyed = {keys.key(at, row.own_number): row for at, row in rows if row.own_number and Field.TITLE in row.values}
    known = FollowUp.objects.visible_to(source.by).filter(key__in=list(keyed))
    others = [is_other_matter(each, keyed[each.key]) for each in known if each.key]
    return others.count(False), others.count(True)
