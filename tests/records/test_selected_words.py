"""Words that an address names in a record."""

from urllib.parse import parse_qsl

import pytest
from django.http import Http404

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.records.models import Record, Version
from tracker.records.selected_words import SelectedWords, selected_words

START = COMMUNIQUE.index("Several areas")
END = START + len("Several areas for further cooperation")


def query(record: Record, start: object = START, end: object = END, **more: object) -> dict[str, str]:
    return {name: str(value) for name, value in {"record": record.pk, "start": start, "end": end, **more}.items()}


def test_the_address_names_the_words(communique: Record, claire: User) -> None:
    words = selected_words(claire, query(communique, version=1))
    assert words is not None
    assert words.quote == "Several areas for further cooperation"


def test_the_button_behind_a_sentence_names_it_in_one_word(communique: Record, claire: User) -> None:
    words = selected_words(claire, {"record": str(communique.pk), "version": "1", "at": f"{START}-{END}"})
    assert words == selected_words(claire, query(communique, version=1))


@pytest.mark.parametrize("at", ["", "x", "1", "1-", "-1", "1-2-3", f"{END}-{START}", "0-99999999"])
def test_what_names_no_sentence_is_not_found(communique: Record, claire: User, at: str) -> None:
    with pytest.raises(Http404):
        selected_words(claire, {"record": str(communique.pk), "at": at})


def test_without_a_record_there_are_no_words(claire: User) -> None:
    assert selected_words(claire, {"meeting": "1"}) is None


def test_words_read_in_an_older_version_are_found_in_the_present_one(communique: Record, claire: User) -> None:
    communique.rewrite(f"A new first line.\n{COMMUNIQUE}", by=claire)
    words = selected_words(claire, query(communique, version=1))
    assert words is not None
    assert (words.version.number, words.quote) == (2, "Several areas for further cooperation")


def test_an_address_without_a_version_names_words_of_the_present_one(communique: Record, claire: User) -> None:
    text = f"A new first line.\n{COMMUNIQUE}"
    communique.rewrite(text, by=claire)
    words = selected_words(claire, query(communique, text.index("Several"), text.index(" areas")))
    assert words is not None
    assert (words.quote, words.meeting, words.language) == ("Several", communique.meeting, "en")
    assert selected_words(claire, dict(parse_qsl(words.query))) == words


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("areas for", "Areas for"),
        ("smug-\ngling of  goods\nby sea", "Smuggling of goods by sea"),
        ("é" + "x" * 119, "É" + "x" * 119),
        ("x" * 121, "X" + "x" * 118 + "…"),
    ],
)
def test_what_is_made_of_words_begins_with_them_as_its_title(quote: str, title: str) -> None:
    assert SelectedWords(Version(text=f"  {quote}. "), 2, 2 + len(quote)).title == title


def test_words_that_are_gone_since_are_not_found(communique: Record, claire: User) -> None:
    communique.rewrite("Nothing.", by=claire)
    with pytest.raises(Http404):
        selected_words(claire, query(communique, version=1))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", "x"),
        ("start", "-1"),
        ("end", "99999"),
        ("end", "9" * 40),
        ("end", "9" * 5000),
        ("record", "9" * 30),
        ("version", "7"),
        ("record", "0"),
        ("start", "²"),
    ],
)
def test_an_address_that_names_no_words_is_not_found(communique: Record, claire: User, name: str, value: str) -> None:
    with pytest.raises(Http404):
        selected_words(claire, query(communique) | {name: value})


def test_words_of_a_restricted_record_are_not_found_by_a_stranger(secret: FollowUp, omar: User) -> None:
    assert secret.passage is not None
    with pytest.raises(Http404):
        selected_words(omar, query(secret.passage.record, 0, 9))
