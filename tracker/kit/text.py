"""Text as the database finds it again."""

import unicodedata


def fold(words: str) -> str:
    """`words` without case and accents, so that "Genève" is found by "geneve"."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


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
