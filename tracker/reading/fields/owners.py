"""Who is to do it: only where the sentence's own form says so."""

import re

from tracker.reading.cues import Sentence
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span

LONGEST = 90
_TAIL = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]][.;]?\Z")
_BREAK = re.compile(r"[,;:()]| - |\bthat\b|\bthen\b|\bbut\b|\bque\b|\bqu'")
_HANDLE = re.compile(r"@[\w-]{2,30}(?:(?:, | and | & )@[\w-]{2,30})*")
_LEADING = re.compile(r"(?:and|et|also|however|then|in addition|finally|additionally|the fact|where|as|while|furthermore)\b[ ,]*", re.I)


def owner_of(sentence: Sentence, lead: Sentence | None, grammar: Grammar) -> Span | None:
    """The words that name the owner, or None."""
    for rule in (_handle_first, _in_label, _at_end, _before_to, _asked, _subject, _handle):
        if (found := rule(sentence, grammar)) and (owner := _trimmed(sentence, found, grammar)):
            return owner
    return owner_of(lead, None, grammar) if lead and _is_open(sentence) else None


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
        if len(tokens) < 3 or tokens[0][0] in grammar.words["passive"]:
            return None
        after = tokens[2:] if tokens[1][0] in grammar.words["that"] else tokens[1:]
        for n, token in enumerate(after[:14]):
            ends = token[0] in grammar.words["to"] or token[0] in grammar.words["ends_owner"] or (n and token[0] in grammar.words["verb"])
            if ends:
                return Span(after[0].start(), token.start()) if n else None
    return None


def _subject(sentence: Sentence, grammar: Grammar) -> Span | None:
    """What stands right before "will", "agreed to", "committed to", "is asked to"."""
    places = [sentence.cues[cue] for cue in ("will_do", "will", "commit", "agree", "promise", "request", "need", "should", "planned_event") if sentence.has(cue)]
    for place in sorted(places):
        end = place.start - sentence.span.start
        first = next((token for token in sentence.tokens if token.start() >= end), None)
        if first and first[0].split("'")[0] in grammar.words["speaker"]:
            return Span(end, end + len(first[0].split("'")[0]))
        start = sentence.tokens[sentence.core].start() if sentence.core < len(sentence.tokens) else 0
        breaks = [found.end() for found in _BREAK.finditer(sentence.lower, start, end)]
        start = _at_sign(sentence, max([start, *breaks]))
        if end - start > 1:
            return Span(start, end)
    return None


def _trimmed(sentence: Sentence, found: Span, grammar: Grammar) -> Span | None:
    words = sentence.words
    start, end = found.start, min(found.end, len(words))
    while start < end and not (words[start].isalnum() or words[start] == "@"):
        start += 1
    if leading := _LEADING.match(words, start, end):
        start = leading.end()
    while end > start and not (words[end - 1].isalnum() or words[end - 1] in ")."):
        end -= 1
    tokens = [token[0] for token in sentence.tokens if start <= token.start() < end]
    while tokens and tokens[-1] in grammar.words["trailing"]:
        end = next(token.start() for token in reversed(sentence.tokens) if token.start() < end)
        end = len(words[:end].rstrip(" ,"))
        tokens = tokens[:-1]
    is_name = tokens and (len(tokens) > 1 or tokens[0] not in grammar.words["not_owner"]) and len(tokens) <= 12 and end - start <= LONGEST
    if not is_name or tokens[0] in grammar.words["no_owner_first"] or any(token in grammar.words["finite"] for token in tokens):
        return None
    return Span(sentence.span.start + start, sentence.span.start + end)
