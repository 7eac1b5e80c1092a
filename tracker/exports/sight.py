"""What somebody may see of every noun that hides some of its rows: whether they have lost sight of any since."""

import json
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db.models import Max

from tracker.accounts.models import User


@dataclass(frozen=True, slots=True)
class Sight:
    """By noun its highest key, and the keys that are hidden."""

    top: dict[str, int]
    hidden: dict[str, set[int]]

    @classmethod
    def of(cls, key: int) -> Self:
        """By what the account of this key may see now, whatever was read of it before."""
        user = User.objects.get(pk=key)
        nouns: dict[str, Any] = {model._meta.label: model._default_manager for model in apps.get_models()}
        hiding = {label: manager for label, manager in nouns.items() if hasattr(manager, "hidden_from")}
        return cls(
            {label: manager.aggregate(top=Max("pk"))["top"] or 0 for label, manager in hiding.items()},
            {label: set(manager.hidden_from(user).values_list("pk", flat=True)) for label, manager in hiding.items()},
        )

    def has_lost(self, now: Self) -> bool:
        """Whether something of then is hidden now. What was hidden all along, or came later, makes no difference."""
        return any(
            key <= top for label, top in self.top.items() for key in now.hidden.get(label, set()) - self.hidden[label]
        )

    @property
    def noted(self) -> bytes:
        hidden = {label: sorted(keys) for label, keys in self.hidden.items()}
        return json.dumps({"top": self.top, "hidden": hidden}).encode()

    @classmethod
    def read(cls, noted: bytes) -> Self:
        said = json.loads(noted)
        return cls(said["top"], {label: set(keys) for label, keys in said["hidden"].items()})
