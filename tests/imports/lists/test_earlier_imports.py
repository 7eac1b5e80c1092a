"""What was imported by numbers before there were lists is known again in the list of its imports."""

from importlib import import_module
from uuid import uuid5

import pytest
from django.apps import apps

from tests.imports.conftest import Brought, outcomes
from tracker.follow_ups.models import FollowUp
from tracker.imports.cell_values import ROWS
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.models import Import, ImportRow

MOVE = import_module("tracker.imports.migrations.0006_lists_of_earlier_imports").name_them


@pytest.mark.django_db
def test_an_earlier_import_becomes_a_list_in_which_its_numbers_are_known(imported: Brought, brought: Brought) -> None:
    source = imported(["No", "Title"], ["007", "Send"], ["008", "Call"])
    for line in source.lines.all():
        key = uuid5(ROWS, f"number {line.cells[0]}")
        ImportRow.objects.filter(pk=line.pk).update(key=key)
        FollowUp.objects.filter(pk=line.follow_up_id).update(key=key)
    ImportedList.objects.all().delete()
    waiting = [brought(heads, ["9", "Write"]) for heads in (["No", "Title"], ["Colour", "Title"])]
    MOVE(apps, None)
    assert [Import.objects.get(pk=each.pk).previewed_at is None for each in waiting] == [True, False]
    named = ImportedList.objects.get()
    again = brought(["No", "Title"], ["7", "Send"], ["8", "Call them"])
    assert (named.name, named.classification, again.imported_list) == ("actions.csv", "restricted", named)
    assert outcomes(again) == [(2, "same"), (3, "changed")]
