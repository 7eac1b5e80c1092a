"""The rows that were refused come back as a file of their own: as they were sent, with the reason, to be sent again."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.imports.conftest import Brought, brought_back, rows_in
from tests.imports.sheets import workbook
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import, RowOutcome

SignIn = Callable[[User], Client]
NO_DATE = "Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."
WHY = "Why it was refused"


def table_of(rows: list[list[str]], form: str) -> bytes:
    return workbook(rows) if form == "xlsx" else "\n".join("|".join(row) for row in rows).encode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_refused_rows_come_back_as_they_were_sent_and_mended_they_go_in(
    form: str, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    body = [[f"Title {number}", "" if number % 3 else "sometime", "=A; B"] for number in range(1, 7)]
    sent = [["Title", "Due", "Colour"], *body]
    source = brought_back(client, table_of(sent, form), form)
    client.post(f"/imports/{source.pk}/confirm/")
    back = client.get(f"/imports/{source.pk}/refused/")
    assert back.headers["Content-Disposition"] == f'attachment; filename="list_refused_rows.{form}"'
    rows = rows_in(back.content, form, "|")
    # In plain text an apostrophe keeps words from being a formula.
    words = "'=A; B" if form == "csv" else "=A; B"
    refused = [[*row[:2], words, f"Due: {NO_DATE}"] for row in (body[2], body[5])]
    assert rows == [[*sent[0], WHY], *refused]
    mended = [rows[0], [refused[0][0], "1 May 2031", *refused[0][2:]], refused[1]]
    again = brought_back(client, table_of(mended, form), form)
    assert list(again.lines.values_list("outcome", flat=True)) == [RowOutcome.NEW, RowOutcome.REFUSED]
    client.post(f"/imports/{again.pk}/confirm/")
    assert FollowUp.objects.count() == 5
    # What is left over has its reason once.
    assert rows_in(client.get(f"/imports/{again.pk}/refused/").content, form, "|") == [[*sent[0], WHY], refused[1]]


def test_four_presses_lead_to_the_rows_to_mend(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    rows = [["Title", "Due"], *([f"Row {number}", "no day" if number % 7 == 1 else ""] for number in range(14))]
    source = brought_back(client, table_of(rows, "csv"), "csv")  # Two presses: continue, and see what it would do.
    page = client.post(f"/imports/{source.pk}/confirm/", follow=True)
    assert f'href="/imports/{source.pk}/refused/"' in page.content.decode()
    assert (FollowUp.objects.count(), source.lines.filter(outcome=RowOutcome.REFUSED).count()) == (12, 2)


def test_what_is_not_compared_yet_has_no_such_file(claire: User, sign_in: SignIn) -> None:
    source = Import.objects.create(by=claire, name="list.csv")
    assert sign_in(claire).get(f"/imports/{source.pk}/refused/").headers["Location"] == f"/imports/{source.pk}/"


def test_of_several_sheets_the_reason_names_the_column_of_the_cell(
    brought: Brought, claire: User, sign_in: SignIn
) -> None:
    source = brought(["", "Title", "Due"], ["x", "One", "no day"])
    source.found = {**source.found, "sheets": ["Ports", "Roads"], "parts": [["Ports", 0], ["Roads", 1]]}
    source.name = "both.xlsx"
    source.lines.update(problems=[["Roads!C1", "No day."], ["Roads!A1", "No head."]])
    source.save()
    rows = rows_in(sign_in(claire).get(f"/imports/{source.pk}/refused/").content, "xlsx")
    assert rows == [["", "Title", "Due", WHY], ["x", "One", "no day", "Due: No day. A: No head."]]
