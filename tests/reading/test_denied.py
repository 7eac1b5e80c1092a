"""What nobody will do, and what somebody says that they will not do, is no follow-up."""

from unittest.mock import ANY

import pytest

from tracker.reading.read import read

pytestmark = pytest.mark.one_database

DENIED = {
    "en": (
        "Nobody will send the list.",
        "No one will send the list.",
        "No-one will send the list by Friday.",
        "No member of the Board will send the list.",
        "None of the members will send the list.",
        "Neither Anna nor Omar will send the list.",
        "Nobody in the group volunteered to send the list.",
        "Nothing will be sent.",
        "No meeting will take place in May.",
        "Anna will not send the list by Friday.",
        "Anna will no longer send the list.",
        "Anna will send no list.",
        "It was agreed that nobody will send the list.",
        "Anna said that she will not send the list.",
        "I don't intend to promise anything.",
        "It has not yet been decided that Anna will send the list.",
        "It was not decided who will send the list.",
        "The Committee did not agree that the Secretariat will send the list.",
        "Nobody agreed that the Secretariat will send the list.",
        "Mr Bo does not think that the Secretariat will send the list.",
        "Anna refused to send the list.",
        "The proposal that the Secretariat will send the list was rejected.",
        "The proposal that the Secretariat will send the list was not adopted.",
        "They withdrew the proposal that the Secretariat will send the list.",
        "Action: nobody will send the list.",
        "Action: Anna will not send the list.",
    ),
    "fr": (
        "Personne n'enverra la liste.",
        "Aucun membre n’enverra la liste avant le 15 juin.",
        "Nul n'enverra la liste.",
        "Ni Anne ni Omar n'enverra la liste.",
        "Personne ne va envoyer la liste.",
        "Aucun ne s'engage à envoyer la liste.",
        "La liste ne sera envoyée par personne.",
        "Rien ne sera envoyé.",
        "Anne n'enverra pas la liste.",
        "Anne n'enverra plus la liste.",
        "Anne n'enverra la liste à aucun membre.",
        "La réunion n'aura pas lieu.",
        "Il est convenu que personne n'enverra la liste.",
        "Il n'est pas convenu que le secrétariat enverra la liste.",
        "Il n'a pas encore été décidé que Mme Diallo enverra la liste.",
        "Il n'a pas été décidé qui enverra la liste.",
        "Le Comité n'a pas décidé que le secrétariat enverra la liste.",
        "Personne n'est convenu que le secrétariat enverra la liste.",
        "M. Dupont ne pense pas que le secrétariat enverra la liste.",
        "Le Comité renonce à envoyer la liste.",
        "La proposition selon laquelle le secrétariat enverra la liste a été rejetée.",
        "La proposition que le secrétariat enverra la liste n'est pas adoptée.",
        "Le Comité a rejeté la proposition que le secrétariat enverra la liste.",
        "Action : personne n'enverra la liste.",
        "Action : Anne n'enverra pas la liste.",
    ),
}
# Each with who is to do it.
MEANT = {
    "en": {
        "Nobody will send the list, but Anna will write to the Board by Friday.": "Anna",
        "As no one objected, the Secretariat will send the list by Friday.": "the Secretariat",
        "As nobody came the Secretariat will send the list by Friday.": None,
        "The members agreed not to send the list by Friday.": "The members",
        "Nobody but Anna will send the list.": "Anna",
        "No later than May the Secretariat will send the list.": None,
        "Item No 3: Anna will send the list.": "Anna",
        "Anna will not send the list until May.": "Anna",
        "Anna will send the list to those who were not there.": "Anna",
        "They will send the list with no annex.": None,
        "With no objection the Secretariat will send the list.": None,
        "The Board adopted the proposal that the Secretariat will send the list.": "the Secretariat",
        "The Board rejected the proposal and Anna will send the list by Friday.": ANY,
        "Those who had not been asked will send the list by Friday.": ANY,
        "The Board is not certain of the date but Anna will ask the port by Friday.": "Anna",
    },
    "fr": {
        "Anne n'enverra pas la liste mais Omar enverra le rapport.": "Omar",
        "Comme personne n'a répondu, Anne enverra la liste.": "Anne",
        "Anne n'enverra que la liste.": "Anne",
        "Anne n'enverra la liste qu'en mai, pas plus tard.": "Anne",
        "Anne n'oubliera pas d'envoyer la liste.": "Anne",
        "Anne n'enverra pas la liste avant le 15 juin.": "Anne",
        "Personne d'autre qu'Anne n'enverra la liste.": None,
        "La personne chargée du dossier enverra la liste.": "La personne chargée du dossier",
        "Il n'est pas seulement convenu que le port paiera la liste.": ANY,
        "Il n'est pas exclu que la réunion aura lieu en mai.": None,
        "La proposition du port n'est pas acceptée : le secrétariat enverra une liste.": "le secrétariat",
        "Les membres qui n'ont pas encore été invités enverront leur liste.": ANY,
        "Action : Anne cherchera pourquoi personne n'enverra la liste.": "Anne",
    },
}


@pytest.mark.parametrize("language", DENIED)
def test_what_is_denied_is_not_suggested(language: str) -> None:
    assert [text for text in DENIED[language] if read(text, language).suggestions] == []


@pytest.mark.parametrize("language", MEANT)
def test_what_is_still_to_be_done_is_suggested_with_whoever_will(language: str) -> None:
    found = {
        text: [one.owner and one.owner.of(text) for one in read(text, language).suggestions] for text in MEANT[language]
    }
    assert found == {text: [owner] for text, owner in MEANT[language].items()}
