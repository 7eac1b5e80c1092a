"""What leaves the house as a file, a calendar or a mail tells strangers nothing of what is restricted."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from tests.conftest import CANARY
from tests.house.pages import text_in
from tests.house.worlds import Keys, Worlds, read
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.exports.models import FOLDER
from tracker.exports.tasks import begin
from tracker.exports.write_export import write_export
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.needs.models import Allocation, Need
from tracker.needs.pledge_changes import move_pledge
from tracker.pledges.models import Pledge
from tracker.reports import send_mail
from tracker.reports.models import Mailing

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("one_moment")]
SignIn = Callable[[User], Client]
Said = dict[str, str]
# All formats of two nouns, and each noun in one: what writes a format knows of no noun.
FILES = [
    *(f"/{noun}/export/{form}/" for noun in ("follow-ups", "pledges") for form in ("csv", "xlsx", "docx", "pdf")),
    *(f"/{noun}/export/csv/" for noun in ("meetings", "mandates", "mandates/activities", "partners",
      "partners/people")),
    *(f"/reports/export/{form}/?by=partner&period=2000 to 2100" for form in ("csv", "xlsx")),
    "/follow-ups/since/export/docx/?since=2018-01-01", "/pledges/unlock/export/?amount=20000",
    "/mandates/{mandate}/report/document/?from=2000-01-01&until=2100-01-01",
    *(f"/partners/{{partner}}/briefing/file/{form}/" for form in ("docx", "pdf")),
    *(f"/commitments/document/{form}/?partner={{partner}}" for form in ("docx", "pdf")), "/commitments/export/csv/",
]  # fmt: skip
WRITTEN = {
    "follow_ups.list.export": "follow_ups:list", "meetings.export": "meetings:list", "pledges.export": "pledges:list",
    "activities.export": "activities:list", "directory.people.people_list": "directory:people",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(VAR=tmp_path):
        yield


def downloads(user: User, client: Client, keys: Keys) -> Said:
    """What somebody takes with them: files, those written in the background, and both calendars."""
    found = {path: read(client.get(path.format(**keys))).text for path in FILES}
    for module, page in WRITTEN.items():
        asked = {"make": f"tracker.{module}.sheet_for", "query": "", "page": page, "language": "en"}
        export = begin(by=user, form="csv", title="Rows", rows=1, **asked)
        write_export(export)
        found[f"written {module}"] = FOLDER.read(export.kept_as).decode()
    feed = CalendarLink.make(user)
    return found | {
        whose: read(client.get(f"/calendar/feed/{feed}.ics?whose={whose}")).text for whose in ("mine", "all")
    }


def mailed(by: User, keys: Keys) -> Said:
    """Reports and views, whoever set them up, as they reach whoever gets them."""
    own, general = (SavedView.save_as(name, by=by, query=query) for name, query in (
        ("All", ""), ("Of a partner", f"partner={keys['partner']}")))  # fmt: skip
    values: dict[str, Any] = {"by": by, "made_by": by, "addresses": "desk@eu.example", "over": "this_year"}
    made = [Mailing.add(name=f"{cut} {form}", cut=cut, form=form, **values) for cut, form in (
        ("unit", "csv"), ("partner", "xlsx"), ("owner", "docx"), ("mandate", "pdf"))]  # fmt: skip
    made += [Mailing.add(name=f"view {view.pk}", view=view, form="csv", **values) for view in (own, general)]
    for mailing in made:
        send_mail.send(mailing.pk, send_mail.ask_now(mailing, by=by))
    return taken_from_outbox()


def taken_from_outbox() -> Said:
    sent, mail.outbox = mail.outbox, []
    return {f"{each.subject} to {each.to}": "\n".join([each.subject, str(each.body), *map(_file, each.attachments)])
            for each in sent}  # fmt: skip


def _file(attachment: Any) -> str:
    content = attachment[1].encode() if isinstance(attachment[1], str) else attachment[1]
    return f"{attachment[0]} {text_in(content, attachment[2])}"


def readied(follow_up: FollowUp, donor: Organisation, by: User) -> Said:
    """The mail to an owner that what they wait for is there."""
    euros: dict[str, Any] = {"kind": "money", "currency": "EUR", "quantity": Decimal(500), "by": by}
    need = Need.estimate(follow_up, **euros)
    pledge = Pledge.make(donor=donor, meeting=follow_up.meeting, **euros)
    Allocation.make(pledge, need, Decimal(500), by=by)
    with TestCase.captureOnCommitCallbacks(execute=True):
        move_pledge(Pledge.objects.get(pk=pledge.pk), "committed", by=by)
    return taken_from_outbox()


def test_what_leaves_the_house_is_the_same_in_both_worlds(
    worlds: Worlds, eu: Organisation, claire: User, amina: User, mei: User, jonas: User, sign_in: SignIn
) -> None:
    client = sign_in(amina)

    def look(keys: Keys) -> list[Said]:
        mine = FollowUp.objects.get(pk=keys["mine"])
        sent = [mailed(by, keys) for by in (amina, mei, jonas)]
        return [downloads(amina, client, keys), *sent, readied(mine, eu, by=claire)]

    there, without = worlds.both(look)
    assert [len(said) for said in there] == [len(FILES) + len(WRITTEN) + 2, 6, 6, 6, 1]
    assert there == without
    assert [name for said in there for name, text in said.items() if CANARY in text] == []


def test_whoever_may_know_finds_it_in_each_file_and_calendar_and_in_their_mails(
    worlds: Worlds, eu: Organisation, omar: User, mei: User, sign_in: SignIn
) -> None:
    client = sign_in(mei)

    def look(keys: Keys) -> tuple[Said, Said]:
        secret = FollowUp.objects.get(pk=keys["follow_up"])
        secret.needs.update(removed_at=timezone.now())
        secret.give_to(Person.objects.get(account=omar), by=mei)
        return downloads(mei, client, keys), readied(FollowUp.objects.get(pk=secret.pk), eu, by=mei)

    files, mails = worlds.with_matter(look)
    assert [name for name, text in files.items() if CANARY not in text] == ["/mandates/export/csv/", "mine"]
    assert [(list(mails), CANARY in text) for text in mails.values()] == [([next(iter(mails))], True)]
