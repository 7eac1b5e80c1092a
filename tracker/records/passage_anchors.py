"""Keeps a passage on its words from one version of a record to the next.

Limits: of words that stand in a text very often, the 5,000 places nearest to the expected one are weighed; a passage
whose words changed is followed within the lines it stood in, not when these lines moved as well; and in a text where
nearly every line changed (see `text_alignment`) only words that stayed exactly the same are found again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.reading.spans import Span
from tracker.records.text_edits import Edit
from tracker.records.word_tokens import cuts_word, shared, whole_words

CONTEXT = 32
MOST_PLACES = 5_000
MOST_LETTERS = 2_000_000

_SPACE = re.compile(r"\s+")
_LONG_SPACE = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Selector:
    """The words text[start:end] and what stands around them: a W3C text quote and position, in code points."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def select(text: str, start: int, end: int) -> Selector:
    """The passage text[start:end], without white space at its ends; ValueError when nothing is left of it."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"The passage from {start} to {end} is not inside the text, which has {len(text)} characters.")
    words = text[start:end]
    if not words.strip():
        raise ValueError("The passage holds no words.")
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    return Selector(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], start, end)


def find(text: str, exact: str, prefix: str, suffix: str, near: int | None) -> Selector | None:
    """The place of `exact` in `text` that stands best between `prefix` and `suffix`; of equals, the nearest to `near`.

    Runs of white space may differ. Without `near` the first of equals is taken; without any place, None.
    """
    place = _best(text, _places(text, exact), prefix, suffix, near or 0)
    return select(text, place.start, place.end) if place else None


def move(selector: Selector, old: str, new: str) -> Selector | None:
    """The same passage after its record was edited from `old` to `new`; None when its words are gone.

    Words changed inside the passage are followed while half of them are left. A selector that does not stand in `old`
    where it says is looked up there first.
    """
    return move_all([selector], old, new)[0]


def move_all(selectors: Iterable[Selector], old: str, new: str) -> list[Selector | None]:
    """Like `move`, for all passages of a record: the texts are compared once."""
    edit = Edit(old, new)
    return [_move(selector, edit) for selector in selectors]


def _move(selector: Selector, edit: Edit) -> Selector | None:
    found: Selector | None = selector
    if edit.old[selector.start : selector.end] != selector.exact:
        found = find(edit.old, selector.exact, selector.prefix, selector.suffix, selector.start)
    if found is None:
        return None
    here = Span(found.start, found.end)
    kept = sorted(edit.kept(here.start, here.end), key=lambda place: _newly_cut(edit.old, here, edit.new, place))
    place = kept[0] if kept else _changed_or_elsewhere(found, edit)
    if place and _newly_cut(edit.old, here, edit.new, place):
        place = whole_words(edit.new, place)
    return select(edit.new, place.start, place.end) if place else None


def _changed_or_elsewhere(selector: Selector, edit: Edit) -> Span | None:
    """Words that stand in the new text as often as in the old one moved at most; else the changed words come first."""
    here = Span(selector.start, selector.end)
    changed = edit.changed(here.start, here.end)
    if changed and edit.new[changed.start : changed.end] == selector.exact:
        return changed
    context = selector.prefix, selector.suffix
    places = list(_places(edit.new, selector.exact))
    whole = [place for place in places if not _newly_cut(edit.old, here, edit.new, place)]
    before = [place for place in _places(edit.old, selector.exact) if not _newly_cut(edit.old, here, edit.old, place)]
    if whole and len(whole) >= len(before):
        return _best(edit.new, whole, *context, near=here.start)
    if changed:
        return changed
    best = _best(edit.new, places, *context, near=here.start)
    return best if best and 2 * _fit(edit.new, best, *context) >= len(_bare("".join(context))) else None


def _newly_cut(old: str, before: Span, new: str, after: Span) -> bool:
    """Whether a word is cut at an end of `after` while none is cut at that end of `before`."""
    return cuts_word(new, after.start) > cuts_word(old, before.start) or cuts_word(new, after.end) > cuts_word(
        old, before.end
    )


def _best(text: str, places: Iterable[Span], prefix: str, suffix: str, near: int) -> Span | None:
    nearest = sorted(places, key=lambda place: abs(place.start - near))[:MOST_PLACES]
    return max(nearest, key=lambda place: _fit(text, place, prefix, suffix), default=None)


def _fit(text: str, place: Span, prefix: str, suffix: str) -> int:
    """How many characters next to `place` are those of the context, white space aside."""
    before = _bare(text[max(place.start - 2 * CONTEXT, 0) : place.start])
    after = _bare(text[place.end : place.end + 2 * CONTEXT])
    return shared(before[::-1], _bare(prefix)[::-1]) + shared(after, _bare(suffix))


def _bare(text: str) -> str:
    return "".join(text.split())


def _places(text: str, exact: str) -> Iterator[Span]:
    """Where `exact` stands in `text`, whatever the runs of white space."""
    words = " ".join(exact.split())
    squeezed, borders, left_out = _squeeze(text)
    at = squeezed.find(words) if words else -1
    most = MOST_LETTERS // (len(words) + 100)
    while at >= 0 and most >= 0:
        last = at + len(words) - 1
        yield Span(at + left_out[bisect_right(borders, at)], last + 1 + left_out[bisect_right(borders, last)])
        at, most = squeezed.find(words, at + 1), most - 1


def _squeeze(text: str) -> tuple[str, list[int], list[int]]:
    """`text` with runs of white space as one space, the places where something was left out, and how much by then."""
    borders: list[int] = []
    left_out = [0]
    for run in _LONG_SPACE.finditer(text):
        borders.append(run.start() + 1 - left_out[-1])
        left_out.append(left_out[-1] + len(run[0]) - 1)
    return _SPACE.sub(" ", text), borders, left_out
