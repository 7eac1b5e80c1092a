"""The places where a column may stand, each with what it must know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Place:
    """Where a column may stand."""


@dataclass(frozen=True)
class Shown(Place):
    """In the list, sorted `by`, `then` and `unless_none` as an Order says; not sorted without `by`.

    `needs` is what it reads besides what every row does. `is_plain`: its cell holds its words, and the row's template
    knows nothing else of it, but whether it `is_day`, such as 25 May 2018.
    """

    by: str = ""
    then: tuple[str, ...] = ()
    unless_none: str = ""
    needs: tuple[str, ...] = ()
    is_plain: bool = False
    is_day: bool = False


@dataclass(frozen=True)
class Filtered(Place):
    """By the filters of these names. With `every`, a filter of its choices is made, with that for all of them.

    `nothing` then finds those without it, where there may be none: the filter is set to NOTHING.
    """

    names: tuple[str, ...]
    every: Label = ""
    nothing: Label = ""


@dataclass(frozen=True)
class Exported(Place):
    """In the file. `read` are the model's columns that it is read from: of two, the first that holds something."""

    read: tuple[str, ...] = ()
    wide: bool = False
    is_number: bool = False
    cell: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Imported(Place):
    """As the field `name` of an import. `signs` are further heads of such a column, folded, with | between them.

    `also` says the same of each choice: what people write for it besides its own names.
    """

    signs: str = ""
    name: str = ""
    label: Label = ""
    also: Mapping[Any, str] = field(default_factory=dict)


@dataclass(frozen=True)
class InBulk(Place):
    """In the form that changes many at once, as `name`; `empties`: it may be made empty there.

    `is_direct`: what is ticked is changed in it without that page, by a button of its own.
    """

    name: str = ""
    empties: bool = False
    is_direct: bool = False


@dataclass(frozen=True)
class Grouped(Place):
    """The list may stand in groups by it: by the first of `names`, which are called by the first other that is there.

    `nothing` calls the group of those without it, and `without` are the filters that find them.
    """

    names: tuple[str, ...] = ()
    nothing: Label = ""
    without: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edited(Place):
    """In the form in which one is edited, as the field `name`."""

    name: str = ""


@dataclass(frozen=True)
class OnPage(Place):
    """On its own page. `is_fact`: at a glance, with its label, and the page's template knows nothing else of it."""

    is_fact: bool = False


@dataclass(frozen=True)
class OnAdmin(Place):
    """On the admin site, where it is looked at, as its field `name`."""

    name: str = ""


@dataclass(frozen=True)
class OnCard(Place):
    """On the card of the board. `is_plain`: as its words, and the card's template knows nothing else of it."""

    is_plain: bool = False


@dataclass(frozen=True)
class Reported(Place):
    """A report may be cut by it, as `name`; `nothing` is the line of those without it."""

    nothing: Label = ""
    name: str = ""


@dataclass(frozen=True)
class Refused:
    """Why a column does not stand in a place."""

    place: type[Place]
    why: str


PLACES: tuple[type[Place], ...] = (
    Shown, Filtered, Exported, Imported, InBulk, Grouped, Edited, OnPage, OnAdmin, OnCard, Reported,
)  # fmt: skip
# What a filter is set to that finds those without a choice.
NOTHING = "none"
