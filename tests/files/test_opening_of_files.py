"""What is attached to something restricted is shown before that is opened, and read by all after it."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry


@pytest.mark.parametrize("opening", ["with", "without"])
def test_a_file_is_shown_before_its_follow_up_is_opened_and_seen_after_it(
    opening: str, make_follow_up: Callable[..., FollowUp], claire: User, noor: User, mei: User,
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    row = make_follow_up("Closed talks", classification="restricted")
    file, entry = attach(row, SimpleUploadedFile("signed.txt", b"Signed."), by=claire)
    address, client = f"/follow-ups/{row.pk}/edit/", sign_in(mei)
    typed = as_sent(client.get(address), classification="general")
    asked = client.post(address, typed)
    assert (asked.status_code, "signed.txt" in asked.text) == (200, True)
    client.post(address, typed | {"opening": opening, "opening_shown": asked.context["key"]})
    told = Entry.objects.about(AttachedFile).readable_by(noor)
    assert [found.pk for found in AttachedFile.objects.visible_to(noor)] == [file.pk]
    assert list(told) == ([entry] if opening == "with" else [])
