"""By when: which of the dates that a sentence names it sets; a meeting on 24 May 2018 says what is meant by it."""

from datetime import date

import pytest

from tracker.reading.read import read

pytestmark = pytest.mark.one_database
MEETING = date(2018, 5, 24)

WHEN = {
    "en": {
        "Anna to send the list by 15 June at 5 pm.": "2018-06-15",
        "Anna to send the list on or before 15 June 2018.": "2018-06-15",
        "Anna to send the list (15 Jun).": "2018-06-15",
        "Anna to send the list, 15 June.": "2018-06-15",
        "Anna to send the list by 24 May.": "2018-05-24",
        "Anna to send the list by 23 May.": "2019-05-23",
        "Anna to send the list by 15/06.": "2018-06-15",
        "Anna to send the list before 6/15.": "2018-06-15",
        "Anna to send the list by 32/13.": None,
        "Anna to send 1/2 of the list.": None,
        "Anna to send 1/2 of the list by 15/06.": "2018-06-15",
        "Anna to send the list by mid-June.": "2018-06",
        "Anna to send the list in early July.": "2018-07",
        "Anna to send the list in late April.": "2019-04",
        "Anna to send the list by late June 2018.": "2018-06",
        "Anna to send the 15 May list.": "2019-05-15",
        "Anna to send the 15 May list by 15 June.": "2018-06-15",
        "Anna to send the 25 May list (15 June).": "2018-06-15",
        "Anna to send the list of 15 June.": None,
        "Anna to send the list on 15 June and the report by 20 June.": "2018-06-15",
        "Anna must send the list in July.": "2018-07",
        "Anna must send the list on 15 June.": "2018-06-15",
        "Anna to send the list by tomorrow.": "2018-05-25",
        "Anna to send the list by the end of the month.": "2018-05",
        "Anna to send the list in two weeks.": "2018-06-07",
        "Anna to send the list by the end of next week.": "2018-06-01",
        "Anna to send the list by the end of next month.": "2018-06",
        "Anna to send the list within ten days.": "2018-06-03",
        "Anna to send the list within ten days of receipt.": None,
        "Anna to send the list within 10 working days.": None,
        "Anna to send the list in a fortnight.": "2018-06-07",
        "Anna to send the list within three months.": "2018-08-24",
        "Anna to send the list in nine months.": "2019-02-24",
        "Anna to send the list by end July.": "2018-07",
        "Anna to send the list by end of Q1.": "2019-03-31",
        "Anna to send the list by the end of Q2.": "2018-06-30",
        "Anna to send the list by the end of the third quarter of 2019.": "2019-09-30",
        "Action 7 (K. Tanaka, 31 July 2018): send the list.": "2018-07-31",
    },
    "fr": {
        "Anna doit envoyer la liste avant le 15 juin.": "2018-06-15",
        "Anna doit envoyer la liste le 15 juin.": "2018-06-15",
        "Anna doit envoyer la liste avant le 15/06.": "2018-06-15",
        "Anna doit envoyer la liste d'ici à la mi-juin.": "2018-06",
        "Anna doit envoyer la liste mi-juin.": "2018-06",
        "Anna doit envoyer la liste début juillet.": "2018-07",
        "Anna doit envoyer la liste fin juin.": "2018-06",
        "Anna doit envoyer la liste dans deux semaines.": "2018-06-07",
        "Anna doit envoyer la liste d'ici la fin de l'année.": "2018-12-31",
        "Anna enverra la liste en juillet.": "2018-07",
        "Anna enverra la liste du 15 juin.": None,
    },
}


@pytest.mark.parametrize("language", WHEN)
def test_words_say_by_when(language: str) -> None:
    found = {}
    for text in WHEN[language]:
        dues = [one.due and one.due.value for one in read(text, language, MEETING).suggestions]
        found[text] = dues[0] if dues else "no suggestion"
    assert found == WHEN[language]
