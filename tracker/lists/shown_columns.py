"""Which columns a list shows, and in which order: it stands in the address of the list, as does each change of it."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownColumns:
    """`usual` are those as long as nobody asks for others, `offered` all there are; `always` cannot be hidden.

    A change gives what ?columns= is then, which is empty for the usual ones, and None where it cannot be made.
    """

    names: tuple[str, ...]
    usual: tuple[str, ...]
    offered: Collection[str]
    always: str

    @classmethod
    def asked(cls, words: str, usual: tuple[str, ...], offered: Collection[str], always: str) -> "ShownColumns":
        """Those that ?columns= names, in its order, `always` among them; without any, the usual ones."""
        named = tuple(dict.fromkeys(name for name in words.split(",") if name in offered))
        whole = named if always in named else (always, *named)
        return cls(whole if named else usual, usual, offered, always)

    @property
    def words(self) -> str:
        return self._words(self.names)

    @property
    def further(self) -> list[str]:
        return [name for name in self.offered if name not in self.names]

    def moved(self, name: str, by: int) -> str | None:
        """With this column so many places further on, or back."""
        place = self.names.index(name) + by
        if not 0 <= place < len(self.names):
            return None
        rest = [each for each in self.names if each != name]
        return self._words((*rest[:place], name, *rest[place:]))

    def without(self, name: str) -> str | None:
        return None if name == self.always else self._words(tuple(each for each in self.names if each != name))

    def joined_by(self, name: str) -> str:
        return self._words((*self.names, name))

    def _words(self, names: tuple[str, ...]) -> str:
        return "" if names == self.usual else ",".join(names)
