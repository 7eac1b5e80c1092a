"""Imports and exports on the admin site: one's own, and everybody's for who sees all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tracker.accounts.models import User
from tracker.exports.models import Export
from tracker.imports.prepare_import import upload
from tracker.imports.table_reader import Table

pytestmark = pytest.mark.one_database

LISTS = ["/admin/capture/import/", "/admin/exports/export/"]


@pytest.mark.parametrize("sees_all", [False, True])
def test_everybodys_are_shown_to_who_sees_all_and_opened_by_whose_they_are(
    sees_all: bool, jonas: User, claire: User, sign_in: Callable[[User], Client]
) -> None:
    asked = {"make": "x", "query": "", "form": "csv", "language": "en", "page": "meetings:list", "rows": 1}
    for user, name in ((jonas, "mine"), (claire, "hers")):
        upload(name, Table([["Title"], ["One"]]), by=user)
        Export.ask(by=user, title=name, **asked)
    User.objects.filter(pk=jonas.pk).update(sees_restricted=sees_all)
    client: Any = sign_in(jonas)
    for address in LISTS:
        page = client.get(address)
        names = {str(row) for row in page.context["cl"].result_list}
        assert {name[:4] for name in names} == ({"mine", "hers"} if sees_all else {"mine"})
        assert page.text.count("Change on its page</a>") == 1
