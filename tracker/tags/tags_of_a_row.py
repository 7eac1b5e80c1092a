"""The tags of a follow-up as one value of it: read, given and taken off as if they were a column."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, StringAgg, Subquery, Value

from tracker.history.related_rows_as_value import InRows
from tracker.kit.text import fold
from tracker.tags.models import Tag, give, shown_as

BETWEEN = ", "


def tags_of(row: Any) -> list[Tag]:
    """By name. What is only about to be logged has none."""
    return list(row.tags.all()) if row.pk else []


def say_tags(row: Any) -> str:
    return BETWEEN.join(map(str, tags_of(row)))


def label_words(row: Any) -> dict[str, Tag]:
    """The words of the labels of a row of a list; `labels_of` shows them."""
    return {f"tag_{place}": tag for place, tag in enumerate(tags_of(row))}


def first_tag() -> Subquery:
    """Of the rows of a list: how the first of its tags is called, folded; nothing without one."""
    return Subquery(Tag.objects.filter(follow_ups=OuterRef("pk")).values("folded")[:1])


def tag_names() -> Subquery:
    """Of the rows of a list: the names of their tags, with commas between them, in whatever order."""
    given: Any = Tag.follow_ups.through.objects.filter(followup=OuterRef("pk")).order_by().values("followup")
    return Subquery(given.annotate(said=StringAgg("tag__name", Value(BETWEEN))).values("said"))


def sorted_names(names: str) -> str:
    return BETWEEN.join(sorted(names.split(BETWEEN), key=fold))


def _of_keys(keys: Iterable[int]) -> list[Tag]:
    """Those that history knows by these keys, as what stands for them today."""
    stands = shown_as()
    return list(Tag.objects.filter(pk__in={stands.get(key) for key in keys}))


TAGS = InRows(tags_of, give, _of_keys)
