"""Follow-ups as lines, such as on the desk."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.kit.text import without_indents
from tracker.lists import speed_tricks
from tracker.lists.speed_tricks import KEY
from tracker.meetings.models import Meeting

ANEW = re.compile(r'(csrfmiddlewaretoken|drawn_at)" value="[^"]*"|hx-headers=\'[^\']*\'|nonce="[^"]*"')


@pytest.mark.one_database
def test_lines_are_drawn_as_their_template_draws_them(
    monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[User], Client], make_follow_up: Callable[..., FollowUp],
    claire: User, amina: User, omar: User, eu: Organisation, visit: Meeting, today: date,
) -> None:  # fmt: skip
    odd = f"<b>“Speak” & listen</b> 100 %s ⟦title⟧ {KEY}"
    values = {"owner": claire.person, "partner": eu, "detail": f"Much is said of {odd}"}
    late = make_follow_up(f"Late {odd}", due_on=today - timedelta(days=3), by=omar, **values)
    make_follow_up(
        f"Later {odd}", due_on=today + timedelta(days=40), meeting=visit, classification=RESTRICTED, **values
    )
    make_follow_up(f"Theirs {odd}", owed_by="partner", strength="offered", **values)
    waiting = make_follow_up(f"Waits {odd}", **values)
    waiting.move_to("waiting", by=claire, waiting_on=eu, review_on=today)
    done = make_follow_up(f"Done {odd}", **values)
    done.move_to("done", by=claire)
    FollowUp.objects.filter(pk=late.pk).update(updated_at=late.updated_at - timedelta(days=200))
    asked = [
        (sign_in(user), page) for user in (claire, amina) for page in ("/", eu.get_absolute_url(), "/find/?q=speak")
    ]

    def pages() -> list[str]:
        return [without_indents(ANEW.sub("", client.get(page).text)) for client, page in asked]

    fast = pages()
    monkeypatch.setattr(speed_tricks, "is_on", False)
    assert pages() == fast
    assert [page.count('<li class="line"') for page in fast] == [4, 4, 5, 0, 3, 4]
