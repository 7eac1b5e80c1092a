"""A fragment drawn once and filled in for each row is what its template would have drawn."""

from django.utils import translation

from tracker.follow_ups.life import Status
from tracker.kit.stencil import KEY, _cut, stencil

FIXED = {"name": "due", "address": "follow_ups:due", "look": "late", "within": "page"}


def test_the_key_and_the_words_stand_in_their_holes() -> None:
    drawn = stencil("follow_ups/change.html", 12, {"shown": "tomorrow"}, **FIXED)
    assert 'href="/follow-ups/12/due/"' in drawn
    assert ">tomorrow</a>" in drawn
    assert str(KEY) not in drawn


def test_words_are_escaped() -> None:
    assert "<b>" not in stencil("follow_ups/change.html", 12, {"shown": "<b>"}, **FIXED)


def test_words_that_look_like_a_hole_are_only_words() -> None:
    words = {"title": f"⟦csrf_token⟧ {KEY}", "version": 3, "csrf_token": "token"}
    status = Status.OPEN
    drawn = stencil("follow_ups/status.html", 1, words, status=status, choices=(), within="page")
    assert f"Open: change the status of ⟦csrf_token⟧ {KEY}" in drawn


def test_each_language_has_a_drawing_of_its_own() -> None:
    def drawn(language: str) -> str:
        with translation.override(language):
            return stencil("follow_ups/status.html", 1, {"title": "x"}, status=Status.DONE, choices=(), within="page")

    assert drawn("en") == drawn("en")
    assert _cut.cache_info().currsize >= 1
