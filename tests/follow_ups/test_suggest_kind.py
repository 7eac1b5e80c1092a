"""The kind that words speak of, as the form starts with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.follow_ups.models import Kind
from tracker.follow_ups.suggest_kind import SIGNS, suggest_kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the EU Coordinator invited the WCO to speak at the Workshop", "invitation"),
        ("further development of the training material", "training"),
        ("possible cooperation to enhance information exchange", "cooperation_area"),
        ("to share customs intelligence every month", "information_exchange"),
        ("will send a report by June", "document"),
        ("briefed the Committee", "briefing"),
        ("to meet again in autumn", "meeting"),
        ("The Council decided to adopt the plan", "decision_to_implement"),
        ("une formation régionale", "training"),
        ("envoyer le projet de lettre", "document"),
        ("appreciation", "other"),
        ("constraint", "other"),
        ("", "other"),
    ],
)
def test_words_speak_of_a_kind(words: str, kind: str) -> None:
    expected = {"decision_to_implement": Kind.DECISION}.get(kind, kind)
    assert suggest_kind(words) == expected


@given(st.text())
def test_any_words_give_one_of_the_kinds(words: str) -> None:
    assert suggest_kind(words) in {*SIGNS, Kind.OTHER}
