"""What is removed is out of sight, and can be brought back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked


class RemovableQuerySet[Row: models.Model](models.QuerySet[Row]):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def removed(self) -> Self:
        # Said so, SQLite knows an index that holds just these.
        return self.filter(removed_at__isnull=False)


class Removable(models.Model):
    """`remove` and `restore` do nothing the second time. Both are changes of the `Tracked` noun that it goes with.

    A noun without a history of its own says in `set_removed` how it is done.
    """

    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    change: Any

    class Meta:
        abstract = True

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    def remove(self, *, by: User) -> Entry | None:
        return None if self.is_removed else self.set_removed("removed", timezone.now(), by=by)

    def restore(self, *, by: User) -> Entry | None:
        return self.set_removed("restored", None, by=by) if self.is_removed else None

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        entry: Entry | None = self.change(verb, by=by, removed_at=at)
        return entry


def removed_above(item: Any, keys: Mapping[str, Any]) -> Any:
    """What was removed and keeps `item` out of sight, were `keys` in its columns; None when nothing does.

    What is in sight now stands under nothing that is removed.
    """
    for field in type(item)._meta.fields:
        model = field.related_model
        if not (isinstance(model, type) and issubclass(model, Removable) and issubclass(model, Tracked)):
            continue
        key = keys.get(field.name, getattr(item, field.attname) if getattr(item, "is_removed", False) else None)
        if gone := key and model._base_manager.filter(pk=key, removed_at__isnull=False).first():
            return gone
    return None
