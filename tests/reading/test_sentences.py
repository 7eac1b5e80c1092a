import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.sentences import sentences_of

pytestmark = pytest.mark.one_database

TEXTS = st.text(st.sampled_from("aB1é😀ם.!?…:;«»\"'()-•· \u00a0\t\n。你Mr") | st.characters(exclude_categories=["Cs"]))


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences_of(text, 0, len(text))]


def test_sentences_end_at_full_stops_question_and_exclamation_marks():
    assert split("We met. Who came? All! Good") == ["We met.", "Who came?", "All!", "Good"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. de Kerchove met Dr. Mikuriya and H.E. Mrs. Rahman.",
        "He named several bodies, e.g. EUROPOL, i.e. The Hague.",
        "See No. 5, Art. 12, paras. 3 and 4, of Sept. 2017.",
        "J. P. Smith, J.-P. Dupont and M. Durand of the U.S. Treasury agreed.",
        "The rate is 3.5 per cent of 1.000.000 euros.",
        "They discussed training... and travel.",
        "« Vraiment ? » demanda-t-il.",
        "Voir la décision n° 5 et la rés. 2347, p. ex. Annexe 2.",
        "Voir l’art. 3 et l'Art. 5, selon l’O.N.U. et d’A. Dupont.",
        "He cited “cf. Annex 2” and –vol. 3, (No. 5) and « St. Mary ».",
        "He wrote 'cf. Annex 2' and -vol. 3 and ’St. Mary’.",
        "They met - at last - and spoke.",
        "They met Art. (5) at p. “7” and left. (and so on).",
        "12. The Chair opened the meeting.",
        "a. The report is late.",
        "iv. The report is late.",
        "2.1. The report is late.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence):
    assert split(f"{sentence} Next.") == [sentence, "Next."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The visit was on 25 May.", "Recognizing the need, he spoke."),
        ("The answer was no.", "We left."),
        ("They spoke of training, travel etc.", "Then they left."),
        ("They came at 5 p.m.", "Dinner followed."),
        ("They waited...", "Nobody came."),
        ("They waited…", "Nobody came."),
        ("« Nous viendrons. »", "Il partit."),
        ("«\u00a0Vraiment\u00a0?\u00a0»", "Il partit."),
        ("He said “we agree.”", "“So do we,” she said."),
        ("They agreed (see annex.)", "(The annex is secret.)"),
        ("The year was 2017.", "5 officers came."),
        ("They said WE CAN’T.", "Then they left."),
        ("They met the CHAIR’S.", "Then they left."),
        ("They sent Mr...", "Then they left."),
        ("They took plan b.", "Then they left."),
        ("They met on page.", "5 officers came."),
        ("They stayed, p.", "Then they left."),
        ("وصل الوفد.", "هل عاد؟"),
        ("Ils vinrent.", "À midi ils partirent."),
    ],
)
def test_a_sentence_ends_before_the_next_one(first, second):
    assert split(f"{first} {second}") == [first, second]


def test_chinese_sentences_need_no_space_between_them():
    assert split("你好。世界！“是。”") == ["你好。", "世界！", "“是。”"]


@given(TEXTS)
def test_every_character_but_white_space_lies_in_exactly_one_sentence(text):
    inside = [place for span in sentences_of(text, 0, len(text)) for place in range(span.start, span.end)]
    assert len(inside) == len(set(inside))
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(inside)


@given(TEXTS)
def test_sentences_stand_in_order_without_white_space_at_their_ends(text):
    # As blocks begin and end.
    text = text.strip()
    spans = list(sentences_of(text, 0, len(text)))
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)


WRAPPED = "The agency will send its list of\nports, and the handbook on smug-\ngling, to all parties.\nIt ends."
