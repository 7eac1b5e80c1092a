import pytest

from tracker.meetings.time_zone_field import offer_zones, read_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Brussels", "Europe/Brussels"),
        ("europe/brussels", "Europe/Brussels"),
        ("Brussels", "Europe/Brussels"),
        ("new york", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
        ("São Paulo", "America/Sao_Paulo"),
        # Of cities of one name the first by alphabet.
        ("louisville", "America/Kentucky/Louisville"),
        ("america/louisville", "America/Louisville"),
        (" America / Louisville ", "America/Louisville"),
        ("Mars", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_city(typed: str, zone: str | None) -> None:
    assert read_zone(typed) == zone


def test_offers_begin_with_what_was_typed() -> None:
    assert offer_zones("new y") == ["America/New_York"]
    assert offer_zones("indiana/kn") == ["America/Indiana/Knox"]
    assert offer_zones("São P") == ["America/Sao_Paulo"]
    # Nobody begins to type in the middle of a word.
    assert offer_zones("russels") == []


def test_nothing_typed_offers_nothing() -> None:
    assert offer_zones("  ") == []


def test_offers_are_few() -> None:
    assert len(offer_zones("america")) == 12


def test_only_places_are_offered() -> None:
    assert (offer_zones("gmt"), offer_zones("utc")) == ([], [])
