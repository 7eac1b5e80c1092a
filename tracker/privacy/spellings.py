"""How somebody is written in texts: by their names, e-mails and telephones, whatever their case, accents and spaces."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tracker.kit.text import fold

# A number of less figures is a room or a year.
SHORTEST_TELEPHONE = 6
BLACK = "█"


class Spellings:
    """`label` stands in their place from now on, and `address` where an e-mail stood."""

    def __init__(
        self, names: Iterable[str], addresses: Iterable[str], telephones: Iterable[str], *, label: str, address: str
    ) -> None:
        self.label, self.address = label, address
        found = {*map(_of_name, names), *map(_of_address, addresses), *map(_of_telephone, telephones)} - {""}
        # The longest first: of "Mr. de Kerchove" nothing is to be left.
        self.pattern = re.compile("|".join(sorted(found, key=lambda each: (-len(each), each))) or r"(?!)")

    def is_in(self, text: str) -> bool:
        return bool(self.pattern.search(fold(text)))

    def replaced(self, text: str) -> str:
        return self._with(text, lambda words: self.address if "@" in words else self.label)

    def blackened(self, text: str) -> str:
        """As long as it was: whatever counts the letters of an archived text still finds its place."""
        return self._with(text, lambda words: BLACK * len(words))

    def around(self, text: str, reach: int) -> list[str]:
        """Each place where it stands, with what is beside it."""
        return [text[max(start - reach, 0) : end + reach] for start, end in self._spans(text)]

    def anew(self, value: Any, way: Any) -> Any:
        """A value of JSON, with each text in it as `way` makes it."""
        if isinstance(value, str):
            return way(value)
        if isinstance(value, list):
            return [self.anew(each, way) for each in value]
        if isinstance(value, dict):
            return {way(key): self.anew(each, way) for key, each in value.items()}
        return value

    def _with(self, text: str, said: Any) -> str:
        for start, end in reversed(self._spans(text)):
            text = text[:start] + said(text[start:end]) + text[end:]
        return text

    def _spans(self, text: str) -> list[tuple[int, int]]:
        if not self.is_in(text):
            return []
        letters = [_folded(letter) for letter in text]
        places = [place for place, letter in enumerate(letters) for _each in letter]
        return list(self._places(letters, places))

    def _places(self, letters: list[str], places: list[int]) -> Iterator[tuple[int, int]]:
        for found in self.pattern.finditer("".join(letters)):
            end = places[found.end() - 1] + 1
            # With the accents that stand on the last letter.
            while end < len(letters) and not letters[end]:
                end += 1
            yield places[found.start()], end


@lru_cache(4_096)
def _folded(letter: str) -> str:
    return fold(letter)


def _of_name(name: str) -> str:
    parts = [re.escape(part) for part in fold(name).split()]
    return rf"(?<!\w){r'[\s_]+'.join(parts)}(?!\w)" if parts else ""


def _of_address(address: str) -> str:
    return rf"(?<![\w.+-]){re.escape(fold(address.strip()))}(?!\w)" if address.strip() else ""


def _of_telephone(number: str) -> str:
    """Its figures, however they are set apart."""
    figures = re.sub(r"\D", "", number)
    if len(figures) < SHORTEST_TELEPHONE:
        return ""
    return rf"\+?(?<!\d){r'[\s().\-/]*'.join(figures)}(?!\d)"
