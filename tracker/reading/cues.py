"""The cues of a sentence: by name, with the words that are the cue. What they are worth is in the table of weights."""

import re
from dataclasses import dataclass, field

from tracker.reading.blocks import Block
from tracker.reading.grammar import Grammar
from tracker.reading.spans import WORD, Span

LIMIT = 1500  # of a sentence, in letters: what is longer is no sentence, and is judged by how it begins
_TAIL_OWNER = re.compile(
    r"[(\[](?:@[\w-]+|[A-Z][\w.'-]*)(?:(?:,| and| &|/| ?-)? ?(?:@[\w-]+|[A-Z][\w.'-]*|all|WG)){0,6}[)\]][.;]?\Z"
)
_HANDLE = re.compile(r"(?<![\w/.])@[\w-]{2,30}")
_STATUS_DONE = re.compile(
    r"✅|✓|☑|\[[xX]\]|~~|[(\[-] ?(?:done|completed?|closed|fixed|merged|fait|terminée?|clos)[)\].! ]*\Z|\A(?:done|completed|closed|fait)\b ?[:.-]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:\*\*|__|\*)?([^:*|]{2,60}?)(?:\*\*|__|\*)? ?(?::|=>|→| - |-> ?)(?:\*\*|__|\*)? ?")
_NAMED = re.compile(r"[A-Z][\w'.-]+(?: [A-Z][\w'.-]*){1,3}(?:\Z|, [A-Z]| - [A-Z]| \()")
_MARKED_TOKEN = re.compile(r"(?<![\w-])(?:ACTION|TODO|FIXME|A FAIRE|À FAIRE)(?![\w-])(?! ITEM)")
ASKING = {"request", "task_to", "will", "will_do", "will_be_done", "planned_event"}
# Titles that say nothing of what stands under a further title.
NEAR_ONLY = {"agenda", "people", "absent", "done", "votes"}
NOTHING = {
    "none",
    "approved",
    "received",
    "adopted",
    "no",
    "n",
    "nil",
    "aucune",
    "aucun",
    "néant",
    "adopté",
    "approuvé",
}


@dataclass(slots=True)
class Sentence:
    """A sentence as the cues see it. `at` is where its first word stands, behind a mark or a name with a colon."""

    span: Span
    block: Block
    words: str  # plain, as long as the span
    lower: str
    nth: int
    tokens: list[re.Match[str]] = field(default_factory=list)
    cues: dict[str, Span] = field(default_factory=dict)
    label: Span | None = None
    core: int = 0  # the token that the sentence itself begins with

    def has(self, cue: str) -> bool:
        return cue in self.cues

    def add(self, cue: str, start: int, end: int) -> None:
        self.cues.setdefault(cue, Span(self.span.start + start, self.span.start + end))


def sentence(plain: str, lower: str, block: Block, span: Span, nth: int, grammar: Grammar) -> Sentence:
    """The sentence with all its cues."""
    end = min(span.end, span.start + LIMIT)
    found = Sentence(span, block, plain[span.start : end], lower[span.start : end], nth)
    found.tokens = list(WORD.finditer(found.lower))
    _phrases(found, grammar)
    _endings(found, grammar)
    _place(found)
    _beginning(found, grammar)
    _shape(found)
    return found


def _phrases(found: Sentence, grammar: Grammar) -> None:
    known = {token[0] for token in found.tokens}
    for name, phrases in grammar.cues.items():
        if name != "mark" and (match := phrases.find(found.lower, known)):
            found.add(name, match.start(), match.end())
    _drop_relative(found)


def _drop_relative(found: Sentence) -> None:
    """What only tells which one is meant asks for nothing: "the resolution, which calls on …"."""
    if relative := found.cues.get("relative"):
        for name in ASKING & found.cues.keys():
            if relative.start < found.cues[name].start < relative.end:
                del found.cues[name]


def _endings(found: Sentence, grammar: Grammar) -> None:
    """A future that is told by the verb's own end: "le BIPM informera"."""
    for token in found.tokens:
        if grammar.is_future(token[0]):
            found.add("will", *token.span())
            found.add("will_do", *token.span())
            return


def _place(found: Sentence) -> None:
    block = found.block
    found.add(f"is_{block.kind}", 0, 0)
    if block.section and (block.section_is_near or block.section not in NEAR_ONLY):
        found.add(f"in_{block.section}", 0, 0)
        if block.section_is_near and block.kind in ("item", "row", "plain"):
            found.add(f"listed_in_{block.section}", 0, 0)
    if block.box == "":
        found.add("box_open", 0, 0)
    if found.nth:
        found.add("goes_on", 0, 0)
    if block.box is not None and _NAMED.match(found.words):
        found.add("named_box", 0, 0)
    if block.quoted:
        found.add("quoted", 0, 0)


def _beginning(found: Sentence, grammar: Grammar) -> None:
    """A mark ("Action:"), a name with a colon, a verb, or a subject with "to" and a verb."""
    label = _LABEL.match(found.words) if not found.nth else None
    if label and len(WORD.findall(label[1])) <= 8:
        _label(found, label, grammar)
    elif (match := _MARKED_TOKEN.search(found.words)) or (
        match := grammar.cues["mark"].find(found.lower[:40], {t[0] for t in found.tokens[:1]})
    ):
        if match.start() < 4 or match[0].isupper():
            found.add("mark" if match.re is _MARKED_TOKEN else "mark_word", match.start(), match.end())
            _skip(found, match.end() if match.start() < 4 else 0)
    first = found.tokens[found.core] if found.core < len(found.tokens) else None
    if first and grammar.is_verb(first[0]):
        found.add("verb_first", first.start(), first.end())
    elif first and first[0] in grammar.words["doing"]:
        found.add("doing_first", first.start(), first.end())
    elif first and first[0] in grammar.words["done"]:
        found.add("done_first", first.start(), first.end())
    elif place := _subject_to(found, grammar):
        found.add("subject_to" if place > found.core else "to_first", *found.tokens[place].span())


def _label(found: Sentence, label: re.Match[str], grammar: Grammar) -> None:
    words = label[1].lower()
    tokens = [token[0] for token in WORD.finditer(words)]
    mark = grammar.cues["mark"].find(words + " ", set(tokens))
    if mark and (mark.start() < 4 or len(tokens) <= 4):
        found.add("mark", *label.span(1))
    elif set(tokens) & grammar.words["decision_labels"]:
        found.add("decision_label", *label.span(1))
    elif (len(tokens) <= 5 and label[1][:1].isupper()) or label[1].startswith("@"):
        found.add("name_colon", *label.span(1))
        found.label = Span(found.span.start + label.start(1), found.span.start + label.end(1))
    if found.cues.keys() & {"mark", "name_colon", "decision_label"}:
        if not WORD.search(found.words, label.end()):
            found.add("bare", 0, 0)
        _skip(found, label.end())


def _skip(found: Sentence, place: int) -> None:
    found.core = next((n for n, token in enumerate(found.tokens) if token.start() >= place), 0)


def _subject_to(found: Sentence, grammar: Grammar) -> int | None:
    """The token "to" in "each RMO to send …", "Nate to send a reminder", "To meet again"."""
    tokens = found.tokens[found.core : found.core + 14]
    for n, token in enumerate(tokens[:-1]):
        if token[0] in grammar.words["to"]:
            following = tokens[n + 1][0]
            return found.core + n if grammar.is_verb(following) or (n and found.has("mark")) else None
        if _is_verb(token[0], grammar) and n:
            return None
    return None


def _is_verb(word: str, grammar: Grammar) -> bool:
    """Whether the word may be the verb of what comes before "to", so that "to" only says what for."""
    return (
        word in grammar.words["blocked_before_to"]
        or word in grammar.words["done"]
        or (word.endswith("ed") and len(word) > 4)
        or (word.endswith("s") and word[:-1] in grammar.words["verb"])
        or grammar.is_future(word)
    )


def _shape(found: Sentence) -> None:
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
    if found.has("mark") and (
        found.has("done_first")
        or (found.tokens[found.core : found.core + 1] and found.tokens[found.core][0] in NOTHING)
    ):
        found.add("mark_done", 0, 0)
    if not any(letter.isalpha() for letter in found.words):
        found.add("no_words", 0, 0)
    if found.words[:1].islower():
        found.add("lower_first", 0, 0)
