"""The pages of a new house, and of the way out of the demo, break no rule of accessibility."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Person

pytestmark = pytest.mark.django_db(transaction=True)
Walker = Callable[..., Walk]


def test_the_pages_of_the_first_hour(walk_of: Walker) -> None:
    ada = User.objects.create_superuser("ada@suivi.example", "correct horse", name="Ada Byron")
    for _ in range(2):
        Person.add(by=ada, name="Ada Byron")
    new = User.objects.create_user("new@suivi.example", name="New")
    walk = walk_of(ada)
    for address in [
        reverse("desk"), reverse("who_am_i"), reverse("invited", args=[new.pk]), reverse("invite"),
        reverse("directory:leavers"), reverse("directory:organisation_new") + "?ours=on",
    ]:  # fmt: skip
        walk.visit(address)
    assert walk.found == {}


def test_the_way_out_of_the_demo(demo: None, walk_of: Walker) -> None:
    Appointment.objects.filter(person__name="Claire Dubois").update(until=date(2018, 6, 1))
    walk = walk_of(User.objects.get(email="jonas@suivi.example"))
    for address in ["/", reverse("demo:start_for_real"), reverse("directory:leavers"), reverse("follow_ups:list")]:
        walk.visit(address)
    assert walk.found == {}
