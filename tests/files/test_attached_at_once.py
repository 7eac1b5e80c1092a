"""Two who attach the same content at the same moment."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, name_of, store
from tracker.files.tasks import forget_files
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


@pytest.mark.django_db(transaction=True)
def test_what_is_attached_while_old_content_is_thrown_away_is_there(
    at_once: Callable[[Deeds], list[Any]], invitation: FollowUp, claire: User
) -> None:
    """The same content was stored long ago, and nobody had it."""
    files = [SimpleUploadedFile("signed.txt", f"Signed {number}.".encode()) for number in range(6)]
    for file in files:
        with FOLDER.local(name_of(store(file))) as path:
            os.utime(path, (0, 0))
    attaching = [lambda file=file: attach(invitation, file, by=claire)[0].digest for file in files]
    made = at_once([*attaching, forget_files.func])[:-1]
    assert [FOLDER.read(name_of(digest)) for digest in made] == [f"Signed {number}.".encode() for number in range(6)]
