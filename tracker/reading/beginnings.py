"""How a sentence begins: a mark, a name with a colon, a verb, or a subject with "to" and a verb."""

import re

from tracker.reading.candidate import Sentence
from tracker.reading.grammar import Grammar
from tracker.reading.spans import WORD, Span

_LABEL = re.compile(r"(?:\*\*|__|\*)?([^:*|]{2,60}?)(?:\*\*|__|\*)? ?(?::(?=[\s*_]|\Z)|=>|→| - |-> ?)(?:\*\*|__|\*)? ?")
_MARKED_TOKEN = re.compile(r"(?<![\w-])(?:ACTION|TODO|FIXME|A FAIRE|À FAIRE)(?![\w-])(?! ITEM)")
_LONGEST_NAME = 8
_BETWEEN_NAMES = {"and", "et", "of", "de", "du"}
_FIRST = 4  # letters before it: a star or two


def read_beginning(found: Sentence, grammar: Grammar) -> None:
    """A mark ("Action:"), a name with a colon, a verb, or a subject with "to" and a verb."""
    label = _LABEL.match(found.words) if not found.nth else None
    if label and len(WORD.findall(label[1])) <= 8:
        _label(found, label, grammar)
    else:
        _mark(found, grammar)
    _name_does(found, grammar)
    first = found.tokens[found.core] if found.core < len(found.tokens) else None
    if first and grammar.is_verb(first[0]):
        found.add("verb_first", first.start(), first.end())
    elif first and first[0] in grammar.words["doing"]:
        found.add("doing_first", first.start(), first.end())
    elif first and first[0] in grammar.words["done"]:
        found.add("done_first", first.start(), first.end())
    elif place := _subject_to(found, grammar):
        found.add("subject_to" if place > found.core else "to_first", *found.tokens[place].span())


def _name_does(found: Sentence, grammar: Grammar) -> None:
    """ "Karen will …", "Tracy Lee and Tom plan …": names alone before the word that promises."""
    for n, token in enumerate(found.tokens[found.core : found.core + _LONGEST_NAME]):
        if n and (token[0] in grammar.words["names_do"] or grammar.is_future(token[0])):
            found.add("name_does", *token.span())
            return
        is_name = found.words[token.start()].isupper() and (n or token[0] not in grammar.words["no_owner_first"])
        if not is_name and not (n and token[0] in _BETWEEN_NAMES):
            return


def _mark(found: Sentence, grammar: Grammar) -> None:
    """ "ACTION" anywhere, or a word for it at the beginning."""
    first = {token[0] for token in found.tokens[:1]}
    match = _MARKED_TOKEN.search(found.words) or grammar.cues["mark"].find(found.lower[:40], first)
    if match and (match.start() < _FIRST or match[0].isupper()):
        found.add("mark" if match.re is _MARKED_TOKEN else "mark_word", match.start(), match.end())
        _skip(found, match.end() if match.start() < _FIRST else 0)


def _label(found: Sentence, label: re.Match[str], grammar: Grammar) -> None:
    words = label[1].lower()
    tokens = [token[0] for token in WORD.finditer(words)]
    mark = grammar.cues["mark"].find(words + " ", set(tokens))
    if mark and (mark.start() < _FIRST or len(tokens) <= 4):
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
