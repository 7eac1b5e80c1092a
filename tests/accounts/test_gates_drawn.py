"""Who may what with a thing that is whose: each gate and those for whom it opens stand in `drawn/gates.txt`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from tests.conftest import account
from tests.house.drawings import assert_drawn
from tracker.accounts import permissions
from tracker.accounts.models import Role, User
from tracker.change_requests.models import ChangeRequest
from tracker.commitments.models import PublicAddress
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry

pytestmark = pytest.mark.one_database
OF_ALL = ("may_log", "may_edit_directory", "may_reassign", "may_see_reports", "may_publish", "may_invite", "may_teach",
          "may_let_see", "may_confirm_all")  # fmt: skip
OF_ONE = ("may_update", "may_confirm", "may_confirm_alone", "may_ask", "may_choose_owner", "owns")


@pytest.fixture
def cast(
    noor: User, claire: User, omar: User, amina: User, jonas: User, mei: User, wco: Organisation, eu: Organisation
) -> Mapping[str, User]:
    """With a reader of the partner, an officer and an administrator whose accounts are closed, one who sees all."""
    rosa = account(wco, "Rosa Conti", Role.READER)
    Appointment.objects.create(person=rosa.person, organisation=eu, title="Adviser")
    ada = account(wco, "Ada Byron", Role.ADMINISTRATOR, sees_restricted=True)
    closed = {
        name: account(wco, f"{name} Closed", role)
        for name, role in (("olga", Role.OFFICER), ("boris", Role.ADMINISTRATOR))
    }
    for each in closed.values():
        each.is_active = False
        each.save()
    return {"noor": noor, "claire": claire, "omar": omar, "amina": amina, "jonas": jonas, "mei": mei, "rosa": rosa,
            "ada": ada, **closed}  # fmt: skip


def test_each_gate_opens_for_whom_it_should(
    cast: Mapping[str, User], make_follow_up: Callable[..., FollowUp], eu: Organisation, today: date
) -> None:
    def those(gate: Callable[..., bool], *things: Any) -> list[str]:
        return [", ".join(name for name, user in cast.items() if gate(user, *things)) or "nobody"]

    found = {name: those(getattr(permissions, name)) for name in OF_ALL}
    follow_ups = {
        "of nobody": make_follow_up(),
        "of noor, to the EU": make_follow_up(owner=cast["noor"].person, partner=eu),
        "of omar, theirs": make_follow_up(owner=cast["omar"].person, partner=eu, owed_by="partner"),
        "of olga": make_follow_up(owner=cast["olga"].person, by=cast["omar"]),
    }
    for of, row in follow_ups.items():
        found |= {f"{name} {of}": those(getattr(permissions, name), row) for name in OF_ONE}
        found |= {
            f"{who} does {of}": [" ".join(permissions.open_deeds(user, row)) or "nothing"] for who, user in cast.items()
        }
        found |= {f"writes {column} {of}": those(permissions.may_write, row, [column]) for column in (
            "title", "status", "owner", "files", "confirmed", "invitation.starts", "nothing known",
        )}  # fmt: skip
    for who in ("noor", "rosa", "omar"):
        asked = ChangeRequest(follow_up=follow_ups["of noor, to the EU"], asked_by=cast[who].person)
        found |= {
            f"{name} what {who} asked": those(getattr(permissions, name), asked)
            for name in ("may_answer", "may_answer_alone")
        }
    found |= {
        f"revokes what {who} made": those(permissions.may_revoke, PublicAddress(made_by=cast[who]))
        for who in ("omar", "olga")
    }
    for who in ("noor", "olga"):
        found[f"hands over all of {who}"] = those(permissions.may_hand_over, cast[who].person)
        found[f"takes back what noor handed over of {who}"] = those(
            permissions.may_take_back, cast[who].person, Entry(by=cast["noor"])
        )
    found |= {
        f"gets no hold of {who}": those(lambda user, other: permissions.sees_more(other, than=user), cast[who])
        for who in ("claire", "mei")
    }
    assert_drawn("gates", found)


def test_anybody_sees_what_is_general_and_no_more() -> None:
    user = permissions.anybody()
    may = [name for name in OF_ALL if getattr(permissions, name)(user)]
    assert (may, user.pk, user.is_active, user.sees_restricted) == ([], 0, True, False)
