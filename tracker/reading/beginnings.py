"""How a sentence begins: a mark, a name with a colon, a verb, or a subject with "to" and a verb."""

import re

from tracker.reading.candidate import Sentence
from tracker.reading.denied import is_denied
from tracker.reading.grammar import Grammar
from tracker.reading.spans import WORD, Span

_LABEL = re.compile(r"(?:\*\*|__|\*)?([^:*|]{2,60}?)(?:\*\*|__|\*)? ?(?::(?=[\s*_]|\Z)|=>|→| - |-> ?)(?:\*\*|__|\*)? ?")
_MARKED_TOKEN = re.compile(r"(?<![\w-])(?:ACTION|TODO|FIXME|A FAIRE|À FAIRE)(?![\w-])(?! ITEM)")
# "Lee Byron to build …": names alone before it, at the beginning or behind a dash, a colon, a date.
_NAMES_TO = re.compile(
    r"(?:\A|[-–—:;,.)\]]\*{0,2} +|\d +)[*\[{(@]{0,3}"
    r"((?:[A-Z][\w.'’-]*|@[\w-]+)(?:(?:,| +and| +et| +&| */)? *(?:[A-Z][\w.'’-]*|@[\w-]+)){0,4})"
    r"[*\]})]{0,3} +to +(?!take +place|be\b)([a-z]{2,})"
)
# Whose it is, behind the mark: "Action (Anna):", "Action by Anna Bo:", "Action AB/CD:".
_INITIALS = r"(?!UP|DO)[A-Z]{2,3}(?:(?: ?[/,&+] ?| and | et )[A-Z]{2,3}){0,4}"
_NAMES = r"[A-Z@][\w.'’-]*(?:(?: ?[/,&+] ?| and | et | )[A-Z@][\w.'’-]*){0,4}"
_WHOSE = re.compile(
    rf"(?: (?:[Ii]tems?|[Pp]oints?))?[\s\d#.]*(?:[(\[](?P<around>{_NAMES})(?:, [^()\[\]]{{1,30}})?[)\]]"
    rf"|(?:by|for|par|pour) (?P<by>{_NAMES})|(?:on )?(?P<short>{_INITIALS}))\s*\Z"
)
_OWN_LABEL = re.compile(rf"({_INITIALS})(?: ?:| - ) *")
_FOR_WHOM = re.compile(r"(?: (?:for|on|by))? ?\Z")
_NO_NAME = re.compile(r"(?:ing|ity|ties|ion|ions|ful|able|ible|ed|ment|ments|ness|while|ance|ence|ies|ly|ous|ive)\Z")
_LONGEST_NAME = 8
_BETWEEN_NAMES = {"and", "et", "of", "de", "du"}
_FIRST = 4  # letters before it: a star or two


def read_beginning(found: Sentence, grammar: Grammar) -> None:
    """A mark ("Action:"), a name with a colon, a verb, or a subject with "to" and a verb."""
    label = _LABEL.match(found.words)
    if label and grammar.section(label[1]) in ("people", "absent"):
        found.add("listed_in_people", *label.span(1))
    if label and not found.nth and len(WORD.findall(label[1])) <= 8:
        _label(found, label, grammar)
    else:
        _mark(found, grammar)
    _name_does(found, grammar)
    _names_to(found, grammar)
    first = _first(found, grammar)
    if first and grammar.is_verb(first[0]) and not _is_title(found, first.start(), grammar):
        found.add("verb_first", first.start(), first.end())
        if grammar.has_infinitives:
            found.add("infinitive_first", first.start(), first.end())
    elif first and first[0] in grammar.words["doing"]:
        found.add("doing_first", first.start(), first.end())
    elif first and first[0] in grammar.words["done"]:
        found.add("done_first", first.start(), first.end())
    elif place := _subject_to(found, grammar):
        found.add("subject_to" if place > found.core else "to_first", *found.tokens[place].span())


def _name_does(found: Sentence, grammar: Grammar) -> None:
    """ "Karen will …", "Tracy Lee and Tom plan …": names alone before the word that promises."""
    for n, token in enumerate(found.tokens[found.core : found.core + _LONGEST_NAME]):
        if n and _is_to(found, token, grammar):
            found.add("name_to", found.tokens[found.core].start(), token.start() - 1)
            return
        if n and (token[0] in grammar.words["names_do"] or grammar.is_future(token[0])):
            if not is_denied(found, *token.span(), grammar):
                found.add("name_does", *token.span())
            return
        if n and grammar.is_done_now(token[0]):
            found.add("name_now", *token.span())
            return
        is_name = found.words[token.start()].isupper() and (n or token[0] not in grammar.words["no_owner_first"])
        if not is_name and not (n and token[0] in _BETWEEN_NAMES):
            return


def _first(found: Sentence, grammar: Grammar) -> re.Match[str] | None:
    """The sentence's own first word, behind a reflexive one ("se rapprocher de …")."""
    at = found.core
    if at + 1 < len(found.tokens) and found.tokens[at][0] in grammar.words["reflexive"]:
        at += 1
    if at < len(found.tokens) and found.tokens[at][0] in grammar.words["firsts_if"]:
        found.add("condition_first", *found.tokens[at].span())
    return found.tokens[at] if at < len(found.tokens) else None


def _is_to(found: Sentence, token: re.Match[str], grammar: Grammar) -> bool:
    """ "Clair is to contact the school." """
    following = found.lower[token.end() :].split(None, 2)
    return (
        token[0] in grammar.words["is_to"]
        and len(following) > 1
        and following[0] in grammar.words["to"]
        and grammar.is_verb(following[1])
    )


def _names_to(found: Sentence, grammar: Grammar) -> None:
    for match in _NAMES_TO.finditer(found.words):
        names = match[1].lower().split()
        is_one_word = len(names) == 1 and not match[1].isupper() and match[1][0] != "@"
        is_no_name = is_one_word and (names[0] in _known_words(grammar) or bool(_NO_NAME.search(names[0])))
        # "The Board DECIDED to …".
        is_no_name = is_no_name or (match[1].split()[-1].isupper() and _is_verb(names[-1], grammar))
        is_there = _is_there(found, names, match[2], grammar)
        if is_there or (not is_no_name and grammar.may_do(match[2])):
            found.add("name_to", *match.span(1))
            if is_there:
                found.add("there_to", *match.span(1))
            return


def _is_there(found: Sentence, names: list[str], does: str, grammar: Grammar) -> bool:
    """Whether they stand further up in a list of who was there: what such a one is "to" do needs no known verb."""
    told = [name for name in WORD.findall(" ".join(names)) if name not in _BETWEEN_NAMES]
    is_no_verb = does in grammar.words["not_owner"] | grammar.words["no_owner_first"] | grammar.words["month"]
    return (
        not is_no_verb
        and bool(told)
        and all(found.people.get(name, found.span.start) < found.span.start for name in told)
    )


def _known_words(grammar: Grammar) -> frozenset[str]:
    words = grammar.words
    return words["blocked_before_to"] | words["verb"] | words["doing"] | words["no_owner_first"] | words["not_owner"]


def _is_title(found: Sentence, place: int, grammar: Grammar) -> bool:
    """ "Chair Janet Keough called …" begins with no verb."""
    words = found.words[place:].split(None, 2)
    return len(words) > 1 and words[0].lower() in grammar.words["roles"] and words[1][:1].isupper()


def _mark(found: Sentence, grammar: Grammar) -> None:
    """ "ACTION" anywhere, or a word for it at the beginning."""
    first = {token[0] for token in found.tokens[:1]}
    match = _MARKED_TOKEN.search(found.words) or grammar.cues["mark"].find(found.lower[:40], first)
    if match and (match.start() < _FIRST or match[0].isupper()):
        found.add("mark" if match.re is _MARKED_TOKEN else "mark_word", match.start(), match.end())
        _skip(found, match.end() if match.start() < _FIRST else 0)


def _label(found: Sentence, label: re.Match[str], grammar: Grammar) -> None:
    words = label[1].lower()
    tokens, behind = [token[0] for token in WORD.finditer(words)], label.end()
    mark = grammar.cues["mark"].find(words + " ", set(tokens))
    if mark and (mark.start() < _FIRST or len(tokens) <= 4):
        found.add("mark", *label.span(1))
        behind = _whose(found, label, mark, grammar)
    elif set(tokens) & grammar.words["decision_labels"]:
        found.add("decision_label", *label.span(1))
    elif (len(tokens) <= 5 and label[1][:1].isupper()) or label[1].startswith("@"):
        found.add("name_colon", *label.span(1))
        found.label = Span(found.span.start + label.start(1), found.span.start + label.end(1))
    if found.cues.keys() & {"mark", "name_colon", "decision_label"}:
        if not WORD.search(found.words, label.end()):
            found.add("bare", 0, 0)
        _skip(found, behind)


def _whose(found: Sentence, label: re.Match[str], mark: re.Match[str], grammar: Grammar) -> int:
    """The name that stands in the label behind its mark, or initials in one of their own ("Action 3 - AB: …"): not that
    of a month or a weekday. The place behind what labels.
    """
    said = _FOR_WHOM.search(mark[0])
    whose = _WHOSE.match(label[1], mark.end() - len(said[0]) if said else mark.end())
    days = {*grammar.ordered["months"], *grammar.ordered["weekdays"]}
    if whose and whose.lastgroup and whose[whose.lastgroup].lower() not in days:
        found.label = Span(*(found.span.start + label.start(1) + at for at in whose.span(whose.lastgroup)))
    elif own := _OWN_LABEL.match(found.words, label.end()):
        found.label = Span(*(found.span.start + at for at in own.span(1)))
        return own.end()
    return label.end()


def _skip(found: Sentence, place: int) -> None:
    found.core = next((n for n, token in enumerate(found.tokens) if token.start() >= place), 0)


def _subject_to(found: Sentence, grammar: Grammar) -> int | None:
    """The token "to" in "each RMO to send …", "Nate to send a reminder", "To meet again"."""
    tokens = found.tokens[found.core : found.core + 14]
    for n, token in enumerate(tokens[:-1]):
        if token[0] in grammar.words["to"]:
            following = tokens[n + 1][0]
            return found.core + n if grammar.is_verb(following) or (n and found.has("mark")) else None
        if (_is_verb(token[0], grammar) or token[0] in grammar.words["reflexive"]) and n:
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
