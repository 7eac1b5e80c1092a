import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.records.passage_anchors import CONTEXT, Selector, find, move, move_all, select

pytestmark = pytest.mark.one_database

RECORD = """The Secretary General welcomed Mr. Gilles de Kerchove on 25 May.
Recognizing the need, the EU Coordinator invited the WCO to speak at the Workshop on Iraqi Heritage in Brussels.
Dr. Mikuriya briefed Mr. de Kerchove on the cooperation mechanisms currently in place with EUROPOL and FRONTEX.
Several areas for further cooperation were identified, once resources are made available."""
INVITATION = "the EU Coordinator invited the WCO to speak at the Workshop on Iraqi Heritage"

# Letters with accents of their own and combined ones, letters beyond the BMP, right-to-left letters, signs and spaces.
LETTERS = st.sampled_from("aabé e\u0301ש ם ك𝒳😀,. \u00a0\n你")
TEXTS = st.text(LETTERS, max_size=40)
MARKED = TEXTS.map(lambda text: f"#{text}#")


def passage(text: str, words: str) -> Selector:
    return select(text, text.index(words), text.index(words) + len(words))


def moved(words: str, old: str, new: str) -> str | None:
    selector = move(passage(old, words), old, new)
    return selector and selector.exact


def stands(selector: Selector, text: str) -> bool:
    return selector == Selector(
        text[selector.start : selector.end],
        text[max(selector.start - CONTEXT, 0) : selector.start],
        text[selector.end : selector.end + CONTEXT],
        selector.start,
        selector.end,
    )


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Selector]:
    text = draw(st.text(LETTERS, min_size=1, max_size=60).filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return text, select(text, start, end)


def test_a_passage_keeps_its_words_and_what_stands_around_them():
    assert select("We met the EU in May.", 7, 13) == Selector("the EU", "We met ", " in May.", 7, 13)


def test_a_passage_has_no_white_space_at_its_ends():
    assert select("We met \n the EU  in May.", 6, 17) == Selector("the EU", "We met \n ", "  in May.", 9, 15)


def test_a_passage_remembers_32_characters_on_each_side():
    assert select("a" * 40 + "EU" + "b" * 40, 40, 42) == Selector("EU", "a" * 32, "b" * 32, 40, 42)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (0, 7)])
def test_a_passage_outside_of_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="is not inside the text, which has 6 characters"):
        select("We met", start, end)


@pytest.mark.parametrize(("start", "end"), [(2, 2), (2, 4)])
def test_a_passage_without_words_is_refused(start, end):
    with pytest.raises(ValueError, match="holds no words"):
        select("We  met", start, end)


def test_a_quote_is_found_where_its_context_fits():
    text = "Ask the EU today. Thank the EU now. Visit the EU soon."
    assert find(text, "the EU", "Thank ", " now.", None) == select(text, 24, 30)


@pytest.mark.parametrize("space", ["\n", "  ", ""])
def test_a_quote_is_found_where_its_context_fits_whatever_the_white_space_in_it(space):
    text = f"As they{space}met the EU in{space}May. You met the EU in June."
    assert find(text, "the EU", "they met ", " in", None) == passage(text, "the EU")
    assert find(text, "the EU", "met ", " in May", None) == passage(text, "the EU")
    assert find(text, "the EU", "You met ", " in", 0) == select(text, len(text) - 15, len(text) - 9)


def test_of_equal_quotes_the_nearest_is_found():
    assert find("the EU; the EU; the EU", "the EU", "", "", 9) == select("the EU; the EU; the EU", 8, 14)


def test_of_equal_quotes_the_first_is_found_when_no_place_is_known():
    assert find("the EU; the EU", "the EU", "", "", None) == select("the EU; the EU", 0, 6)


def test_quotes_that_overlap_are_told_apart():
    assert find("no no no", "no no", "no ", "", None) == select("no no no", 3, 8)


@pytest.mark.parametrize("exact", ["the EU Coordinator spoke", " the\nEU  Coordinator\u00a0spoke\n"])
def test_a_quote_is_found_whatever_its_white_space(exact):
    text = "  In  May\nthe   EU\n\nCoordinator spoke  of it."
    assert find(text, exact, "May ", "  of", None) == select(text, 10, 37)


def test_a_quote_whose_place_was_counted_in_utf16_units_is_found():
    text = "😀😀😀 yes. 😀😀😀 yes."
    assert find(text, "yes", "😀 ", ".", 18) == select(text, 13, 16)


@pytest.mark.parametrize("exact", ["Ghent", "", " \n "])
def test_a_quote_that_stands_nowhere_is_not_found(exact):
    assert find(RECORD, exact, "", "", 3) is None


def test_a_passage_stays_when_nothing_changed():
    assert move(passage(RECORD, INVITATION), RECORD, RECORD) == passage(RECORD, INVITATION)


def test_a_passage_follows_its_words_when_much_changed_around_it():
    new = RECORD.replace("welcomed", "received").replace("FRONTEX", "others").replace("Recognizing", "Seeing")
    assert move(passage(RECORD, INVITATION), RECORD, new) == passage(new, INVITATION)


def test_a_passage_follows_its_words_when_the_same_line_changed_before_and_after_it():
    new = RECORD.replace("Recognizing the need", "Seeing a need").replace("in Brussels", "in Ghent")
    assert move(passage(RECORD, INVITATION), RECORD, new) == passage(new, INVITATION)


def test_passages_follow_their_words_when_paragraphs_change_places():
    new = "\n".join(reversed(RECORD.split("\n")))
    words = [INVITATION, "areas for further cooperation", "Mr. de Kerchove"]
    assert move_all([passage(RECORD, each) for each in words], RECORD, new) == [passage(new, each) for each in words]


def test_a_passage_follows_its_words_when_lines_are_wrapped_anew():
    new = RECORD.replace("the WCO to speak", "the\nWCO to  speak")
    assert moved(INVITATION, RECORD, new) == INVITATION.replace("the WCO to speak", "the\nWCO to  speak")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Heritage", "Heritages"),
        ("Coordinator", "Counter-Terrorism Coordinator"),
        ("invited", "kindly invited"),
        ("to speak at the Workshop", "to the Workshop"),
        ("Iraqi Heritage", "Cultural Assets"),
        ("the EU Coordinator", "Mr. Gilles de Kerchove"),
        ("WCO", "World\nCustoms Organization"),
    ],
)
def test_a_passage_takes_over_light_changes_of_its_words(before, after):
    changed = INVITATION.replace(before, after)
    assert moved(INVITATION, RECORD, RECORD.replace(INVITATION, changed)) == changed


def test_a_passage_takes_over_light_changes_when_other_paragraphs_changed_too():
    changed = INVITATION.replace("invited", "asked")
    new = RECORD.replace("welcomed", "received").replace(INVITATION, changed).replace("FRONTEX", "others")
    assert moved(INVITATION, RECORD, new) == changed


def test_a_name_completed_at_the_end_of_a_passage_is_taken_whole():
    assert moved("Mr. Kerch", "We met Mr. Kerch today.", "We met Mr. Kerchove today.") == "Mr. Kerchove"


def test_a_name_completed_before_a_passage_is_taken_whole():
    assert moved("chove spoke", "Then chove spoke.", "Then Kerchove spoke.") == "Kerchove spoke"


def test_part_of_a_word_stays_part_of_a_word():
    assert moved("Kerch", "We met Kerchove.", "Today we met Kerchove and her.") == "Kerch"


def test_words_that_replaced_both_a_passage_and_its_neighbours_are_shared_by_number():
    old = "On Monday the old board of trade met in Ghent today"
    new = "On Monday the new council of trade sat in Bruges today"
    assert moved("board of trade met", old, new) == "council of trade sat"


def test_a_passage_does_not_reach_over_a_long_insertion():
    old = "The board of trade will meet the council of ministers"
    new = old.replace("will meet", "will, " + "as it was said before, " * 10 + "meet")
    assert moved("board of trade will meet", old, new) == "board of trade will"


def test_a_passage_whose_words_are_gone_is_gone():
    assert move(passage(RECORD, INVITATION), RECORD, RECORD.replace(INVITATION, "")) is None


def test_a_passage_is_gone_when_fewer_than_half_of_its_words_are_left():
    assert moved(INVITATION, RECORD, RECORD.replace(INVITATION, "a guest asked the WCO to send papers")) is None


def test_a_passage_of_nothing_but_signs_follows_them():
    assert moved("[...]", "He said [...] and left.", "She said [..] and went.") == "[..]"


def test_a_deleted_passage_does_not_jump_to_the_same_words_elsewhere():
    old = "Item 1, training. The office will report.\nItem 2, risk analysis and trade data. The office will report."
    assert moved("The office will report", old, old.replace(" The office will report.", "", 1)) is None


def test_a_changed_passage_does_not_jump_to_the_same_words_elsewhere():
    old = "Item 1, training. The office will report.\nItem 2, risk analysis and trade data. The office will report."
    assert moved(
        "The office will report", old, old.replace("report", "report soon", 1).replace("will", "shall", 1)
    ) == ("The office shall report")


def test_of_two_equal_passages_each_keeps_its_own_place_when_the_other_goes():
    old = "First: agreed by all.\nSecond: agreed by all.\nThird: none."
    second = select(old, old.rindex("agreed"), old.rindex("agreed") + len("agreed by all"))
    new = "First: refused.\nSecond: agreed by all.\nThird: several."
    assert move(second, old, new) == passage(new, "agreed by all")


def test_of_two_equal_passages_each_follows_its_own_context_when_they_change_places():
    old = "Training: agreed by all.\nTravel: agreed by all."
    new = "Travel: agreed by all.\nTraining: agreed by all."
    assert move(passage(old, "agreed by all"), old, new) == select(new, 33, 46)


def test_a_word_that_grew_together_with_its_neighbour_is_taken_whole():
    assert moved("time", "at night, time table of the day", "by night, timetable of a day") == "timetable"


def test_a_selector_that_stands_elsewhere_than_it_says_is_looked_up_first():
    stale = Selector("the WCO", "Coordinator invited ", " to speak", 3, 10)
    assert move(stale, RECORD, "Note.\n" + RECORD) == passage("Note.\n" + RECORD, "the WCO")


def test_a_selector_that_never_stood_in_the_old_text_is_gone():
    assert move(Selector("Ghent", "", "", 0, 5), RECORD, RECORD + " Ghent") is None


def test_a_passage_is_found_again_in_a_long_text_that_changed_everywhere():
    old = "\n".join(f"Paragraph {number} speaks about the matter {number}." for number in range(2000))
    new = old.replace("speaks", "says something")
    assert moved("about the matter 1234.", old, new) == "about the matter 1234."


def test_a_text_of_one_word_over_and_over_keeps_its_passage():
    old = "la " * 4000
    assert moved("la la la", old, f"oh {old}oh") == "la la la"


@given(passages())
def test_an_edit_that_changes_nothing_moves_nothing(given_passage):
    text, selector = given_passage
    assert move(selector, text, text) == selector


@given(passages(), MARKED, st.data())
def test_text_inserted_outside_of_a_passage_moves_it_by_its_length(given_passage, inserted, data):
    text, selector = given_passage
    at = data.draw(st.integers(0, len(text)).filter(lambda at: at < selector.start or at > selector.end))
    new = text[:at] + inserted + text[at:]
    shift = len(inserted) if at < selector.start else 0
    there = move(selector, text, new)
    assert there == select(new, selector.start + shift, selector.end + shift)
    assert there.exact == selector.exact
    assert move(there, new, text) == selector


@given(MARKED, passages(), TEXTS)
def test_text_deleted_before_a_passage_moves_it_back_by_its_length(deleted, given_passage, between):
    text, selector = given_passage
    old, new = f"{deleted}{between} {text}", f"{between} {text}"
    there = select(old, len(old) - len(text) + selector.start, len(old) - len(text) + selector.end)
    here = move(there, old, new)
    assert here == select(new, there.start - len(deleted), there.end - len(deleted))
    assert move(here, new, old) == there


@given(passages(), TEXTS, MARKED)
def test_text_deleted_after_a_passage_leaves_it_in_its_place(given_passage, between, deleted):
    text, selector = given_passage
    old, new = f"{text} {between}{deleted}", f"{text} {between}"
    there = select(old, selector.start, selector.end)
    here = move(there, old, new)
    assert here == select(new, selector.start, selector.end)
    assert move(here, new, old) == there


@given(passages(), TEXTS, st.data())
def test_any_change_on_one_side_of_a_passage_keeps_its_words(given_passage, typed, data):
    text, selector = given_passage
    assume(selector.start > 1)
    start = data.draw(st.integers(0, selector.start - 1))
    end = data.draw(st.integers(start, selector.start - 1))
    assert move(selector, text, text[:start] + typed + text[end:]).exact == selector.exact


@given(passages(), TEXTS)
def test_a_moved_passage_stands_where_it_says(given_passage, new):
    text, selector = given_passage
    there = move(selector, text, new)
    assert there is None or stands(there, new)


@given(passages(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4), st.text(LETTERS, max_size=4)), max_size=4))
def test_a_passage_stands_where_it_says_after_several_small_edits(given_passage, edits):
    text, selector = given_passage
    new = text
    for at, length, typed in edits:
        new = new[:at] + typed + new[at + length :]
    there = move(selector, text, new)
    assert there is None or stands(there, new)
    assert there == move(selector, text, new)


@given(TEXTS, st.text("xyz ", min_size=1).filter(str.strip), TEXTS)
def test_a_passage_is_gone_when_all_its_words_are_deleted(before, words, after):
    old = f"{before} {words} {after}"
    selector = select(old, len(before) + 1, len(before) + 1 + len(words))
    assert move(selector, old, f"{before}  {after}") is None


@given(passages(), st.text(LETTERS))
def test_a_quote_that_is_found_stands_where_it_says(given_passage, text):
    quoted = given_passage[1]
    found = find(text + quoted.exact, quoted.exact, quoted.prefix, quoted.suffix, quoted.start)
    assert stands(found, text + quoted.exact)
    assert found.exact.split() == quoted.exact.split()
