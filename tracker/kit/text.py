"""Text as the database finds it again, and as files take it."""

import re
import unicodedata
from typing import Any

from django.utils.translation import pgettext

# Letters that Unicode does not take apart, as people without them on the keyboard write them.
PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i"}
)
# Signs that look alike, as one of them; those of a class of a regular expression can be put into another.
APOSTROPHES = "'\u2019\u2018\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02be\u02bf`\u00b4\u02ca\u02cb\u055a\ua78c\uff07"
HYPHENS = "\\-\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u2212\u2e17\u2e3a\u2e3b\ufe58\ufe63\uff0d"
# Soft hyphens, widths of zero, marks of order and of direction, choices between two looks of a sign.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Control characters, breaks of lines and paragraphs, and halves of characters.
UNSEEN = ("Cc", "Zl", "Zp", "Cs")
# Where the end of a line broke a word in two: a small letter goes on.
BREAK = rf"(?<=[^\W\d_])[{INVISIBLE}]*[{HYPHENS}\u00ad¬][^\S\n]*\r?\n[^\S\n]*(?=[^\W\d_A-ZÀ-Þ])"
# Whoever changes what `fold` gives, or what is cut into words, counts on: what is kept folded is written anew then.
FOLD_VERSION = 4
_ALIKE = [
    (re.compile(f"[{APOSTROPHES}]"), "'"),
    (re.compile(f"[{HYPHENS}]"), "-"),
    (re.compile(f"[{INVISIBLE}]"), ""),
]
# Emoji are made of several with a joiner, and Persian words hold one; a mark of direction stands beside letters that
# are read from the right. Among Latin letters they only hide.
_FAR = "[\u0590-\U0010ffff]"
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    f"|(?<!{_FAR})[\u200c\u200d]|[\u200c\u200d](?!{_FAR})|(?<!{_FAR})[\u061c\u200e\u200f](?!{_FAR})"
)
_BROKEN = re.compile(BREAK)
# What no XML may hold, and what Word and Excel therefore could not open.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_INDENTS = re.compile(r"\s*\n\s*")


def writable(words: str) -> str:
    """`words` without what no document can hold."""
    return _UNWRITABLE.sub("", words)


def all_writable(value: Any) -> Any:
    """Texts, lists and dictionaries of them, each text `writable`; tuples become lists."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {name: all_writable(each) for name, each in value.items()}
    return [all_writable(each) for each in value] if isinstance(value, list | tuple) else value


def is_read_from_right(words: str) -> bool:
    """Whether the first letter is one of Arabic, Hebrew or the like, as a browser finds it for `dir="auto"`."""
    return next((side != "L" for side in map(unicodedata.bidirectional, words) if side in ("L", "R", "AL")), False)


def without_hidden(words: str) -> str:
    """`words` without signs that nobody sees; those of which emoji are made, and Persian words, stay."""
    return _HIDDEN.sub("", words)


def on_one_line(words: str) -> str:
    """`words` of a text as a title: those that the end of a line broke are whole again."""
    return in_lines(words).replace("\n", " ")


def in_lines(words: str) -> str:
    """As `on_one_line`, letter by letter, but where a line or a column ended an end of line stands for the space."""
    return _SPACES.sub(_space, without_hidden(_BROKEN.sub("", words)).strip())


def _space(found: re.Match[str]) -> str:
    return " " if len(f"{found[0]}|".splitlines()) == 1 and "\t" not in found[0] else "\n"


def unbroken(word: str) -> str:
    """A word without the end of a line in it."""
    return _BROKEN.sub("", word)


def fold(words: str) -> str:
    """`words` without case and accents, so that "Genève" is found by "geneve" and "Łódź" by "lodz".

    Whichever apostrophe or dash was typed is the plain one; what is invisible is gone.
    """
    for signs, plain in _ALIKE:
        words = signs.sub(plain, words)
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


def plain_line(words: str) -> str:
    """On one line, without characters that no calendar may hold.

    What joins emoji and letters is kept; where a word may be broken is for whoever sets it, not part of it.
    """
    # A byte order mark is no letter: readers drop it.
    whole = words.replace(SOFT_HYPHEN, "").replace("\ufeff", "")
    return " ".join("".join(" " if unicodedata.category(letter) in UNSEEN else letter for letter in whole).split())


def without_indents(markup: str) -> str:
    """As it is shown, without how its template is set out: a fifth of what a long page weighs."""
    return _INDENTS.sub("\n", markup)


def labelled(label: object, words: object) -> str:
    """A label with what it stands for, as each language writes it: "Anna: send it", "Anne : envoyer"."""
    return f"{label}{pgettext('after a label', ':')} {words}"
