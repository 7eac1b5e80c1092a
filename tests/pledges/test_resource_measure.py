from decimal import Decimal

import pytest
from django.utils import translation

from tracker.pledges.models import Pledge
from tracker.pledges.resource_measure import Kind

pytestmark = pytest.mark.one_database

MEASURES = {
    (Kind.STAFF, "1", 1, ""): ("1 staff, 1 month", "1 personnel, 1 mois"),
    (Kind.STAFF, "1.5", 1, "analyst"): ("1 analyst, 1.5 months", "1 analyst, 1,5 mois"),
    (Kind.STAFF, "2", 2, "analysts"): ("2 analysts, 1 month each", "2 analysts, 1 mois par personne"),
    (Kind.STAFF, "24", 2, "secondees"): ("2 secondees, 12 months each", "2 secondees, 12 mois par personne"),
    (Kind.IN_KIND, "3", None, "laptops"): ("3 laptops", "3 laptops"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_people_are_said_with_the_months_of_each(language: str) -> None:
    with translation.override(language):
        said = {
            (kind, quantity, people, what): Pledge(
                kind=kind, quantity=Decimal(quantity), people=people, what=what
            ).measure
            for kind, quantity, people, what in MEASURES
        }
    assert said == {row: words[language == "fr"] for row, words in MEASURES.items()}
