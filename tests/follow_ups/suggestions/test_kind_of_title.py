"""The kind that a title speaks of, as the form says it and as it is saved."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from tracker.accounts.models import User
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.kind_of_title import kind_of_title, say_kind_of_title

SignIn = Callable[[User], Client]
LEAST = {"strength": "agreed", "owed_by": "us", "classification": "general"}
TITLES = [
    ("en", "Send the revised curriculum to the office", "document"),
    ("en", "Speak at the workshop", "invitation"),
    ("en", "Further develop the training material", "training"),
    ("en", "Brief the Council on the visit", "briefing"),
    ("en", "Meet EUROPOL in Lyon", "meeting"),
    ("en", "Host a trainer for three months", "training"),
    ("en", "The visit of the three", "other"),
    ("en", "Implement the decision of the Council", "decision"),
    ("en", "Sendai framework", "other"),
    ("en", "Envoyer le compte rendu", "document"),
    ("fr", "Rédiger la note de synthèse", "document"),
    ("fr", "Intervenir à l’atelier de Bruxelles", "invitation"),
    ("fr", "Former les agents de la région", "training"),
    ("fr", "Rencontrer EUROPOL", "meeting"),
    ("fr", "Send the minutes", "document"),
    ("fr", "", "other"),
]


@pytest.mark.one_database
def test_it_is_told_by_how_the_title_begins_then_by_its_words() -> None:
    found = []
    for language, title, _kind in TITLES:
        with translation.override(language):
            found.append((language, title, kind_of_title(title)))
    assert found == TITLES


@pytest.mark.one_database
def test_the_first_choice_says_it() -> None:
    said = [say_kind_of_title(title) for title in ("", "Train the officers", "Sundry")]
    assert said == ["From the title", "Training (from the title)", "Other (from the title)"]


def test_it_is_saved_unless_another_is_chosen(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    for chosen in ({}, {"kind": ""}, {"kind": "other"}):
        client.post("/follow-ups/new/", {"title": "Send the minutes", **LEAST, **chosen})
    kinds = list(FollowUp.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [Kind.DOCUMENT, Kind.DOCUMENT, Kind.OTHER]


def test_it_is_asked_for_while_the_title_is_typed(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert client.get("/follow-ups/new/kind/", {"title": "Send <it>"}).text == "Document (from the title)"
    assert '<option value="" selected>From the title</option>' in client.get("/follow-ups/new/").text
