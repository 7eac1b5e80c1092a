"""What the columns of a table are, and what stands in them: in which order its days, what its unknown words mean."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.classification_field import Classification
from tracker.imports.headers import HEADS, Field, column_name
from tracker.imports.lists.list_form import ListForm
from tracker.imports.models import Import
from tracker.imports.reading.choice_words import sign
from tracker.imports.reading.column_words import orders_in, orders_of, unknown_words
from tracker.imports.reading.days_in_cells import Order
from tracker.imports.reading.options import ORDERS, Reading

KNOWN_BY = (Field.TITLE, Field.REFERENCE, Field.KEY, Field.MARK)
MOST_SAMPLES, SAMPLED = 3, 20


@dataclass(frozen=True, slots=True)
class ColumnOfForm:
    """`further` are the fields that say how what stands in it is read."""

    letters: str
    field: forms.BoundField
    samples: list[str]
    further: list[forms.BoundField]


class ColumnsForm(ListForm):
    """A field for each column of the table, and what holds for all rows."""

    adds_names = forms.BooleanField(
        label=Import._meta.get_field("adds_names").verbose_name,
        help_text=Import._meta.get_field("adds_names").help_text,
        required=False,
    )
    classification = forms.ChoiceField(label=gettext_lazy("Classification of what is new"), choices=Classification)

    def __init__(self, data: QueryDict | None, *, source: Import) -> None:
        super().__init__(data, initial={"adds_names": source.adds_names, "classification": source.classification})
        self.source = source
        self.told = source.found.get("columns", ())
        choices = [("", gettext_lazy("– leave out –")), *((name, head.label) for name, head in HEADS.items())]
        for place, (head, field) in enumerate(zip(source.heads, source.columns, strict=True)):
            label = head[:80] or _("Column %(letter)s") % {"letter": column_name(place)}
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label, choices=choices, initial=field, required=False
            )
        self.now = [str(self[f"column_{place}"].value() or "") for place in range(len(source.heads))]
        self.now = [name if name in HEADS else "" for name in self.now]
        self.words = unknown_words(self.now, self.told)
        if Field.KEY in self.now or self.words:
            self.asks_for_list()
        self._ask_for_orders(source.how)
        self._ask_for_meanings(source.how)

    def _ask_for_orders(self, how: Reading) -> None:
        self.orders = orders_in(self.now, self.told)
        for name, order in self.orders.items():
            blank = [] if order.first else [("", gettext_lazy("– choose –"))]
            self.fields[f"order_{name}"] = forms.ChoiceField(
                label=_("Days in “%(column)s”") % {"column": HEADS[name].label},
                choices=[*blank, *ORDERS.items()],
                initial=how.orders.get(name, order.first),
                help_text=_why(order),
                # Where it is plain it need not be said.
                required=not order.first,
                error_messages={"required": _unsaid(order)},
            )

    def _ask_for_meanings(self, how: Reading) -> None:
        known = self.list_now.meanings if self.list_now else {}
        for name, words in self.words.items():
            column = HEADS[name].column
            known_choices = column.choices.choices if column and column.choices else ()
            choices = [("", gettext_lazy("– refuse these rows –")), *known_choices]
            for at, each in enumerate(words):
                meant = how.meanings.get(name, {}).get(sign(each)) or known.get(name, {}).get(sign(each), "")
                self.fields[f"meaning_{name}_{at}"] = forms.ChoiceField(
                    label=_("“%(words)s” means") % {"words": each[:60]}, choices=choices, initial=meant, required=False
                )

    def columns(self) -> Iterator[ColumnOfForm]:
        """Each column: its letters, its field, the first words in it, and what is asked about it."""
        rows = list(self.source.lines.order_by("number").values_list("cells", flat=True)[:SAMPLED])
        for place, name in enumerate(self.now):
            words = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
            samples = [_("Suivi wrote it: it tells which cells were edited.")] if name == Field.MARK else list(words)
            asked = [f"order_{name}", *(f"meaning_{name}_{at}" for at in range(len(self.words.get(name, ()))))]
            further = [self[each] for each in asked if name and each in self.fields]
            yield ColumnOfForm(column_name(place), self[f"column_{place}"], samples[:MOST_SAMPLES], further)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = [field for field in self.now if field]
        for name, head in HEADS.items():
            if chosen.count(name) > 1:
                sentence = _("“%(field)s” is chosen for more than one column. Leave it in one of them.")
                raise forms.ValidationError(sentence, params={"field": head.label})
        if not self.errors and not set(chosen) & set(KNOWN_BY):
            raise forms.ValidationError(_("Say which column holds the title, or the reference in Suivi."))
        return data

    def values(self) -> dict[str, Any]:
        """As far as they could be: of what is wrong they hold nothing."""
        data = self.cleaned_data
        whole: dict[str, Any] = {name: data[name] for name in ("adds_names", "classification") if name in data}
        return whole | self.list_values() | {"columns": self.now, "reading": asdict(self._reading())}

    def draft(self) -> Import:
        """The import as the page shows it, filled in or not; not saved."""
        for name, value in (self.values() if self.is_bound else {"reading": asdict(self._reading())}).items():
            setattr(self.source, name, value)
        orders = orders_of(self.now, self.told, self.source.how.orders)
        self.source.found = {**self.source.found, "orders": orders}
        return self.source

    def _reading(self) -> Reading:
        data = self.cleaned_data if self.is_bound else {name: self[name].value() for name in self.fields}
        judged = {name: order.first for name, order in self.orders.items()}
        said = {name: data.get(f"order_{name}", "") for name in judged}
        meanings = {
            name: {sign(each): meant for at, each in enumerate(words) if (meant := data.get(f"meaning_{name}_{at}"))}
            for name, words in self.words.items()
        }
        how = self.source.how
        orders = {name: order for name, order in said.items() if order not in ("", judged[name])}
        return replace(how, orders=orders, meanings={**how.meanings, **meanings})


def _unsaid(order: Order) -> str:
    if len(order.shown) > 1:
        return _("Say which stands first: the column has both.")
    return _("Say which stands first: nothing in the column tells.")


def _why(order: Order) -> str:
    words = {"words": order.shown[0], "other": order.shown[-1]}
    if order.first and len(order.shown) > 1:
        return _("Nearly all are like %(words)s. Rows like %(other)s do not fit and are refused.") % words
    if order.first:
        return _("“%(words)s” can be read in no other way, so the whole column is read so.") % words
    if len(order.shown) > 1:
        sentence = _("Both orders stand in this column: %(words)s and %(other)s. Rows that do not fit are refused.")
        return sentence % words
    return _("Each of them can be read in two ways, such as %(words)s.") % words
