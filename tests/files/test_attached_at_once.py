"""Two who attach the same content at the same moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import FollowUp


@pytest.mark.django_db(transaction=True)
def test_the_same_attached_at_once_is_attached_once(
    at_once: Callable[[Deeds], list[Any]], invitation: FollowUp, claire: User, amina: User
) -> None:
    made = at_once([
        lambda user=user: attach(invitation, SimpleUploadedFile("signed.txt", b"Signed."), by=user)[0].pk
        for user in (claire, amina, claire, amina)
    ])  # fmt: skip
    assert at_once([lambda: list(AttachedFile.objects.values_list("pk", flat=True))]) == [[*{*made}]]
