"""Fields and managers are counted beside their classes.

Python remembers where a class keeps what is asked of it until the class changes, and after a thousand changes never
again. Django writes into Field and BaseManager how many of them there are, and makes some with every query.
"""

from types import FunctionType, SimpleNamespace
from typing import Any

from django.db.models import Field
from django.db.models.manager import BaseManager

COUNTS = ("creation_counter", "auto_creation_counter")


def count_apart() -> None:
    owners: Any = (Field, BaseManager)
    fields, managers = owners
    fields.__init__ = _elsewhere(fields.__init__, fields)
    managers._set_creation_counter = _elsewhere(managers._set_creation_counter, managers)


def _elsewhere(method: Any, owner: type) -> FunctionType:
    """The method with another thing under the name of its class, on which it goes on counting."""
    counts = SimpleNamespace(**{name: getattr(owner, name) for name in COUNTS if hasattr(owner, name)})
    names = {**method.__globals__, owner.__name__: counts}
    return FunctionType(method.__code__, names, method.__name__, method.__defaults__, method.__closure__)
