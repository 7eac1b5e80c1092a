"""A field on its form, with all that the template of fields asks about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property


class ShownField(forms.BoundField):
    """A template that asks for what is not there waits longer for that than for all the rest of the field."""

    @property
    def offers(self) -> Sequence[Any]:
        """The names that may have been meant."""
        return ()

    @property
    def addition(self) -> str:
        """What the box says that adds a new name."""
        return ""

    @cached_property
    def widget_type(self) -> str:
        kind: str = super().widget_type
        return kind

    @property
    def is_proposed(self) -> bool:
        return bool(getattr(self.field, "is_proposed", False))

    @property
    def is_marked(self) -> bool:
        """Whether it says that it is optional."""
        return not (self.field.required or getattr(self.field, "no_mark", False) or self.widget_type == "checkbox")

    @property
    def is_previewed(self) -> bool:
        return bool(getattr(self.field, "is_previewed", False))

    @property
    def help_stays(self) -> bool:
        return bool(getattr(self.field, "help_stays", False))
