"""The field in which mandates and their paragraphs are named."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.kit.rows_by_name_field import NamesField


def targets_field(**options: Any) -> NamesField:
    """Mandates and their paragraphs, as many as one likes."""
    help_text = _("A mandate, or one of its paragraphs, such as S/RES/2347 (2017), 5.")
    return NamesField(
        suggestions="mandates:target_suggestions", label=_("Implements"), help_text=help_text, spare=1, **options
    )
