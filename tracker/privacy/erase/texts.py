"""Rewriting texts: whoever is erased is named in none of the kinds that are, in whatever table."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.models import F
from django.http import QueryDict

from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked
from tracker.kit.text import fold
from tracker.privacy.decided import Column, Kind, columns
from tracker.privacy.spellings import Spellings
from tracker.privacy.subject import ADDRESSES_END
from tracker.records.models import Passage, Version
from tracker.records.passage_anchors import select
from tracker.reports.models import Mailing

AT_ONCE = 500
# Of an address of ours, as it stands behind the question mark.
QUERIES = {"query"}


def rewrite(erasing: Any) -> None:
    """Counts in `erasing` what it rewrote, and what of kinds that are kept names the person still."""
    spellings = erasing.subject.spellings
    for model, some in _by_table():
        keys = set()
        for key, values in _rows(model, some):
            found = {each: value for each, value in zip(some, values, strict=True) if _names(spellings, each, value)}
            for column in found:
                if column.kind not in erasing.kinds:
                    erasing.kept[f"{column} ({column.kind})"] += 1
            anew = {each.name: _anew(spellings, each, found[each]) for each in found if each.kind in erasing.kinds}
            if anew:
                _write(model, key, anew)
                keys.add(key)
        erasing.rewritten[model._meta.label] += len(keys)
        if model is Entry:
            erasing.entries |= keys
        if model is Version:
            _anchor_again(keys)
    _let_go_of_addresses()


def still_named(spellings: Spellings) -> Iterator[tuple[Column, Any, Any]]:
    """Column, key and value of each text that names them."""
    for model, some in _by_table():
        for key, values in _rows(model, some):
            for column, value in zip(some, values, strict=True):
                if _names(spellings, column, value):
                    yield column, key, value


def _by_table() -> Iterator[tuple[Any, list[Column]]]:
    tables: dict[Any, list[Column]] = {}
    for column in columns():
        if column.kind is not Kind.NOBODY and column.kind is not None:
            tables.setdefault(column.model, []).append(column)
    yield from tables.items()


def _rows(model: Any, some: list[Column]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    names = [column.name for column in some]
    last = None
    rows = model._base_manager.order_by("pk").values_list("pk", *names)
    # Page by page: what is read is written in between.
    while found := list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE]):
        for key, *values in found:
            yield key, tuple(values)
        last = found[-1][0]


def _names(spellings: Spellings, column: Column, value: Any) -> bool:
    if column.name in QUERIES:
        return any(spellings.is_in(each) for pair in _pairs(value) for each in pair)
    return any(map(spellings.is_in, _texts(value)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from (name, *_texts(each))


def _anew(spellings: Spellings, column: Column, value: Any) -> Any:
    way = _way(spellings, column)
    if column.name in QUERIES:
        query = QueryDict(mutable=True)
        for name, each in _pairs(value):
            query.appendlist(way(name), way(each))
        return query.urlencode()
    anew = spellings.anew(value, way)
    longest = getattr(column.model._meta.get_field(column.name), "max_length", None)
    return anew[:longest] if isinstance(anew, str) and longest else anew


def _way(spellings: Spellings, column: Column) -> Callable[[str], str]:
    if column.kind is Kind.RECORDS:
        return spellings.blackened
    return (lambda text: fold(spellings.replaced(text))) if column.name == "folded" else spellings.replaced


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, values in QueryDict(query).lists() for value in values]


def _write(model: type[models.Model], key: Any, anew: dict[str, Any]) -> None:
    """Counted as a change: whoever is editing it just now is shown that it is another."""
    counted = {"version": F("version") + 1} if issubclass(model, Tracked) else {}
    model._base_manager.filter(pk=key).update(**anew, **counted)


def _anchor_again(keys: set[int]) -> None:
    """Passages stand where they stood, and quote what is left there."""
    for passage in Passage.objects.filter(version__in=keys).select_related("version"):
        found = select(passage.version.text, passage.start, passage.end)
        values = {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}
        Passage.objects.filter(pk=passage.pk).update(**values)


def _let_go_of_addresses() -> None:
    """No report is mailed to whoever was erased."""
    for mailing in Mailing.objects.filter(addresses__contains=ADDRESSES_END):
        kept = [each for each in mailing.addresses.split() if not each.endswith(ADDRESSES_END)]
        Mailing.objects.filter(pk=mailing.pk).update(addresses="\n".join(kept))
