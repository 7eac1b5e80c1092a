"""How a file is asked for, which one it is then, and when it is refused: without a page, or with none that is drawn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.utils import timezone

from tests.downloaded_files import content
from tracker.accounts.models import User
from tracker.exports import export_response
from tracker.exports.archive import Archive
from tracker.exports.lost_rights import NoSheetError, content_of, take_back_what_is_lost
from tracker.exports.models import FOLDER, RETENTION, Export, ExportFailure
from tracker.exports.sheets.sheet import Column, Sheet, Table
from tracker.exports.sight import Sight
from tracker.exports.write_export import rows_written, throw_away_old, write_export

ASKED = {"make": "tests.exports.test_asked.few", "query": "a=1", "form": "csv", "language": "en"}
MORE = {"title": "Meetings", "page": "meetings:list", "rows": 3}


def few(_request: Any) -> Sheet:
    return Sheet("few", "Few", [], [Table("T", [Column("A")], lambda: [["one"], ["two"]], lambda _most: 2)])


def nothing(_request: Any) -> None:
    return None


def zipped(_request: Any) -> Archive:
    return Archive("all-of-it", lambda file: file.write(b"PK"))  # type: ignore[return-value]


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Any) -> None:
    settings.VAR = tmp_path


def test_the_same_asked_again_is_one_until_it_has_ended(claire: User, omar: User) -> None:
    first = Export.ask(by=claire, **ASKED, **MORE)
    others = [{"make": "x"}, {"query": "a=2"}, {"form": "xlsx"}, {"language": "fr"}]
    every = [Export.ask(by=claire, **{**ASKED, **other}, **MORE).pk for other in ({}, *others, {"query": "a=2"})]
    assert [each - first.pk for each in every] == [0, 1, 2, 3, 4, 2]
    assert Export.ask(by=omar, **ASKED, **MORE).by == omar
    first.end(name="few.csv")
    again = Export.ask(by=claire, **ASKED, **{**MORE, "title": "Another"})
    assert (again.pk > first.pk, again.title, again.rows, again.page) == (True, "Another", 3, "meetings:list")


def test_an_export_says_what_it_is_and_what_became_of_it(claire: User, omar: User, mei: User) -> None:
    made = Export.ask(by=claire, **ASKED, **MORE)
    other = Export.ask(by=omar, **ASKED, **MORE)
    assert (str(made), made.address, made.get_absolute_url()) == (
        "Meetings (csv)", "/meetings/?a=1", f"/exports/{made.pk}/",
    )  # fmt: skip
    assert [made.kept_as, made.count_kept_as, made.sight_kept_as] == [
        f"{made.pk}.{kind}" for kind in ("csv", "count", "sight")
    ]  # fmt: skip
    assert made.available_until == made.at + timedelta(days=1)
    assert {why: Export(why=why).problem for why in ("", *ExportFailure)} == {
        "": ExportFailure.BROKEN.label, **{each: each.label for each in ExportFailure}
    }  # fmt: skip
    FOLDER.keep(made.kept_as, b"x")
    ready = [made.is_ready, made.end(name="few.csv"), Export.objects.get(pk=made.pk).is_ready]
    assert (ready, str(Export.objects.get(pk=made.pk)), made.size) == ([False, True, True], "few.csv", 1)
    rows = Export.objects
    seen = [rows.visible_to(claire), rows.written(), rows.unfinished(omar), rows.unfinished(claire)]
    assert [list(each) for each in (*seen, rows.overseen_by(mei), rows.overseen_by(omar))] == [
        [made],
        [made],
        [other],
        [],
        [other, made],
        [other],
    ]
    assert [each.is_own for each in (*Export.objects.overseen_by(mei), *Export.objects.overseen_by(omar))] == [
        False, False, True,
    ]  # fmt: skip


def test_after_a_day_a_file_and_all_that_is_kept_beside_it_are_thrown_away(claire: User) -> None:
    now = timezone.now()
    for seconds in (-1, 0, 1):
        made = Export.ask(by=claire, **{**ASKED, "query": f"{seconds}"}, **MORE)
        Export.objects.filter(pk=made.pk).update(at=now - RETENTION + timedelta(seconds=seconds))
        for name in (made.kept_as, made.count_kept_as, made.sight_kept_as):
            FOLDER.keep(name, b"7")
    assert [each.query for each in Export.objects.past(now)] == ["-1"]
    throw_away_old(now)
    left = Export.objects.order_by("pk")
    assert [each.query for each in left] == ["0", "1"]
    assert sorted(FOLDER.names()) == sorted(f"{each.pk}.{kind}" for each in left for kind in ("csv", "count", "sight"))
    assert [rows_written(each) for each in left] == [7, 7]
    left[0].withdraw(ExportFailure.GAVE_WAY)
    kept = Export.objects.get(pk=left[0].pk)
    assert (kept.name, kept.why, rows_written(kept), len(FOLDER.names())) == ("", "gave_way", 0, 3)


@pytest.mark.parametrize(
    ("make", "form", "name", "why"),
    [("few", "csv", "few.csv", ""), ("few", "xlsx", "few.xlsx", ""), ("nothing", "csv", "", "not_understood"),
     ("zipped", "zip", "all-of-it.zip", "")],
)  # fmt: skip
def test_what_is_written_is_called_as_what_was_made(
    make: str, form: str, name: str, why: str, claire: User, sign_in: Callable[[User], Client]
) -> None:
    asked = {**ASKED, "make": f"tests.exports.test_asked.{make}", "form": form}
    export = Export.ask(by=claire, **asked, **MORE)
    write_export(export)
    kept = Export.objects.get()
    assert (kept.name, kept.why, kept.ended_at is not None, kept.is_ready) == (name, why, True, bool(name))
    if name:
        file = sign_in(claire).get(f"/exports/{kept.pk}/file/")
        kind = {"zip": "application/zip", "csv": "text/csv; charset=utf-8"}.get(form, "application/vnd.openxml")
        assert (file["Content-Disposition"], file["Content-Type"].startswith(kind)) == (
            f'attachment; filename="{name}"', True,
        )  # fmt: skip
        assert content(file)


def test_a_file_stays_where_its_filter_names_what_is_gone_and_goes_with_the_right(claire: User, omar: User) -> None:
    found = []
    for make, sight in (("few", True), ("nothing", True), ("few", False), ("gone", True)):
        export = Export.ask(by=claire, **{**ASKED, "query": f"{make}{sight}"}, **MORE)
        write_export(export)
        Export.objects.filter(pk=export.pk).update(make=f"tests.exports.test_asked.{make}")
        kept = Export.objects.select_related("by").get(pk=export.pk)
        if not sight:
            FOLDER.remove(kept.sight_kept_as)
        take_back_what_is_lost([kept])
        found.append((Export.objects.get(pk=export.pk).why, FOLDER.has(kept.kept_as)))
    assert found == [("", True), ("", True), ("broken", False), ("broken", False)]
    export = Export.ask(by=omar, **ASKED, **MORE)
    write_export(export)
    User.objects.filter(pk=omar.pk).update(is_active=False)
    kept = Export.objects.select_related("by").get(pk=export.pk)
    with pytest.raises(NoSheetError) as refusal:
        content_of(kept)
    take_back_what_is_lost([kept])
    assert (refusal.value.why, Export.objects.get(pk=export.pk).why) == ("not_yours", "not_yours")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("then", "now", "lost"),
    [
        ({}, {}, False), ({1}, {1}, False), (set(), {3}, True), (set(), {5}, True), (set(), {6}, False),
        ({1}, {1, 2}, True), ({1, 2}, {1}, False), ({1}, {1, 6, 7}, False),
    ],
)  # fmt: skip
def test_something_is_lost_that_was_there_and_is_hidden_by_now(then: set[int], now: set[int], lost: bool) -> None:
    before = Sight({"a.B": 5, "c.D": 9}, {"a.B": set(then), "c.D": set()})
    assert before.has_lost(Sight({"a.B": 9}, {"a.B": set(now)})) is lost
    assert Sight.read(before.noted) == before


def test_a_file_is_refused_with_one_sentence_and_leads_back(
    claire: User, sign_in: Callable[[User], Client], rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client: Any = sign_in(claire)
    request = client.get("/exports/").wsgi_request
    request.GET = request.GET.copy()
    request.GET["kind"] = "a b"

    def asked(form: str, make: Any, most: int = 9) -> tuple[Any, ...]:
        monkeypatch.setattr(export_response, "most_rows", lambda _form: most)
        answer: HttpResponseBase = export_response.exported(request, form, make, "meetings:list")
        said = [str(each) for each in get_messages(request)]
        return answer.status_code, answer.headers.get("Location", ""), said

    back = "/meetings/?kind=a+b"
    with pytest.raises(Http404):
        asked("exe", few)
    assert asked("csv", nothing) == (302, back, [])
    long = "This is more than 10,000,000 rows, too many for csv. Filter further, or take csv or xlsx."
    with override_settings(HOW_OFTEN={"export": "1/h/user"}):
        assert asked("csv", few, 1) == (302, back, [long])
        assert [asked("csv", few, 2)[0] for _each in range(2)] == [200, 429]
        assert asked("csv", few, 1)[:2] == (302, back)
