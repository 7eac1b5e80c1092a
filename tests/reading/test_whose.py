"""Whose it is: by the label of an action, in brackets, behind "by" or in initials; by whom it will be done."""

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
        "⇒ Anna to send the list.": "Anna",
        "=> Anna to send the list.": "Anna",
        "☐ Anna to send the list.": "Anna",
        "The list will be sent by Anna.": "Anna",
        "The list will be sent by Anna by 15 June.": "Anna",
        "The list will be sent by the EU before June.": "the EU",
        "The list will be sent by Anna Bo and Omar in June.": "Anna Bo and Omar",
        "The list will be sent by June.": None,
        "The list will be sent by June 15.": None,
        "The list will be sent by Monday before noon.": None,
        "Action 7 (K. Tanaka, 31 July 2018): send the list.": "K. Tanaka",
        "Action: AB/CD – send the list.": "AB/CD",
        "Action 3 – AB: send the list.": "AB",
        "Action: ports – send the list.": None,
        "The Board DECIDED to send the list by Friday.": "The Board",
        "The Board rejected the amendment and the Secretariat will send the list.": "the Secretariat",
        "Anna declined the post so Omar will send the list.": "Omar",
        "The United Nations will send the list.": "The United Nations",
    },
    "fr": {
        "Action (AB) : envoyer la liste.": "AB",
        "Action AB : envoyer la liste.": "AB",
        "À faire par Anna : envoyer la liste.": "Anna",
        "Action pour Anna et Omar : envoyer la liste.": "Anna et Omar",
        "Action pour lundi : envoyer la liste.": None,
        "La liste sera envoyée par Anna avant le 15 juin.": "Anna",
        "La liste sera envoyée par l'OMD en juin.": "l'OMD",
        "La liste sera envoyée par courriel.": None,
        "Action 3 – AB : relancer l'OMD.": "AB",
        "Mme Diallo se charge de mettre à jour la liste.": "Mme Diallo",
        "L'OMD a accepté de communiquer la liste avant le 15 juin.": "L'OMD",
        "Les membres sont priés d'envoyer la liste avant le 15 juin.": "Les membres",
        "Le secrétariat fera la liste.": "Le secrétariat",
        "La proposition n'a pas été adoptée et Anne la révisera d'ici juin.": "Anne",
        "Le groupe convient que l'OMD préparera un projet.": "l'OMD",
        "Le groupe convient que l'objet sera étudié.": None,
        "| Action | Resp. |\n|---|---|\n| Envoyer la liste | Anna |": "Anna",
        "Action pour le conseil : envoyer la liste.": None,
    },
}


@pytest.mark.parametrize("language", WHOSE)
def test_words_say_whose_it_is(language: str) -> None:
    found = {}
    for text in WHOSE[language]:
        owners = [one.owner and one.owner.of(text) for one in read(text, language).suggestions]
        found[text] = owners[0] if owners else None
    assert found == WHOSE[language]
