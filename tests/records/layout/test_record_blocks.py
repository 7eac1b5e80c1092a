"""Where a block begins that holds a place, found without reading the whole text."""

import pytest

from tracker.records.layout.record_blocks import blocks_in, start_of_block

pytestmark = pytest.mark.one_database
TEXT = """# Actions

Claire sends the summary of the course
to the delegation before the summer,
  and tells the chair.


> - Noor answers
>
> - The EU
  answers \t
---
| Task | Who |
| Train | Noor |\r
\r
ITEM 4

1. Agreed: the next visit. \n"""


def test_a_place_lies_in_the_block_that_the_whole_text_has_there() -> None:
    blocks = blocks_in(TEXT, "en")
    for at in range(len(TEXT) + 1):
        assert start_of_block(TEXT, at) == next((each.start for each in blocks if each.start <= at < each.end), None)
