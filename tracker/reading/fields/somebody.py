"""Whether words can be somebody who does something, and which of them."""

import re

from tracker.reading.candidate import Sentence
from tracker.reading.grammar import Grammar
from tracker.reading.spans import Span

LONGEST = 90
_LEADING = re.compile(
    r"(?:and|et|so|donc|also|however|then|in addition|finally|additionally|the fact|where|as|while|furthermore)\b[ ,]*",
    re.IGNORECASE,
)

# "The Board rejected the amendment and Anna will …".
_DID = re.compile(r"\b[a-z]{3,}ed (?:the|a|an|its|their|his|her) ")
_ELIDED = re.compile(r"[ldLD]['’](?=[A-ZÀ-Þ])")


def trimmed(sentence: Sentence, found: Span, grammar: Grammar) -> Span | None:
    """The words without what only leads to them; None where they can be nobody."""
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
    is_name = (
        tokens
        and tokens[-1] not in grammar.words["no_owner_head"]
        and not any(token[0].isdigit() for token in tokens)
        and (len(tokens) > 1 or tokens[0] not in grammar.words["not_owner"])
        and len(tokens) <= 12
        and end - start <= LONGEST
    )
    if (
        not is_name
        or (tokens[0] in grammar.words["no_owner_first"] and not _is_initials(words[start:end]))
        or any(token.rpartition("'")[2] in grammar.words["finite"] for token in tokens)
        or _DID.search(sentence.lower, start, end)
    ):
        return None
    if not _is_who(words[start:end], start == 0, grammar):
        return None
    return Span(sentence.span.start + start, sentence.span.start + end)


def _is_initials(words: str) -> bool:
    """ "AS offered": a person, no conjunction."""
    first = words.split(maxsplit=1)[0].partition("/")[0]
    return len(first) > 1 and first.isupper()


def _is_who(words: str, is_first: bool, grammar: Grammar) -> bool:
    """Whether it can be somebody: a name, or words for people."""
    tokens = words.split()
    named = (token[0].isupper() or _ELIDED.match(token) for token in tokens[is_first:])
    if words[0] == "@" or any(named):
        return True
    known = grammar.words["who"] | grammar.words["roles"] | grammar.words["body_words"]
    bare = {word.lower().strip(".,;:()").rpartition("'")[2] for word in tokens}
    return bool((bare | {word.removesuffix("s") for word in bare}) & known) or (is_first and len(tokens) == 1)
