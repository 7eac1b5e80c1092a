"""Who is to do it: only where the sentence's own form says so."""

import re

from tracker.reading.candidate import Sentence
from tracker.reading.fields.somebody import trimmed
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span, spaced

_VERBS = (
    "will_do",
    "will",
    "name_now",
    "would_do",
    "should_do",
    "must_do",
    "commit",
    "agree",
    "promise",
    "need",
    "should",
    "left_open",
    "hope",
)
_TAIL = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]][.;]?\Z")
_BREAK = re.compile(
    r"[,;:()]| - |\b(?:that|then|but|and he|and she|stated|said|noted|explained|informed|announced|mentioned|advised)\b"
    r"|\b(?:que|mais)\b|\bqu'"
)
_AND = re.compile(r"\b(?:and|but|so|et|mais|donc) +(?=(the |le |la |les |l')?\w)")
_BETWEEN = re.compile(
    spaced(r"\bbetween ((?:the )?[A-Z][^,.;:]{1,40} and (?:the )?[^,.;:]{2,40}?) (?=to |in |on |for |aimed )")
)
_BY = re.compile(
    r"\b(?:by|par) +((?:the +|le +|la +|l')?[A-Z](?:[\w&-]|\.(?=\w))*"
    r"(?:(?:,| +and| +et)? +(?:of +|de +|du +)?[A-Z](?:[\w&-]|\.(?=\w))*){0,6})"
    r"(?= *[.,;)]|\Z| +(?:by|before|on|in|at|until|within|as|avant|le|d'ici|au|en|pour|à|dans|sous) )"
)
_HANDLE = re.compile(r"@[\w-]{2,30}(?:(?:, | and | & )@[\w-]{2,30})*")


def owner_of(sentence: Sentence, lead: Sentence | None, grammar: Grammar) -> Span | None:
    """The words that name the owner, or None."""
    own = (_handle_first, _in_label, _at_end, _handle) if _is_open(sentence) else _RULES
    for rule in own:
        if not (found := rule(sentence, grammar)):
            continue
        last = _behind_and(sentence, found)
        if owner := trimmed(sentence, found, grammar) or (last and trimmed(sentence, last, grammar)):
            return _spoken(sentence, owner, grammar)
    return owner_of(lead, None, grammar) if lead and _is_open(sentence) else None


def _behind_and(sentence: Sentence, found: Span) -> Span | None:
    """Of "Material has been collected and Pete" the one who will."""
    ands = list(_AND.finditer(sentence.lower, found.start, found.end))
    is_name = ands and sentence.words[ands[-1].end() + len(ands[-1][1] or "")].isupper()
    return Span(ands[-1].end(), found.end) if is_name else None


def _spoken(sentence: Sentence, owner: Span, grammar: Grammar) -> Span:
    """Who says "I" in a turn is its speaker."""
    block = sentence.block
    says_i = (
        sentence.lower[owner.start - sentence.span.start : owner.end - sentence.span.start]
        in grammar.words["first_person"]
    )
    return block.speaker_span if says_i and block.speaker and block.kind == "turn" else owner


def _is_open(sentence: Sentence) -> bool:
    return sentence.has("verb_first") or sentence.has("to_first")


def _handle_first(sentence: Sentence, grammar: Grammar) -> Span | None:
    found = _HANDLE.match(sentence.words)
    return Span(*found.span()) if found else None


def _handle(sentence: Sentence, grammar: Grammar) -> Span | None:
    found = _HANDLE.search(sentence.words) if sentence.has("handle") else None
    return Span(*found.span()) if found else None


def _in_label(sentence: Sentence, grammar: Grammar) -> Span | None:
    """The name before the colon, when it is told to do it or says that it will."""
    if not sentence.label:
        return None
    says = sentence.lower[sentence.label.end - sentence.span.start :].lstrip(": *")
    speaks = says.startswith(("i ", "i'", "je ", "j'"))
    if _is_open(sentence) or speaks or sentence.has("doing_first"):
        return Span(sentence.label.start - sentence.span.start, sentence.label.end - sentence.span.start)
    return None


def _at_end(sentence: Sentence, grammar: Grammar) -> Span | None:
    found = _TAIL.search(sentence.words) if sentence.has("owner_at_end") or sentence.has("listed_in_actions") else None
    if not found or not (found[1][:1].isupper() or found[1].startswith("@")):
        return None
    return Span(*found.span(1))


def _named_to(sentence: Sentence, grammar: Grammar) -> Span | None:
    """The names before "to": "Lee Byron to build …"."""
    place = sentence.cues.get("name_to")
    return Span(place.start - sentence.span.start, place.end - sentence.span.start) if place else None


def _before_to(sentence: Sentence, grammar: Grammar) -> Span | None:
    if not sentence.has("subject_to"):
        return None
    start = sentence.tokens[sentence.core].start()
    return Span(_at_sign(sentence, start), sentence.cues["subject_to"].start - sentence.span.start)


def _at_sign(sentence: Sentence, start: int) -> int:
    return start - 1 if start and sentence.words[start - 1] == "@" else start


def _asked(sentence: Sentence, grammar: Grammar) -> Span | None:
    """Who stands between "invited" and "to speak", or after "requested that"."""
    for cue in ("task_to", "request"):
        if not (place := sentence.cues.get(cue)):
            continue
        begin = place.start - sentence.span.start
        tokens = [token for token in sentence.tokens if token.start() >= begin]
        # "a demandé": the word that asks is the second.
        if tokens and tokens[0][0] == "a":
            tokens = tokens[1:]
        if len(tokens) < 3:
            return None
        if tokens[0][0] in grammar.words["passive"]:
            return _left_of(sentence, begin)
        after = tokens[2:] if tokens[1][0] in grammar.words["that"] else tokens[1:]
        for n, token in enumerate(after[:14]):
            is_verb = n and token[0] in grammar.words["verb"] and after[n - 1][0] not in grammar.words["not_owner"]
            if is_verb or token[0] in grammar.words["to"] or token[0] in grammar.words["ends_owner"]:
                return Span(after[0].start(), token.start()) if n else None
    return None


def _subject(sentence: Sentence, grammar: Grammar) -> Span | None:
    """What stands right before "will", "agreed to", "committed to", "is asked to"."""
    if sentence.has("will_be_done") or sentence.has("planned_event"):
        return None
    for place in sorted(sentence.cues[cue] for cue in _VERBS if sentence.has(cue)):
        end = place.start - sentence.span.start
        first = next((token for token in sentence.tokens if token.start() >= end), None)
        if first and first[0].split("'")[0] in grammar.words["speaker"]:
            return Span(end, end + len(first[0].split("'")[0]))
        if found := _left_of(sentence, end):
            return found
    return None


def _left_of(sentence: Sentence, end: int) -> Span | None:
    """What stands before it in its clause."""
    start = sentence.tokens[sentence.core].start() if sentence.core < len(sentence.tokens) else 0
    breaks = [found.end() for found in _BREAK.finditer(sentence.lower, start, end)]
    start = _at_sign(sentence, max([start, *breaks]))
    return Span(start, end) if end - start > 1 else None


def _by_whom(sentence: Sentence, grammar: Grammar) -> Span | None:
    """ "A reminder will be sent by Anna Bo": not by Monday, nor by June."""
    place = sentence.cues.get("will_be_done")
    found = _BY.search(sentence.words, place.start - sentence.span.start) if place else None
    days = {*grammar.ordered["weekdays"], *grammar.ordered["months"]}
    return Span(*found.span(1)) if found and found[1].lower() not in days else None


def _between(sentence: Sentence, grammar: Grammar) -> Span | None:
    found = _BETWEEN.search(sentence.words) if sentence.has("left_open") else None
    return Span(*found.span(1)) if found else None


_RULES = (_handle_first, _named_to, _in_label, _at_end, _before_to, _between, _by_whom, _asked, _subject, _handle)
