"""Countries are those whose calendars are known, chosen by their names."""

from django.utils import translation
from holidays import list_supported_countries

from tracker.kit.countries import COUNTRIES, country_choices


def test_the_calendar_of_each_is_known() -> None:
    assert COUNTRIES.keys() - list_supported_countries(include_aliases=False).keys() == set()


def test_they_are_chosen_by_name_in_the_order_of_the_language() -> None:
    with translation.override("en"):
        names = [name for _code, name in country_choices()]
    assert (names[:3], names[-1]) == (["–", "Afghanistan", "Albania"], "Zimbabwe")
    assert names.index("Côte d’Ivoire") < names.index("Croatia")
