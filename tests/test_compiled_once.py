import pytest
from django.db import connection, transaction

from tracker.directory.models import Organisation

pytestmark = pytest.mark.django_db


def add(name: str) -> None:
    Organisation.objects.create(name=name)


def names() -> list[str]:
    return [*Organisation.objects.order_by("name").values_list("name", flat=True)]


def test_what_broke_off_is_taken_back_and_what_stands_around_it_stays() -> None:
    with transaction.atomic():
        add("Around")
        with transaction.atomic():
            add("Kept")
        with transaction.atomic():
            add("Broken off")
            with transaction.atomic():
                add("Within it")
            transaction.set_rollback(True)
        add("After it")
    assert names() == ["After it", "Around", "Kept"]


def test_it_is_called_once_its_own_block_is_kept_though_the_next_breaks_off() -> None:
    """Django tells savepoints apart by their names."""
    done: list[str] = []
    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: done.append("kept"))
        with transaction.atomic():
            transaction.on_commit(lambda: done.append("broken off"))
            transaction.set_rollback(True)
        for _names, callback, _robust in connection.run_on_commit:
            callback()
    assert done == ["kept"]
