"""What a word is, in any script; how much two texts have in common at their beginning."""

import re
import sys

from tracker.reading.spans import Span

_MARKS = r"!-/:-@\[-^`{-~¡-©«-¬®-±´¶-¹»-¿‐-⁞、-〿،؛؟۔।॥"
_IDEOGRAPHS = "぀-ヿ㐀-鿿"
_LETTER = rf"[^\s{_MARKS}{_IDEOGRAPHS}]"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|{_LETTER}+")
_TOKEN = re.compile(rf"{_WORD.pattern}|[{_MARKS}]")
_INSIDE_WORD = re.compile(_LETTER * 2)


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> list[Span]:
    """The words and the signs of text[start:end], in order."""
    return [Span(*token.span()) for token in _TOKEN.finditer(text, start, end)]


def count_words(text: str) -> int:
    """How many words `text` has; of a text of nothing but signs, how many signs."""
    return sum(1 for _ in _WORD.finditer(text)) or len(tokens(text))


def cuts_word(text: str, place: int) -> bool:
    """Whether `place` lies inside a word of `text`."""
    return place > 0 and _INSIDE_WORD.match(text, place - 1) is not None


def whole_words(text: str, span: Span) -> Span:
    """`span`, made longer to where no word of `text` is cut."""
    start, end = span.start, span.end
    while cuts_word(text, start):
        start -= 1
    while cuts_word(text, end):
        end += 1
    return Span(start, end)


def shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
