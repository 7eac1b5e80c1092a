"""Words as PostgreSQL's tsvector, written out, since its own parser would cut references and dates its own way."""

from itertools import chain

# PostgreSQL takes a megabyte of words and places, and places up to this one.
MOST_BYTES = 900_000
LAST_PLACE = 16_383
# It keeps so many places of a word.
MOST_PLACES = 255


def vector(title: list[str], detail: list[str]) -> str:
    """Words with their places; those of the title bear the weight A. What does not fit is left out.

    A place stays free between the two, so that no phrase reaches over.
    """
    places: dict[str, list[str]] = {}
    size = 0
    for place, word in chain(enumerate(title, 1), enumerate(detail, len(title) + 2)):
        there = places.setdefault(word, [])
        size += 4 if there else 12 + len(word.encode())
        if size > MOST_BYTES:
            break
        if len(there) < MOST_PLACES:
            there.append(f"{min(place, LAST_PLACE)}{'A' if place <= len(title) else ''}")
    return " ".join(f"'{word}':{','.join(there)}" for word, there in places.items() if there)
