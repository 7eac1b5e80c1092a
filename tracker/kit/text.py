"""Text as the database finds it again, and as files take it."""

import re
import unicodedata

# Letters that Unicode does not take apart, as people without them on the keyboard write them.
PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i"}
)
# What no XML may hold, and what Word and Excel therefore could not open.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(words: str) -> str:
    """`words` without what no document can hold."""
    return _UNWRITABLE.sub("", words)


def fold(words: str) -> str:
    """`words` without case and accents, so that "Genève" is found by "geneve" and "Łódź" by "lodz"."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().translate(PLAIN)


def sought(words: str, most: int = 8) -> list[str]:
    """The words to look for, folded, without the punctuation around them."""
    bare = (word.strip("()[]«»“”\"'.,;:·–…") for word in fold(words).split())
    return [word for word in bare if word][:most]


def shorten(words: str, most: int = 80) -> str:
    """`words` cut at a word border to at most `most` characters, with an ellipsis when cut."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    head = words[: most - 1]
    between = words[most - 1] == " " or " " not in head
    return (head if between else head.rsplit(" ", 1)[0]).rstrip(" ,;:.") + "…"
