"""What holds for every text."""

from itertools import pairwise
from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reading.read import read

SENTENCES = (
    "The Board agreed to send the minutes to the members by 30 June 2018.",
    "Dr. Mikuriya thanked the delegation for its warm welcome.",
    "The Secretariat will prepare a draft report for the next meeting.",
    "Both sides discussed possible cooperation between the agencies to enhance information exchange.",
    "Nothing else was decided during this part of the meeting.",
    "Ms. Tan asked staff to circulate the list of contacts, and the chair to invite the members.",
)
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=4)
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


@given(PARAGRAPHS, st.integers(45, 150))
@settings(max_examples=30, deadline=None)
def test_wrapping_line_ends_and_trailing_space_change_nothing(paragraphs: list[list[str]], width: int) -> None:
    plain = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    wrapped = "\n\n".join(fill(" ".join(sentences), width) for sentences in paragraphs)
    spaced = wrapped.replace("\n", "  \n") + "  \n"
    assert [told(wrapped), told(wrapped.replace("\n", "\r\n")), told(spaced)] == [told(plain)] * 3


@given(PARAGRAPHS)
@settings(max_examples=20, deadline=None)
def test_a_paragraph_at_the_end_changes_no_earlier_suggestion(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    before = read(text).suggestions
    after = read(f"{text}\n\nAction: Anna to write to the bank.").suggestions
    assert after[: len(before)] == before


@given(ANYTHING)
@settings(max_examples=60, deadline=None)
def test_every_sentence_lies_in_the_text_and_in_order(text: str) -> None:
    spans = read(text).sentences
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
