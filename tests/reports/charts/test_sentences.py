"""What plots say, in both languages: every number agrees with its noun, and nothing is with nobody."""

import pytest
from django.utils import translation

from tracker.reports.charts.sentences import say_balance, say_done, say_lateness, say_logged

NUMBERS = [
    ("en", 0, "0 logged", "0 done"),
    ("en", 1, "1 logged", "1 done"),
    ("en", 2, "2 logged", "2 done"),
    ("fr", 0, "0 consignée", "0 réalisée"),
    ("fr", 1, "1 consignée", "1 réalisée"),
    ("fr", 2, "2 consignées", "2 réalisées"),
]
BALANCES = [
    ("en", (0, 0, 0), "0 logged, of which agreed 0; 0 done: as many came in as were finished"),
    ("en", (2, 1, 1), "2 logged, of which agreed 1; 1 done: 1 more came in than were finished"),
    ("en", (1, 1, 2), "1 logged, of which agreed 1; 2 done: 1 more was finished than came in"),
    ("fr", (2, 1, 1), "2 consignées, dont 1 convenue\u00a0; 1 réalisée\u00a0: 1 de plus est arrivée que terminée"),
    ("fr", (1, 1, 3), "1 consignée, dont 1 convenue\u00a0; 3 réalisées\u00a0: 2 de plus ont été terminées qu’arrivées"),
]
LATE = [
    ("en", (0, 0, "ENF", 0, False), "Nothing of ours is late"),
    ("en", (1, 0, "ENF", 1, False), "1 is late, not for more than 30 days; it is with ENF"),
    ("en", (1, 1, "Without unit", 1, True), "1 is late, 1 for more than 30 days; it stands in the line “Without unit”"),
    ("en", (2, 0, "ENF", 2, False), "2 are late, none for more than 30 days; most are with ENF: 2"),
    ("en", (2, 1, "Without unit", 2, True),
     "2 are late, 1 for more than 30 days; most stand in the line “Without unit”: 2"),
    ("fr", (1, 0, "ENF", 1, False), "1 est en retard, pas de plus de 30 jours\u00a0; elle revient à ENF"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "number", "logged", "done"), NUMBERS)
def test_a_number_agrees_with_what_it_counts(language: str, number: int, logged: str, done: str) -> None:
    with translation.override(language):
        assert (say_logged(number), say_done(number)) == (logged, done)


@pytest.mark.parametrize(("language", "numbers", "words"), BALANCES)
def test_what_came_and_went_is_a_sentence(language: str, numbers: tuple[int, int, int], words: str) -> None:
    with translation.override(language):
        assert say_balance(*numbers) == words


@pytest.mark.parametrize(("language", "said", "words"), LATE)
def test_what_is_late_is_with_somebody_or_in_the_line_without(
    language: str, said: tuple[int, int, str, int, bool], words: str
) -> None:
    late, long, name, most, is_nothing = said
    with translation.override(language):
        assert say_lateness(late, long, name=name, most=most, is_nothing=is_nothing) == words
