"""The fields in which people and organisations are named."""

from typing import Any

from tracker.kit.name_field import NameField


def person_field(**options: Any) -> NameField:
    return NameField(offers="directory:person_offers", required=False, **options)


def organisation_field(offers: str = "directory:organisation_offers", **options: Any) -> NameField:
    return NameField(offers=offers, required=False, **options)
