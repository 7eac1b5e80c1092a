"""What single words, titles and phrases mean, in both languages, and which known names a text holds."""

import re

import pytest

from tracker.reading.grammar import grammar_of, language_of
from tracker.reading.known import known_in
from tracker.reading.phrases import phrases_of
from tracker.reading.read import read
from tracker.reading.results import Known
from tracker.reading.spans import lowered, plain, spaced, words

pytestmark = pytest.mark.one_database
ENGLISH, FRENCH = grammar_of("en"), grammar_of("fr-BE")

TITLES = {
    "people": ["Attendees", "2. Attendees:", "A) ATTENDEES", "**Present**", "Also in attendance", "<b>Present</b>",
               "[Present](x)", "The attendees"],
    "absent": ["Regrets", "Apologies received", "Absent with leave"],
    "agenda": ["Agenda"], "actions": ["Action items", "Next steps"], "decisions": ["Decisions"],
    "next_meeting": ["Next meeting", "Date of the next session", "Next call"],
    "votes": ["Votes"], "previous": ["Previous actions"],
    "": ["items for action", "Actions to be taken", "present members of the board of the port", "Roof", ""],
}  # fmt: skip
TITRES = {
    "people": ["Présents", "Présent.e.s", "Présent·e·s :", "Présent-e-s", "Étaient présents"],
    "absent": ["Excusé(e)s", "Absents"], "agenda": ["Ordre du jour"], "decisions": ["Relevé de décisions"],
    "next_meeting": ["Prochaine réunion", "Date de la prochaine séance"], "actions": ["Actions à mener"],
    "": ["Toiture"],
}  # fmt: skip


def test_a_title_means_what_stands_under_it() -> None:
    for grammar, titles in ((ENGLISH, TITLES), (FRENCH, TITRES)):
        assert {
            meaning: [t for t in some if grammar.section(t) == meaning] for meaning, some in titles.items()
        } == titles


def test_a_mandate_is_of_the_kind_that_its_last_telling_word_says() -> None:
    named = {
        "Resolution 2347": "resolution", "Paris Agreement": "agreement", "Agreement on a Plan": "work_plan",
        "Joint Strategy": "strategy", "Memorandum of Understanding": "agreement", "ISO 9001": "decision",
        "Plan of Agreement": "agreement", "Declaration": "decision", "Policy": "strategy", "": "decision",
    }  # fmt: skip
    assert {name: ENGLISH.kind_of_mandate(name) for name in named} == named
    nommes = {"résolution 2347": "resolution", "plan d'action": "work_plan", "loi de finances": "decision"}
    assert {name: FRENCH.kind_of_mandate(name) for name in nommes} == nommes


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("envoyer", "verb may"), ("d'envoyer", "verb may"), ("mer", ""), ("hier", ""), ("enverra", "future"),
        ("opéra", ""), ("rédige", "now"), ("rédigent", "now"), ("table", ""), ("seront", ""), ("avenir", ""),
    ],
)  # fmt: skip
def test_the_end_of_a_french_word_says_whether_it_is_a_verb(word: str, said: str) -> None:
    ways = {"verb": FRENCH.is_verb, "may": FRENCH.may_do, "future": FRENCH.is_future, "now": FRENCH.is_done_now}
    assert " ".join(name for name, way in ways.items() if way(word)) == said


def test_an_english_verb_is_one_of_its_list() -> None:
    every = {"send": (True, True), "harbour": (False, False), "sends": (False, False), "l'send": (True, True)}
    assert {word: (ENGLISH.is_verb(word), ENGLISH.may_do(word)) for word in every} == every
    assert (ENGLISH.has_infinitives, FRENCH.has_infinitives) == (False, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The list of the ports is in the box and it was sent to the members", "en"),
        ("La liste des ports est dans la boîte et elle a été envoyée aux membres", "fr"),
        ("the the the the the", "en"), ("the the the the", ""), ("la le the of and la", ""), ("", ""),
        ("the of and to in la", "en"), ("x " * 2_495 + "the " * 5, ""), ("x " * 2_490 + "the " * 5, "en"),
        ("Die Liste der Häfen ist in der Kiste", ""),
    ],
)  # fmt: skip
def test_a_language_is_told_by_its_commonest_words_at_the_top(text: str, language: str) -> None:
    assert language_of(text) == language


KNOWN = [
    Known("wco", "WCO"), Known("board", "Board"), Known("trade", "Board of Trade"), Known("water", "water"),
    Known("ann", "Ann O’Hara", "person"), Known("later", "Board"), Known("omd", "OMD"), Known("anne", "Anne"),
    Known("ci", "Côte d’Ivoire"), Known("ue", "Union européenne"), Known("kids", "Children's Fund"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The WCO and the wco met.", ["wco: WCO"]), ("WCO's list; WCO.org; WCO/x; WCO@x; WCO. Then",
                                                      ["wco: WCO's", "wco: WCO"]),
        ("The Board of Trade's Board; the board.", ["trade: Board of Trade's", "board: Board"]),
        ("BOARD OF TRADE, board of Trade, board of trade", ["trade: BOARD OF TRADE", "trade: board of Trade"]),
        ("Ann O'Hara's list, Ann O’Hara, ann o'hara", ["ann: Ann O'Hara's", "ann: Ann O'Hara"]),
        ("Water and water, Waters", ["water: Water", "water: water"]),
        ("avec l’OMD, d'Anne et qu'Anne, L'Union européenne, l'omd, l'union européenne",
         ["omd: OMD", "anne: Anne", "anne: Anne", "ue: Union européenne"]),
        ("la Côte d'Ivoire, Cote d'Ivoire", ["ci: Côte d'Ivoire"]),
        ("Children's Fund, the Children's Fund's list", ["kids: Children's Fund", "kids: Children's Fund's"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_known_name_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    plainly = plain(text)
    assert [f"{one.key}: {span.of(plainly)}" for one, span in known_in(plainly, KNOWN)] == found


PHRASES = phrases_of(
    "agree/agrees to\nwill be {done}\nask _ to {verb}\nplease\nparler de {verb}",
    {"verb": frozenset({"send", "write"}), "verb_or_noun": frozenset({"call"}), "done": frozenset({"sent", "~ed"})},
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we agree to go", "agree to"), ("he agrees   to go", "agrees   to"), ("they disagree to go", ""),
        ("agree-to", ""), ("it will be painted", "will be painted"), ("it will be red", ""), ("it will be sent",
        "will be sent"),
        ("it will be sent-off", ""), ("ask to call", "ask to call"), ("ask them to sending", ""),
        ("ask the chair of it to write", "ask the chair of it to write"), ("ask the chair of the board to write", ""),
        ("please", "please"), ("pleased", ""), ("not-please", ""), ("please agree to", "please"),
        ("parler de write", "parler de write"), ("parler d'write", "parler d'write"), ("", ""),
    ],
)  # fmt: skip
def test_a_phrase_stands_as_whole_words(text: str, found: str) -> None:
    match = PHRASES.find(text, set(re.findall(r"[\w'-]+", text)))
    assert (match[0] if match else "") == found


def test_of_a_row_of_actions_the_whole_is_a_sentence() -> None:
    text = "We met. We left.\n\n| Action | Who |\n|---|---|\n| Pay. Go. | Tom |"
    assert [span.of(text) for span in read(text).sentences] == ["We met.", "We left.", "| Action | Who |", "|---|---|",
                                                                "| Pay. Go. | Tom |"]  # fmt: skip


def test_places_stay_where_they_were_whatever_is_made_plain() -> None:
    text = "a\u00a0b\t’c‘–—‑\u202fd\r\nİÉ"
    assert (plain(text), lowered(text), len(plain(text))) == (
        "a b 'c'--- d  İÉ",
        "a\u00a0b\t’c‘–—‑\u202fd\r\nİé",
        len(text),
    )
    assert (spaced("a b ?c"), words("L'été no-one's x_y 3.5 –")) == ("a +b *c", ["l'été", "no-one's", "x_y", "3", "5"])
