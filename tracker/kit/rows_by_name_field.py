"""Choosing several rows by typing their names: a line for each, and some empty ones."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.kit.drawn_fields.bound_field import ShownField
from tracker.kit.row_by_name_field import CHOOSABLE, CHOSEN, NameField, NameInput, Offered, Rows, is_key

MOST = 100
# For so many lines at once names are looked for.
MOST_OFFERED = 5


class NamesInput(forms.Widget):
    template_name = "kit/names_input.html"
    use_fieldset = True

    def __init__(self, suggestions: str, spare: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.line, self.spare = NameInput(suggestions), spare

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        words = [*(value or []), *[""] * self.spare]
        shared = context["widget"]["attrs"]
        lines = [
            self.line.get_context(name, each, {**shared, "id": f"{shared.get('id', name)}_{number}"})
            for number, each in enumerate(words[: MOST + self.spare])
        ]
        return {**context, "lines": lines}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed in each line, or chosen in the list offered for it."""
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        lines = [data.get(chosen_for(name, number)) or words for number, words in enumerate(typed)]
        return [words for words in lines if words.strip()]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_0"


def chosen_for(name: str, line: int) -> str:
    return f"{name}-{line}{CHOSEN}"


class BoundNames(ShownField):
    field: "NamesField"

    @property
    def offers(self) -> list[Offered]:
        """For each line that names nothing the names that may have been meant."""
        if not self.form.is_bound:
            return []
        lines = [(number, words) for number, words in enumerate(self.data[:MOST]) if self.field.is_choosable(words)]
        offers = [
            self.field.one.offered(chosen_for(self.html_name, line), words) for line, words in lines[:MOST_OFFERED]
        ]
        return [each for each in offers if each.names]


class NamesField(forms.Field):
    """A list of rows of `rows` (cut to what the person may see), each by its name, label or key."""

    bound_field_class = BoundNames

    def __init__(
        self, *, suggestions: str, rows: Rows | QuerySet[Any] | None = None, spare: int = 2, **kwargs: Any
    ) -> None:
        super().__init__(widget=NamesInput(suggestions, spare), **kwargs)
        self.one = NameField(suggestions=suggestions, required=False)
        self.rows = rows

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "aria-label": self.label}

    def prepare_value(self, value: Any) -> list[Any]:
        self.one.rows = self.rows
        return [self.one.prepare_value(each) for each in value or []]

    def to_python(self, value: list[Any] | None) -> list[Model]:
        self.one.rows = self.rows
        found: dict[Any, Model] = {}
        wrong: list[ValidationError] = []
        if len(value or []) > MOST:
            raise ValidationError(_("Name at most %(most)s."), params={"most": MOST})
        for each in value or []:
            try:
                row = self.one.clean(each)
            except ValidationError as refusal:
                wrong.append(refusal)
            else:
                found |= {row.pk: row} if row else {}
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())

    def is_choosable(self, words: str) -> bool:
        """Whether `words` name no row, and names near them are offered to choose from."""
        self.one.rows = self.rows
        try:
            self.one.clean(words)
        except ValidationError as refusal:
            return refusal.code in CHOOSABLE
        return False


class CheckedRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows with a box each, to keep or to take away."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(queryset, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_key(str(key)):
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key})
        return super().clean(value)
