"""What is pressed upon."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from tracker.accounts.models import User

NUMBERS = count(1)


class Matter(dict[str, Any]):
    """By name the rows, each made when it is first asked for, on behalf of `by`, who may do everything."""

    def __init__(self, by: User, makers: "Makers") -> None:
        super().__init__()
        self.by, self.number, self.makers = by, next(NUMBERS), makers

    def __missing__(self, name: str) -> Any:
        self[name] = self.makers[name](self)
        return self[name]

    def title(self, what: str) -> str:
        return f"{what} {self.number}"


class Keys(dict[str, int | str]):
    """The keys of them, for an address."""

    def __init__(self, matter: Matter) -> None:
        super().__init__()
        self.matter = matter

    def __missing__(self, name: str) -> int | str:
        found = self.matter[name]
        return found if isinstance(found, str) else found.pk


Makers = Mapping[str, Callable[[Matter], Any]]
