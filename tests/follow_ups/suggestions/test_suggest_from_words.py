"""The kind, strength and condition that words speak of, as the form starts with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.follow_ups.choices import Kind, Strength
from tracker.follow_ups.suggestions.suggest_from_words import suggest_conditional, suggest_kind, suggest_strength

KINDS = [
    ("en", "the EU Coordinator invited the WCO to speak at the Workshop", "invitation"),
    ("en", "They invite the Secretary General to the opening", "invitation"),
    ("en", "to speak at the Workshop on Heritage", "invitation"),
    ("en", "Members are invited to submit their comments", "other"),
    ("en", "further development of the training material", "training"),
    ("en", "to train forty officers", "training"),
    ("en", "a course for examining officers", "training"),
    ("en", "in the course of the year", "other"),
    ("en", "at all stages of the supply chain", "other"),
    ("en", "The former officer will come back to it", "other"),
    ("en", "trafficking in cultural property in all forms", "other"),
    ("en", "in formation", "other"),
    ("en", "possible cooperation to enhance information exchange", "cooperation_area"),
    ("en", "several areas for further co-operation were identified", "cooperation_area"),
    ("en", "to share customs intelligence every month", "information_exchange"),
    ("en", "stressed the importance of data", "other"),
    ("en", "will send a report by June", "document"),
    ("en", "to circulate the minutes", "document"),
    ("en", "took note of the text", "other"),
    ("en", "his important role", "other"),
    ("en", "briefed the Committee", "briefing"),
    ("en", "in brief", "other"),
    ("en", "exposed to risk", "other"),
    ("en", "to meet again in autumn", "meeting"),
    ("en", "The two sides will hold a technical meeting", "meeting"),
    ("en", "the week after his visit", "other"),
    ("en", "The Council decided to adopt the plan", "decision_to_implement"),
    ("en", "following the adoption, in 2016, of the resolution", "other"),
    ("en", "constraint", "other"),
    ("en", "appreciation", "other"),
    ("en", "", "other"),
    ("fr", "une formation régionale", "training"),
    ("fr", "des formations régionales", "training"),
    ("fr", "former les agents", "training"),
    ("fr", "par les formateurs", "training"),
    ("fr", "un stage de formation", "training"),
    ("fr", "à ce stade", "other"),
    ("fr", "par train", "other"),
    ("fr", "envoyer le projet de lettre", "document"),
    ("fr", "un projet commun", "other"),
    ("fr", "invite l’Organisation à participer à l’atelier", "invitation"),
    ("fr", "échanger des renseignements", "information_exchange"),
    ("fr", "de possibles domaines de coopération", "cooperation_area"),
    ("fr", "se réunir à l’automne", "meeting"),
    ("fr", "a décidé d’adopter le plan", "decision_to_implement"),
    ("fr", "Le Conseil décide d’adopter le plan", "decision_to_implement"),
    ("", "une formation régionale", "other"),
    ("", "at all stages", "other"),
    ("", "training", "other"),
    ("", "the invitation", "invitation"),
    ("", "coopération", "cooperation_area"),
    ("", "a new curriculum", "training"),
    ("ar", "training", "other"),
    ("es", "curriculum", "other"),
]


@pytest.mark.parametrize(("language", "words", "kind"), KINDS)
def test_words_speak_of_a_kind(language: str, words: str, kind: str) -> None:
    expected = {"decision_to_implement": Kind.DECISION}.get(kind, kind)
    assert suggest_kind(words, language) == expected


STRENGTHS = [
    ("en", "possible cooperation between the WCO and the EU institutions", "exploratory"),
    ("en", "these will hopefully translate into practical action", "exploratory"),
    ("en", "The two sides could meet again", "exploratory"),
    ("en", "Japan may pay for it", "exploratory"),
    ("en", "may 2019 be better", "agreed"),
    ("en", "Japan offered to host the workshop, if it is possible", "offered"),
    ("en", "welcomed Mr. de Kerchove on 25 May", "agreed"),
    ("en", "will send it as soon as possible", "agreed"),
    ("en", "will send the report", "agreed"),
    ("fr", "une éventuelle coopération", "exploratory"),
    ("fr", "pourrait être étendue", "exploratory"),
    ("fr", "le Japon a offert de l’accueillir", "offered"),
    ("fr", "dès que possible", "agreed"),
    ("fr", "le plus tôt possible", "agreed"),
    ("fr", "enverra le rapport", "agreed"),
    ("", "possible", "agreed"),
    ("en", "the EU Coordinator invited the WCO to speak at the Workshop", "offered"),
    ("en", "was invited to speak at the workshop", "offered"),
    ("en", "extended an invitation to the WCO to take part in the exercise", "offered"),
    ("en", "could invite the WCO to speak at the Workshop", "exploratory"),
    ("en", "accepted the invitation to speak at the Workshop", "agreed"),
    ("en", "will speak at the Workshop", "agreed"),
    ("en", "Members are invited to submit their comments", "agreed"),
    ("fr", "invite l’Organisation à participer à l’atelier", "offered"),
    ("fr", "a accepté l’invitation à participer à l’atelier", "agreed"),
    ("", "invited to speak", "agreed"),
]


@pytest.mark.parametrize(("language", "words", "strength"), STRENGTHS)
def test_words_say_how_firm_it_is(language: str, words: str, strength: str) -> None:
    assert suggest_strength(words, language) == strength


CONDITIONS = [
    ("en", "once financial and human resources are made available", True),
    ("en", "subject to the availability of funds", True),
    ("en", "resources permitting", True),
    ("en", "will publish the resources", False),
    ("en", "when the work is over", False),
    ("fr", "dès que les ressources financières seront disponibles", True),
    ("fr", "sous réserve des moyens disponibles", True),
    ("fr", "publiera les ressources", False),
    ("", "once resources are available", False),
]


@pytest.mark.parametrize(("language", "words", "conditional"), CONDITIONS)
def test_words_say_whether_it_waits_for_resources(language: str, words: str, conditional: bool) -> None:
    assert suggest_conditional(words, language) is conditional


@given(words=st.text(), language=st.sampled_from(["en", "fr", "ar", ""]))
def test_any_words_give_one_of_the_choices(words: str, language: str) -> None:
    assert suggest_kind(words, language) in Kind
    assert suggest_strength(words, language) in Strength
