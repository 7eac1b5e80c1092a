"""Whose it is, where the label of an action says so: in brackets, behind "by", or in initials."""

import pytest

from tracker.reading.read import read

pytestmark = pytest.mark.one_database

WHOSE = {
    "en": {
        "Action: send the list.": None,
        "Action (AB): send the list.": "AB",
        "ACTION (AB): send the list.": "AB",
        "ACTION AB: send the list.": "AB",
        "Action AB/CD: send the list.": "AB/CD",
        "Action AB and CD: send the list.": "AB and CD",
        "Action 3 [Anna Bo, Omar]: send the list.": "Anna Bo, Omar",
        "Action points 3 (Anna): send the list.": "Anna",
        "Action by Anna Bo: send the list.": "Anna Bo",
        "Action for Anna and Omar: send the list.": "Anna and Omar",
        "Action on JB: send the list.": "JB",
        "TODO(Anna): send the list.": "Anna",
        "AP AB: send the list.": "AB",
        "**Action (AB):** send the list.": "AB",
        "Action on Ports: send the list.": None,
        "Action Ports: send the list.": None,
        "Action for May: send the list.": None,
        "Action by Monday: send the list.": None,
        "Action (anna): send the list.": None,
        "Action for Next Meeting: send the list.": None,
        "Action by us: send the list.": None,
        "ACTION ITEMS: send the list.": None,
        "NEXT STEP: send the list.": None,
        "FOLLOW UP: send the list.": None,
        "TO DO: send the list.": None,
        "Task Force: send the list.": None,
        "Action plan: send the list.": None,
        "Action (AB): Anna to send the list.": "Anna",
        "Action (AB): the list was sent.": None,
    },
    "fr": {
        "Action (AB) : envoyer la liste.": "AB",
        "Action AB : envoyer la liste.": "AB",
        "À faire par Anna : envoyer la liste.": "Anna",
        "Action pour Anna et Omar : envoyer la liste.": "Anna et Omar",
        "Action pour lundi : envoyer la liste.": None,
        "Action pour le conseil : envoyer la liste.": None,
    },
}


@pytest.mark.parametrize("language", WHOSE)
def test_the_label_of_an_action_says_whose_it_is(language: str) -> None:
    found = {}
    for text in WHOSE[language]:
        owners = [one.owner and one.owner.of(text) for one in read(text, language).suggestions]
        found[text] = owners[0] if owners else None
    assert found == WHOSE[language]
