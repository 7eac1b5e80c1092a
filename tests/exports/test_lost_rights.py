"""An exported file dies with the right: whichever way somebody loses sight of what it holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.downloaded_files import content
from tests.kept_cast import kept
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import Role, User
from tracker.background.models import Beat
from tracker.directory.models import Organisation, Person
from tracker.exports import export_response, write_export
from tracker.exports.models import FOLDER, Export
from tracker.exports.tasks import write_file
from tracker.follow_ups.models import FollowUp
from tracker.history.opening.open_up import Choice, Question, asking
from tracker.meetings.models import Meeting, Participation

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Things = dict[str, Any]
GONE = "You may no longer see all that this file holds, so it is gone. Ask for it again from the list."
NOT_YOURS = "You may no longer see this list."


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(export_response, "MOST_AT_ONCE", 0)
    Beat.objects.create(worker="alive", at=timezone.now())


@kept
def things(secret: FollowUp, visit: Meeting, omar: User, wco: Organisation) -> Things:
    """Omar reads the restricted meeting, took part in another, owns a restricted follow-up, and all is his to lose."""
    talks, seat = secret.meeting, {"organisation": wco, "title": "Expert"}
    assert talks
    talks.readers.add(omar.person)
    attended = Meeting.add(by=talks.recorder, recorder=talks.recorder, title="Other talks", held_on=date(2018, 6, 2),
                           classification=RESTRICTED)  # fmt: skip
    taken = Participation.objects.create(meeting=attended, person=omar.person, **seat)
    owned = FollowUp.log(by=talks.recorder, title="Own", owner=omar.person, classification=RESTRICTED)
    partner = Organisation.add(by=talks.recorder, name="Hush", classification=RESTRICTED)
    FollowUp.objects.filter(pk=owned.pk).update(partner=partner)
    return {"talks": talks, "taken": taken, "owned": owned, "partner": partner, "visit": visit, "omar": omar}


def written(client: Client, address: str) -> Export:
    client.get(address)
    export = Export.objects.latest("id")
    write_file.call(export.pk)
    return export


def download(client: Client, export: Export) -> str:
    """The file in a word, or what is said instead."""
    answer = client.get(f"/exports/{export.pk}/file/", follow=True)
    if "attachment" in answer.headers.get("Content-Disposition", ""):
        content(answer)
        return "file"
    left = [name for name in FOLDER.names() if name.startswith(f"{export.pk}.")]
    return "kept" if left else next(said for said in (GONE, NOT_YOURS) if said in answer.text)


def change(model: Any, thing: Any, **values: Any) -> None:
    model.objects.filter(pk=thing.pk).update(**values)


LOSSES: dict[str, Callable[[Things], Any]] = {
    "a meeting was restricted": lambda t: change(Meeting, t["visit"], classification=RESTRICTED),
    "no longer a reader of the meeting": lambda t: t["talks"].readers.clear(),
    "taken off the meeting": lambda t: t["taken"].delete(),
    "somebody else owns it": lambda t: change(FollowUp, t["owned"], owner=t["talks"].recorder.person),
    "the account is somebody else": lambda t: change(Person, t["omar"].person, account=None),
}
FOLLOW_UPS, MEETINGS = "/follow-ups/export/csv/", "/meetings/export/csv/"


@pytest.mark.parametrize("loss", LOSSES)
def test_what_somebody_may_no_longer_see_takes_the_file_with_it(
    loss: str, things: Things, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    export = written(client, FOLLOW_UPS)
    before = download(client, export)
    LOSSES[loss](things)
    assert [before, download(client, export), download(client, export)] == ["file", GONE, GONE]


def test_the_right_to_see_restricted_matters_takes_the_file_with_it(things: Things, mei: User, sign_in: SignIn) -> None:
    client = sign_in(mei)
    export = written(client, MEETINGS)
    before = download(client, export)
    change(User, mei, sees_restricted=False)
    assert [before, download(client, export)] == ["file", GONE]


def test_the_role_that_a_list_asks_for_takes_the_file_with_it(visit: Meeting, claire: User, sign_in: SignIn) -> None:
    visit.remove(by=claire)
    client = sign_in(claire)
    export = written(client, f"{MEETINGS}?removed=1")
    before = download(client, export)
    change(User, claire, role=Role.READER)
    assert [before, download(client, export)] == ["file", NOT_YOURS]


def test_the_page_of_the_file_says_so_too(things: Things, omar: User, sign_in: SignIn) -> None:
    client = sign_in(omar)
    export = written(client, MEETINGS)
    LOSSES["a meeting was restricted"](things)
    listed = client.get("/exports/").text
    assert ("no file" in listed, GONE in client.get(export.get_absolute_url()).text) == (True, True)


def test_what_was_hidden_all_along_or_came_later_tells_nothing(
    things: Things, claire: User, noor: User, sign_in: SignIn
) -> None:
    client = sign_in(noor)
    export = written(client, MEETINGS)
    for title, classification in (("Later", RESTRICTED), ("Opened, then closed", GENERAL)):
        later = Meeting.add(by=claire, recorder=claire, title=title, held_on=date(2018, 7, 1),
                            classification=classification)  # fmt: skip
    change(Meeting, later, classification=RESTRICTED)
    change(Meeting, things["talks"], title="Hidden, and called otherwise")
    FollowUp.objects.filter(meeting=things["talks"]).update(owner=claire.person, classification=RESTRICTED)
    things["talks"].readers.clear()
    change(Meeting, things["visit"], title="Seen, and called otherwise")
    assert download(client, export) == "file"


def test_what_was_opened_to_them_while_it_was_hidden_dies_when_it_is_closed_again(
    things: Things, noor: User, sign_in: SignIn
) -> None:
    """By what was so when it was written, not when it was asked for."""
    client = sign_in(noor)
    client.get(MEETINGS)
    things["talks"].readers.add(noor.person)
    export = written(client, MEETINGS)
    things["talks"].readers.clear()
    assert download(client, export) == GONE


def test_what_is_restricted_while_it_is_written_leaves_no_file(
    things: Things, noor: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write_export.write

    def write(sheet: Any, form: Any, file: Any) -> None:
        real(sheet, form, file)
        LOSSES["a meeting was restricted"](things)

    monkeypatch.setattr(write_export, "write", write)
    client = sign_in(noor)
    assert download(client, written(client, MEETINGS)) == "kept"
    assert [GONE in client.get(Export.objects.get().get_absolute_url()).text, Export.objects.get().is_ready] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("choice", "after"), [(Choice.WITHOUT, GONE), (Choice.WITH, "file")])
def test_what_is_opened_without_its_past_takes_the_file_that_tells_it_with_it(
    choice: Choice, after: str, things: Things, omar: User, noor: User, sign_in: SignIn
) -> None:
    """It is no loss of who never saw it."""
    talks, clients = things["talks"], [sign_in(user) for user in (omar, noor)]
    talks.change("edited", by=talks.recorder, title="Plain words")
    exports = [written(client, MEETINGS) for client in clients]
    with asking(Question(choice)):
        talks.change("edited", by=talks.recorder, classification=GENERAL)
    assert [download(*each) for each in zip(clients, exports, strict=True)] == [after, "file"]


def test_a_file_of_which_nobody_noted_what_was_hidden_is_gone(visit: Meeting, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    export = written(client, MEETINGS)
    FOLDER.remove(export.sight_kept_as)
    client.get(f"/exports/{export.pk}/file/")
    assert (Export.objects.get().why, FOLDER.has(export.kept_as)) == ("broken", False)
