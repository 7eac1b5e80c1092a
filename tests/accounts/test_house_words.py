"""A password that is made of the words of the house is refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tracker.accounts.password_links.house_words import HouseWordsValidator

pytestmark = pytest.mark.one_database

REFUSED = "Words that everybody here knows, such as “Suivi”, are not enough: add others."


@pytest.mark.parametrize("password", ["Suivi-2026!", "suivi réunion 26", "MotDePasse-2026", "welcome to suivi"])
def test_words_of_the_house_alone_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert REFUSED in refusal.value.messages


@pytest.mark.parametrize("password", ["suivi correct horse", "0123-9876-5555", "staple battery"])
def test_other_words_are_enough(password: str) -> None:
    HouseWordsValidator().validate(password)


def test_the_address_of_the_house_is_one_of_its_words(settings: object) -> None:
    settings.SITE_ADDRESS = "https://tracker.wcoomd.example"  # type: ignore[attr-defined]
    with pytest.raises(ValidationError):
        HouseWordsValidator().validate("wcoomd-2026-26")
