"""What pages say of what is seldom seen: imports under way, two at one text, a form sent before, links to hand on.

As `test_drawn_at_work`; what is read stands in `drawn/seldom.txt`, page by page.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.pages import as_sent
from tests.house.test_drawn_at_work import told
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.imports.prepare_import import keep, preview, upload
from tracker.imports.table_reader import Table
from tracker.imports.tasks import plan_rows, read_file, write_import
from tracker.imports.undo.take_back import ask
from tracker.imports.write_rows import confirm, write_all
from tracker.meetings.models import Meeting
from tracker.pages import calendar_month
from tracker.records.models import Record

pytestmark = pytest.mark.one_database
BROKEN_OFF = "They met\nin Lyon.\n\nThey agreed on\nports."


def brought(name: str, by: User) -> Import:
    return upload(f"{name}.csv", Table([["Title", "Notes"], *([f"{name} {row}", "Soon"] for row in "12")]), by=by)


def confirmed(name: str, by: User) -> Import:
    source = brought(name, by)
    preview(source, columns=["title", "notes"])
    confirm(source)
    source.refresh_from_db()
    return source


def imports_under_way(by: User) -> dict[str, Import]:
    """Before anything can be seen, while rows are written, and while they are taken back."""
    lost, read = keep("lost.csv", 9, by=by), keep("read.csv", 9, by=by)
    read_file.enqueue(read.pk)
    compared = brought("compared", by)
    plan_rows.enqueue(compared.pk)
    broken_off, written, stopped, back = (confirmed(name, by) for name in ("broken off", "written", "stopped", "back"))
    write_import.enqueue(written.pk)
    stopped.stop()
    write_all(back)
    ask(back)
    return {
        "lost": lost, "read": read, "compared": compared,
        "broken_off": broken_off, "written": written, "stopped": stopped, "back": back,
    }  # fmt: skip


def test_what_is_seldom_seen_says_what_is_so(
    claire: User, amina: User, jonas: User, visit: Meeting, communique: Record,
    sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    moment = datetime(2018, 9, 3, 9, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    client, pages = sign_in(claire), dict[str, tuple[str, Any]]()

    def get(name: str, place: str) -> None:
        pages[name] = place, client.get(place)

    for name, source in imports_under_way(claire).items():
        get(f"import_{name}", f"/imports/{source.pk}/")
    Beat.objects.create(worker="one", at=timezone.now())
    for name in ("read", "written"):
        get(f"import_{name}_by_a_worker", pages[f"import_{name}"][0])
    for name, text in {"lines": BROKEN_OFF, "line": "They met.", "long": "x" * 500_001}.items():
        pages[f"joined_{name}"] = "/records/joined/", client.post("/records/joined/", {"text": text})
    place = f"/records/{communique.pk}/edit/"
    mine = as_sent(client.get(place), text=f"{communique.latest.text}\nMine.")
    communique.rewrite(f"{communique.latest.text}\nTheirs.", by=amina)
    pages["two_texts"] = place, client.post(place, mine)
    form = client.get("/follow-ups/new/")
    for title in ("Send it", "Send another"):
        pages["sent_before"] = "/follow-ups/new/", client.post("/follow-ups/new/", as_sent(form, title=title))
    FollowUp.objects.get(title="Send it").remove(by=claire)
    pages["sent_and_removed"] = "/follow-ups/new/", client.post("/follow-ups/new/", as_sent(form, title="Another"))
    monkeypatch.setattr(calendar_month, "MOST", 0)
    get("month_cut", "/calendar/?whose=all&month=2018-05")
    new = User.objects.create_user("lena@suivi.example", name="Lena Brandt")
    place = f"/invite/{new.pk}/"
    pages["links"] = place, sign_in(jonas).get(place)
    beside = "/keys/", client.get("/keys/")
    cut = client.get("/follow-ups/?layout=calendar&month=2018-05&status=active").text
    assert "/follow-ups/?status=active&amp;due_from=2018-04-30&amp;due_until=2018-06-03" in cut
    assert_drawn("seldom", {name: told(place, page, beside) for name, (place, page) in pages.items()})
