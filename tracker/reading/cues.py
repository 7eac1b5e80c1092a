"""The cues of a sentence: by name, with the words that are the cue. What they are worth is in the table of weights."""

import re

from tracker.reading.beginnings import read_beginning
from tracker.reading.candidate import Sentence
from tracker.reading.denied import first_said
from tracker.reading.grammar import Grammar
from tracker.reading.layout.blocks import Block
from tracker.reading.layout.tables import ACTION, DUE, STATE
from tracker.reading.spans import WORD, Span, words
from tracker.reading.unsaid import unsaid_in

LIMIT = 1500  # of a sentence, in letters: what is longer is no sentence, and is judged by how it begins
_TAIL_OWNER = re.compile(
    r"[(\[](?:@[\w-]+|[A-Z][\w.'-]*)(?:(?:,| +and| +&|/| *-)? *(?:@[\w-]+|[A-Z][\w.'-]*|all|WG)){0,6}[)\]][.;]?\Z"
)
_HANDLE = re.compile(r"(?<![\w/.])@[\w-]{2,30}")
_STATUS_DONE = re.compile(
    r"✅|✓|☑|\[[xX]\]|~~|[(\[-] ?(?:done|completed?|closed|fixed|merged|fait|terminée?|clos)[)\].! ]*\Z"
    r"|\((?:done|completed|closed|fait)[,;]|\A(?:done|completed|closed|fait)\b ?[:.-]",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Z][\w'.-]+(?: [A-Z][\w'.-]*){1,3}(?:\Z|, [A-Z]| - [A-Z]| \()")
ASKING = {"request", "task_to", "will", "will_do", "will_be_done", "planned_event"}
PROMISING = {"commit", "agree", "promise", "hope", "offered"}
# What says that something will be done: where nobody will, or somebody will not, it says nothing.
DENIED = ASKING | PROMISING | {
    "said_will", "would_do", "should_do", "must_do", "to_be_done", "need", "should", "agreed_by_all", "next_meeting",
}  # fmt: skip
# What says so by how the sentence begins.
BEGINS = {
    "verb_first", "infinitive_first", "to_first", "subject_to", "name_to", "name_now", "name_does", "please",
    "left_open",
}  # fmt: skip
_ONLY_LINK = re.compile(r"\W*(?:\[[^\]]*\]\([^)\s]*\)|<a\b.*</a>|https?://\S+)\W*", re.DOTALL)
_DATED = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
# Titles that say nothing of what stands under a further title.
NEAR_ONLY = {"agenda", "people", "absent", "done", "votes"}


def sentence(
    plain: str, lower: str, block: Block, span: Span, nth: int, grammar: Grammar, people: dict[str, int] | None = None
) -> Sentence:
    """The sentence with all its cues."""
    end = min(span.end, span.start + LIMIT)
    found = Sentence(span, block, plain[span.start : end], lower[span.start : end], nth, people=people or {})
    found.tokens = list(WORD.finditer(found.lower))
    unsaid = unsaid_in(found, grammar)
    is_denied = _phrases(found, unsaid, grammar)
    is_denied = _endings(found, unsaid, grammar) or is_denied
    _place(found)
    if block.cells:
        _row_of_actions(found, lower, grammar)
    read_beginning(found, grammar)
    _shape(found, grammar)
    if is_denied and not found.cues.keys() & (DENIED | BEGINS):
        found.add("all_denied", 0, 0)
    return found


def _phrases(found: Sentence, unsaid: list[tuple[int, int]], grammar: Grammar) -> bool:
    """Whether something of what the phrases say is denied."""
    known = {token[0] for token in found.tokens}
    known |= {word.rpartition("'")[2] for word in known}
    places: dict[str, list[tuple[int, int]]] = {}
    for word in known & grammar.firsts.keys():
        for name, pattern in grammar.firsts[word]:
            places.setdefault(name, []).extend(match.span() for match in pattern.finditer(found.lower))
    is_denied = False
    for name, told in places.items():
        place = first_said(found, sorted(told), unsaid, grammar) if name in DENIED else min(told, default=None)
        if place:
            found.add(name, *place)
        is_denied |= bool(told) and not place
    _drop_month(found)
    if found.has("agreed_by_all"):
        # "It was agreed that staff would …": neither past nor doubt.
        for name in found.cues.keys() & {"past", "might", "they"}:
            del found.cues[name]
    _drop_relative(found)
    return is_denied


def _drop_month(found: Sentence) -> None:
    """ "3 May" is no "may"."""
    place = found.cues.get("might")
    if place and found.words[place.start - found.span.start :].startswith("May") and place.start > found.span.start:
        del found.cues["might"]


def _drop_relative(found: Sentence) -> None:
    """What only tells which one is meant asks for nothing: "the resolution, which calls on …"."""
    if relative := found.cues.get("relative"):
        for name in ASKING & found.cues.keys():
            if relative.start < found.cues[name].start < relative.end:
                del found.cues[name]


def _endings(found: Sentence, unsaid: list[tuple[int, int]], grammar: Grammar) -> bool:
    """A future that is told by the verb's own end: "le BIPM informera". Whether it is denied."""
    told = [
        token.span()
        for token in found.tokens
        if grammar.is_future(token[0]) and not found.words[token.start()].isupper()
    ]
    place = first_said(found, told, unsaid, grammar)
    if place:
        found.add("will", *place)
        found.add("will_do", *place)
    return bool(told) and not place


def _place(found: Sentence) -> None:
    block = found.block
    found.add(f"is_{block.kind}", 0, 0)
    if block.section and (block.section_is_near or block.section not in NEAR_ONLY):
        found.add(f"in_{block.section}", 0, 0)
        if block.section_is_near and block.kind in ("item", "row", "plain"):
            found.add(f"listed_in_{block.section}", 0, 0)
    if block.is_head:
        found.add("is_head_row", 0, 0)
    if block.box == "":
        found.add("box_open", 0, 0)
    if found.nth:
        found.add("goes_on", 0, 0)
    if block.box is not None and _NAMED.match(found.words):
        found.add("named_box", 0, 0)
    if block.quoted:
        found.add("quoted", 0, 0)


def _row_of_actions(found: Sentence, lower: str, grammar: Grammar) -> None:
    """It is a task of a list, though it stands in a table; a row without a task is none."""
    cells = found.block.cells
    for name in ("is_item", "in_actions", "listed_in_actions") if ACTION in cells else ("beside_task",):
        found.add(name, 0, 0)
    if any(set(words(cells[one].of(lower))) & grammar.words["done_states"] for one in cells.keys() & {STATE, DUE}):
        found.add("is_done", 0, 0)


def _shape(found: Sentence, grammar: Grammar) -> None:
    _date(found, grammar)
    count = len(found.tokens)
    found.add("short" if count < 5 else "brief" if count < 12 else "middle" if count < 30 else "long", 0, 0)
    if _TAIL_OWNER.search(found.words):
        found.add("owner_at_end", 0, 0)
    elif handle := _HANDLE.search(found.words):
        found.add("handle", *handle.span())
    if found.words.rstrip("*_\"' )").endswith("?"):
        found.add("asks", 0, 0)
    if found.words.rstrip("*_ ").endswith(":"):
        found.add("leads", 0, 0)
    if _STATUS_DONE.search(found.words) or found.block.box == "x":
        found.add("is_done", 0, 0)
    first = found.tokens[found.core][0] if found.core < len(found.tokens) else ""
    if found.has("mark") and (found.has("done_first") or first in grammar.words["nothing"] or _is_told_done(found)):
        found.add("mark_done", 0, 0)
    if not any(letter.isalpha() for letter in found.words):
        found.add("no_words", 0, 0)
    if not found.has("listed_in_actions") and _ONLY_LINK.fullmatch(found.words):
        found.add("only_link", 0, 0)
    if found.words[:1].islower():
        found.add("lower_first", 0, 0)


def _is_told_done(found: Sentence) -> bool:
    """ "Action: Presentation received." """
    rest = [token[0] for token in found.tokens[found.core :]]
    return 1 < len(rest) < 5 and rest[-1] in {"received", "approved", "adopted", "accepted", "taken", "carried"}


def _date(found: Sentence, grammar: Grammar) -> None:
    """A date of the calendar; beside words for a meeting to come it is most likely that meeting's."""
    if _DATED.search(found.lower) or any(token[0] in grammar.words["month"] for token in found.tokens):
        found.add("dated", 0, 0)
        if found.has("next_meeting") or found.has("listed_in_next_meeting"):
            found.add("next_dated", 0, 0)
