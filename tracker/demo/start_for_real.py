"""Start for real: the house is emptied of the demo, and of what was entered beside it; accounts of real people stay."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.directory.person_of_account import settle
from tracker.history.models import Channel, Entry
from tracker.history.write_entry import write_entry

# What is not the house's own, but would point to rows that are gone; and what of the house's own stays.
OF_OTHERS = {"django_tasks_database", "sessions", "usersessions", "admin"}
KEPT = {"accounts.user", "directory.person", "background.beat", "background.slot"}


def mark(accounts: Iterable[User]) -> None:
    """Remember which accounts came with the demo, and with the last of these entries when it was complete."""
    for user in accounts:
        write_entry(user, "loaded", by=None, version=1, channel=Channel.SYSTEM)


def accounts_of_the_demo() -> QuerySet[User]:
    return User.objects.filter(pk__in=Entry.objects.loadings_of_the_demo().values("object_id"))


def entered_since() -> QuerySet[Entry]:
    """What people did in the house since the demo was loaded, the newest first."""
    last = Entry.objects.loadings_of_the_demo().order_by("-id").values_list("pk", flat=True).first()
    rows: QuerySet[Entry] = Entry.objects.filter(pk__gt=last or 0).order_by("-id")
    return rows


@transaction.atomic
def start_for_real(*, by: User) -> None:
    """Empty the house, whole or not at all. `by` is no account of the demo; it and the other real ones stay.

    Rows are deleted table by table: no verb of any noun removes for good, and together nothing is left to point to.
    """
    demo = list(accounts_of_the_demo().values_list("pk", flat=True))
    assert by.pk not in demo
    for table in emptied_tables():
        _delete(table)
    Person.objects.filter(account=None)._raw_delete(connection.alias)
    Person.objects.filter(account__in=demo)._raw_delete(connection.alias)
    User.objects.filter(pk__in=demo)._raw_delete(connection.alias)
    _begin_history(by)
    transaction.on_commit(cache.clear)


def emptied_tables() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        if _is_emptied(model):
            yield model._meta.db_table


def _is_emptied(model: type[models.Model]) -> bool:
    meta = model._meta
    of_the_house = model.__module__.startswith("tracker.")
    return (of_the_house or meta.app_label in OF_OTHERS) and meta.label_lower not in KEPT and meta.managed


def _delete(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _begin_history(by: User) -> None:
    """Who stays is the first that the house knows of."""
    for person in Person.objects.all():
        write_entry(person, "added", by=by, version=person.version)
    for user in User.objects.filter(person=None, is_active=True):
        settle(user, by=by)
