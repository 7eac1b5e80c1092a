"""Every column in which somebody may be written is decided: it is erased, kept by choice, or holds nobody."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CASCADE

from tracker.background.mail_rows import MailRow
from tracker.calendar_mails.models import CalendarMail
from tracker.circulation.models import Copy
from tracker.history.tracked_model import Tracked
from tracker.imports.models import Import
from tracker.owner_mails.models import OwnerMail
from tracker.privacy.decided import DECIDED, GO, STAY, columns, undecided
from tracker.privacy.retention import MAILS, REMOVED
from tracker.privacy.rows_of_subject import hanging

# Beside the tables of models: what is remembered for a while, which erasing empties; and what Django did itself.
OF_NO_MODEL = {"cache": "cleared", "django_migrations": "names nobody", "sqlite_sequence": "names nobody"}


def test_every_column_of_text_is_decided() -> None:
    assert undecided() == [], (
        "Say in DECIDED (tracker/privacy/decided.py) what these columns can hold of a person: ALWAYS, where they hold "
        "traces such as mails and logs; DETAILS, NOTES, RECORDS or FILES, where the house chooses; NOBODY for keys, "
        "digests and rules."
    )


def test_what_is_decided_is_there() -> None:
    there = {str(column) for column in columns()}
    decided = {
        f"{table}.{name}" for table, kinds in DECIDED.items() for each in kinds.values() for name in each.split()
    }
    assert decided - there == set()


def test_every_row_that_would_go_with_a_person_is_decided() -> None:
    along = {str(each) for each in hanging() if each.goes_along}
    assert along ^ (GO | STAY) == set(), "Say in tracker/privacy/decided.py whether these rows GO or STAY."


def test_with_what_goes_goes_nothing_that_has_a_history() -> None:
    """The chain of history would say that its entries were left out."""
    going = {each.model for each in hanging() if str(each) in GO} | {*MAILS, *REMOVED, Import}
    seen: set[Any] = set()
    while going:
        model = going.pop()
        seen.add(model)
        related = model._meta.get_fields(include_hidden=True)
        going |= {
            each.related_model
            for each in related
            if each.auto_created and not each.concrete and getattr(each, "on_delete", None) is CASCADE
        } - seen
    assert {model for model in seen if issubclass(model, Tracked)} == set()


def test_every_kind_of_mail_is_kept_for_a_while_or_for_a_reason() -> None:
    assert {*MailRow.kinds()} == {*MAILS, Copy, CalendarMail, OwnerMail}


@pytest.mark.django_db
def test_every_table_is_that_of_a_model_or_known() -> None:
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    words = {f"{table}_words" for table in models}
    others = {
        table
        for table in connection.introspection.table_names()
        if table not in models and not any(table.startswith(each) for each in words)
    }
    assert others - OF_NO_MODEL.keys() == set()
