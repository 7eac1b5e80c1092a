"""The fields in which people and organisations are named."""

from typing import Any

from tracker.kit.row_by_name_field import NameField


def person_field(**options: Any) -> NameField:
    return NameField(suggestions="directory:person_suggestions", required=False, **options)


def organisation_field(suggestions: str = "directory:organisation_suggestions", **options: Any) -> NameField:
    return NameField(suggestions=suggestions, required=False, **options)
