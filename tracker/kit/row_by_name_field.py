"""Choosing a row by typing its name: a text field with suggestions, which works without JavaScript and at any size."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from tracker.kit.drawn_fields.bound_field import ShownField
from tracker.kit.names.find_by_name import add_words, by_key, new_name, row_meant
from tracker.kit.names.near_rows import near_rows
from tracker.kit.names.suggestions import ADDS

# With what refusals the box to add a name is offered.
ADDABLE = ("unknown", "begins")
# With what refusals names are offered to choose from, and what the list of them is called beside its field.
CHOOSABLE, CHOSEN = {*ADDABLE, "several"}, "-chosen"


def is_key(words: str) -> bool:
    """Whether a database can take `words` as a key: digits, and not so many that it would choke."""
    return words.isdecimal() and len(words) < 19


def key_in(words: str | None) -> int | None:
    """The key that an address brings, if it is one."""
    return int(words) if words and is_key(words) else None


class Named(Protocol):
    """A model that can be named: `label` tells namesakes apart, its queryset has `find(words)`."""

    label: str


class Rows(Protocol):
    """What may be named: a queryset, or what stands for rows of several kinds."""

    def find(self, words: str) -> Any: ...
    def filter(self, *, pk: int) -> Any: ...


class LazyRows(SimpleLazyObject):  # type: ignore[type-arg]
    """Rows that are asked for only once somebody chooses among them: most fields are drawn and never used.

    `own` gives the key of the row that "me" means.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], own: Callable[[], int | None] | None = None) -> None:
        super().__init__(rows)
        # Whatever else is set on it is set on the rows.
        self.__dict__["own"] = own


def lazy_rows(rows: Callable[[], QuerySet[Any]], own: Callable[[], int | None] | None = None) -> QuerySet[Any]:
    return cast("QuerySet[Any]", LazyRows(rows, own))


class NameInput(forms.TextInput):
    template_name = "kit/name_input.html"

    def __init__(self, suggestions: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = suggestions
        # Whether a name that nobody has yet is offered for the directory.
        self.adds = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        address = f"{reverse(self.suggestions)}?{ADDS}=on" if self.adds else reverse(self.suggestions)
        return super().get_context(name, value, attrs) | {"suggestions": address}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen in the list under it; what was typed; or that this is to be added, if the box says so."""
        if chosen := data.get(f"{name}{CHOSEN}"):
            return chosen
        typed = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        ticked = len(typed) == 2 and new_name(typed[1]) == " ".join(typed[0].split())
        return typed[1] if ticked else next(iter(typed), None)


@dataclass(frozen=True, slots=True)
class Offered:
    """The names to choose from instead of `typed`, and under which name the choice is sent."""

    sent_as: str
    typed: str
    names: list[str]


class BoundName(ShownField):
    field: "NameField"

    @property
    def addition(self) -> str:
        """What the box under the field says, if what was typed can be added to the directory."""
        can = self.field.make and self._is_refused(ADDABLE)
        return add_words(" ".join(str(self.data).split())) if can else ""

    @property
    def offers(self) -> list[Offered]:
        """The names that may have been meant, if what was typed was none: in a filter they would be asked for, too."""
        if self.field.reads_keys or not self._is_refused(CHOOSABLE):
            return []
        offered = self.field.offered(f"{self.html_name}{CHOSEN}", str(self.data))
        return [offered] if offered.names else []

    def _is_refused(self, codes: Collection[str]) -> bool:
        return any(each.code in codes for each in self.errors.as_data())


class NameField(forms.Field):
    """A row of `rows` (cut to what the person may see) by its name or label, by the beginning of just one, or by "me".

    What was typed is never a key; only an initial number is one, and with `reads_keys` digits that an address brings.
    With `make`, an unknown name gives `make(name)`, an unsaved row that the verb saves; with `asks` only once the
    person said so. One that begins a known name is asked about anyway.
    """

    bound_field_class = BoundName
    reads_keys = False

    def __init__(
        self,
        *,
        suggestions: str,
        rows: Rows | QuerySet[Any] | None = None,
        make: Callable[[str], Model] | None = None,
        asks: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=NameInput(suggestions), **kwargs)
        self.rows = rows
        # The key that was last looked up and its row: a filter checks it, and says its name in the field and the chip.
        self.found: tuple[str, Any] | None = None
        self.asks = asks
        self.make = make

    @property
    def make(self) -> Callable[[str], Model] | None:
        return self._make

    @make.setter
    def make(self, make: Callable[[str], Model] | None) -> None:
        self._make = make
        self.widget.adds = make is not None

    def offered(self, sent_as: str, typed: str) -> Offered:
        names = dict.fromkeys(str(self.prepare_value(row)) for row in near_rows(self.rows, typed))
        return Offered(sent_as, typed, list(names))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Model) or hasattr(value, "label"):
            return getattr(value, "label", str(value))
        if isinstance(value, int) or (self.reads_keys and isinstance(value, str) and value.isdecimal()):
            row = self._by_key(str(value))
            return getattr(row, "label", str(row)) if row else value
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Model):
            return value
        words = " ".join(str(value or "").replace("\x00", "").split())
        if not words:
            return None
        told = new_name(words) if self.make else ""
        if len(told or words) > 250:
            raise ValidationError(_("This name is too long. Type at most 250 characters."))
        is_key = self.reads_keys and words.isdecimal()
        found = self._by_key(words) if is_key else self._by_name(told or words, is_told=bool(told))
        if found is not None:
            return found
        if self.make and (told or not self.asks):
            return self.make(told or words)
        sentence = _("Nothing is called “%(name)s”. Choose a name from the list.")
        raise ValidationError(sentence, code="unknown", params={"name": words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")

    def _by_key(self, words: str) -> Any:
        assert self.rows is not None
        if self.found is None or self.found[0] != words:
            self.found = (words, by_key(self.rows, int(words)) if is_key(words) else None)
        return self.found[1]

    def _by_name(self, words: str, *, is_told: bool) -> Any:
        assert self.rows is not None
        return row_meant(self.rows, words, is_whole=is_told, may_be_new=self.make is not None and not self.asks)
