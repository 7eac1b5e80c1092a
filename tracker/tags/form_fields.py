"""The fields in which tags are named."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.kit.row_by_name_field import NameField
from tracker.kit.rows_by_name_field import NamesField


def tag_field(**options: Any) -> NameField:
    return NameField(suggestions="tags:suggestions", required=False, **options)


def tags_field(**options: Any) -> NamesField:
    """As many as one likes, of those that the house has."""
    return NamesField(suggestions="tags:suggestions", label=_("Tags"), required=False, spare=1, **options)
