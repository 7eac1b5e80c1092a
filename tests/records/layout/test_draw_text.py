"""A record's text as a page shows it: nothing that somebody typed becomes markup."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.records.layout.draw_text import DrawnText
from tracker.records.layout.passage_layout import lay_out
from tracker.records.layout.record_blocks import blocks_in, sentences_in
from tracker.records.models import InformationOnly, Passage, Record

HOSTILE = "<script>alert(\"1\")</script> & 'so' on"
FOLDER = Path(__file__).parent / "drawn"
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;so&#x27; on"


@dataclass(frozen=True)
class Note:
    key: str = '"><b>'
    anchor: str = '"><b>'
    state: str = '"><b>'
    sign: str = "<b>"
    label: str = '"><b>'


@pytest.fixture
def record(visit: Meeting, claire: User) -> Record:
    text = f"{HOSTILE}\n\n- {HOSTILE}\n\n> {HOSTILE}\n\n{HOSTILE} | {HOSTILE}\n{HOSTILE} | {HOSTILE}"
    return Record.write(by=claire, text=text, meeting=visit)


def drawn(record: Record, passages: list[tuple[object, int, int]], *, may_log: bool = True) -> str:
    text = record.latest.text
    groups = lay_out(text, blocks_in(text, "en"), passages)
    return DrawnText(record.latest, may_log=may_log).draw(groups)


def test_what_is_written_in_a_record_is_only_shown(record: Record) -> None:
    page = drawn(record, [])
    assert (page.count(ESCAPED), "<script" in page) == (7, False)


def test_what_comes_from_its_words_is_only_shown(record: Record) -> None:
    page = drawn(record, [(Note(), 0, 8)])
    assert (page.count("<b>"), page.count("&lt;b&gt;")) == (0, 7)


def test_words_that_are_information_only_are_only_named(record: Record, claire: User) -> None:
    row = InformationOnly(pk=7, passage=Passage(exact=HOSTILE), by=claire)
    page = drawn(record, [(row, 0, 8)])
    assert (f'aria-label="Information only: {ESCAPED}"' in page, "<script" in page) == (True, False)


def test_only_who_may_log_has_a_way_from_each_sentence(communique: Record) -> None:
    ways = [drawn(communique, [], may_log=may_log).count('class="add') for may_log in (True, False)]
    assert ways == [len(list(sentences_in(communique.latest.text, "en"))), 0]


TEXT = """# Minutes

**Decisions**

The sides met in May. They agreed on ports,
roads and rivers. Nothing else was said.

- Anna writes:
  - to Lyon
  - to Bern
- [x] Done

1. First
(b) Second

> They wrote. We answered.

---

![map](https://suivi.example/map.png)

| Who | What |
| --- | --- |
| Anna | Send it. Then call. |
| | Wait |

Anna: I will go.
"""


def test_a_text_is_drawn_as_it_was_to_its_last_sign(visit: Meeting, claire: User) -> None:
    """It stands in `drawn/text.txt`. To draw it anew, delete it and read what the test writes."""
    record = Record.write(by=claire, text=TEXT, meeting=visit)
    version = record.latest
    version.record_id = 7
    met, send, far = TEXT.index("met in"), TEXT.index("Send it"), TEXT.index("They agreed")
    notes = [
        (Note("a", "note-a", "late", "1", "First"), met, met + 60),
        (Note("b", "note-b", "done", "2", "Second"), met + 20, met + 30),
        (InformationOnly(pk=9, passage=Passage(exact="Send it."), by=claire), send, send + 8),
        (Note("c", "note-c", "soon", "3", "Third"), send + 2, send + 14),
    ]
    states = {far: "unread", TEXT.index("Second"): "unread"}
    groups = lay_out(TEXT, blocks_in(TEXT, "en"), notes, states)
    pages = {
        name: [line for each in DrawnText(version, may_log=may_log).draw(groups).split("<") if (line := each)]
        for name, may_log in (("logs", True), ("reads", False))
    }
    assert_drawn("text", {name: [repr(f"<{line}") for line in lines] for name, lines in pages.items()}, FOLDER)
