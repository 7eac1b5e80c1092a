"""Time zones as people type them: "Europe/Brussels", or just "brussels"."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.kit.form_fields import SingleLineField
from tracker.kit.row_by_name_field import NameInput
from tracker.kit.text import fold

MOST_OFFERS = 12


class ZoneField(SingleLineField):
    """The name of a zone; left empty, that of this house."""

    def __init__(self, **options: Any) -> None:
        widget = NameInput("meetings:zone_suggestions")
        super().__init__(required=False, initial=settings.TIME_ZONE, widget=widget, **options)

    def clean(self, value: Any) -> str:
        zone = read_zone(super().clean(value) or settings.TIME_ZONE)
        if zone is None:
            raise ValidationError(_("This time zone is not known. Type one such as Europe/Brussels."))
        return zone


def read_zone(words: str) -> str | None:
    """The name of the zone meant by `words`; None when there is none."""
    return _by_name().get(_plain(words))


def offer_zones(words: str) -> list[str]:
    """The zones in whose name a word begins with `words`."""
    wanted = _plain(words)
    found = [zone for zone in _places() if wanted and f" {wanted}" in f" {_plain(zone)}"]
    return found[:MOST_OFFERS]


@cache
def _places() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


@cache
def _by_name() -> dict[str, str]:
    cities = {_plain(zone.rpartition("/")[2]): zone for zone in reversed(_places())}
    return cities | {_plain(zone): zone for zone in available_timezones()}


def _plain(words: str) -> str:
    return " ".join(fold(words).replace("_", " ").replace("/", " ").split())
