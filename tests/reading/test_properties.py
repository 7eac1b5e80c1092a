"""What holds for every text."""

from itertools import pairwise
from textwrap import TextWrapper

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.reading.as_json import as_values
from tracker.reading.read import read

SENTENCES = (
    "The Board agreed to send the minutes to the members by 30 June 2018.",
    "Dr. Mikuriya thanked the delegation for its warm welcome.",
    "The Secretariat will prepare a draft report for the next meeting.",
    "Both sides discussed possible cooperation between the agencies to enhance information exchange.",
    "Nothing else was decided during this part of the meeting.",
    "Ms. Tan asked staff to circulate the list of contacts, and the chair to invite the members.",
)
# Words that a line may begin with, and that look like the beginning of something else there.
TRAPS = (
    "The WCO and the European Union – Frontex and Europol (see UNSCR 2347) – will exchange views in Brussels in May.",
    "The list at https://example.org/an/address/that/is/longer/than/most/lines/of/mails/are/and/more will be sent.",
    "Is there a date? The Secretariat will ask the U.S. Embassy, e.g. Mr. J. Smith, no. 12, on 3 May.",
)
PROSE = st.lists(st.sampled_from(SENTENCES + TRAPS), min_size=1, max_size=3).map(" ".join)
ITEMS = st.lists(st.sampled_from(SENTENCES + TRAPS), min_size=1, max_size=3)
# Each a list of lines, which are pairs: the mark that the line begins with, and its words.
PARTS = st.one_of(
    st.just([("## ", "Next steps")]),
    PROSE.map(lambda words: [("", words)]),
    PROSE.map(lambda words: [("", f"Action: {words}")]),
    ITEMS.map(lambda lines: [("- ", words) for words in lines]),
    ITEMS.map(lambda lines: [(f"{n}. ", words) for n, words in enumerate(lines, 1)]),
)
TEXTS = st.lists(PARTS, min_size=1, max_size=4)
ANYTHING = st.text(alphabet="aB é’:-*|>#[]()@.,\n\r\t✅1/", max_size=120)


def told(text: str) -> list[tuple[str, str, str, str | None, str | None]]:
    """What a reading says, whatever the places."""
    return [
        (
            " ".join(one.span.of(text).split()),
            one.band,
            one.kind,
            one.due and one.due.value,
            one.owner and " ".join(one.owner.of(text).split()),
        )
        for one in read(text).suggestions
    ]


def written(parts: list[list[tuple[str, str]]], width: int) -> str:
    return "\n\n".join("\n".join(wrapped(mark, words, width) for mark, words in part) for part in parts)


def wrapped(mark: str, words: str, width: int) -> str:
    below = " " * len(mark) * (mark != "## ")
    wrapper = TextWrapper(width, initial_indent=mark, subsequent_indent=below, break_long_words=False)
    wrapper.break_on_hyphens = False
    return wrapper.fill(words)


@given(TEXTS, st.integers(45, 150))
@example([[("- ", TRAPS[0])] * 2], 71)
@settings(max_examples=25, deadline=None)
def test_wrapping_line_ends_and_trailing_space_change_nothing(parts: list[list[tuple[str, str]]], width: int) -> None:
    plain, text = written(parts, 10_000), written(parts, width)
    spaced = text.replace("\n", "  \n") + "  \n"
    assert [told(text), told(text.replace("\n", "\r\n")), told(spaced)] == [told(plain)] * 3


def test_short_lines_are_joined_where_a_line_begins_within_a_sentence() -> None:
    text = written([[("", " ".join(SENTENCES))], [("- ", SENTENCES[0])]], 30)
    assert told(text) == told(written([[("", " ".join(SENTENCES))], [("- ", SENTENCES[0])]], 10_000))


@given(TEXTS)
@settings(max_examples=15, deadline=None)
def test_a_paragraph_at_the_end_changes_no_earlier_suggestion(parts: list[list[tuple[str, str]]]) -> None:
    text = written(parts, 72)
    before = read(text).suggestions
    after = read(f"{text}\n\nAction: Anna to write to the bank.").suggestions
    assert after[: len(before)] == before


@given(ANYTHING)
@settings(max_examples=40, deadline=None)
def test_every_sentence_lies_in_the_text_and_in_order(text: str) -> None:
    spans = read(text).sentences
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(ANYTHING | TEXTS.map(lambda parts: written(parts, 72).replace("\n", "\r\n")))
@settings(max_examples=20, deadline=None)
def test_every_quote_that_is_told_is_a_slice_of_the_text(text: str) -> None:
    for one in as_values(text, read(text))["follow_ups"]:
        assert one["quote"] == text[one["start"] : one["end"]] == one["quote"].strip()
        assert one["condition"] is None or one["condition"] in one["quote"]
