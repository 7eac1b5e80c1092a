"""A field that its form may demand is never called optional."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.forms import BaseForm
from django.test import Client

from tests.house.test_typed_names import below
from tracker.accounts.models import User
from tracker.follow_ups.action_forms import DueForm
from tracker.follow_ups.models import FollowUp

import_module(settings.ROOT_URLCONF)
SignIn = Callable[[User], Client]
# Refused for what stands in them, and never because they are empty.
NEVER_DEMANDED = {
    *("PostForm.until", "EventForm.until", "EventForm.last_day", "EventForm.reply_by"),
    "MandateForm.valid_until",
}


def refused_fields() -> Iterator[tuple[str, str]]:
    """Each optional field that its form puts an error on, with what its form says of the fields without a mark."""
    for form in below(BaseForm):
        sources = [inspect.getsource(each) for each in form.__mro__ if each.__module__.startswith("tracker.")]
        source = sources[0] if form.__module__.startswith("tracker.") else ""
        said = " ".join(re.findall(r"unmarked=([^\n]*)", "\n".join(sources)))
        for name in sorted(set(re.findall(r'add_error\(\s*"(\w+)"', source))):
            field = form.base_fields.get(name)
            if field is not None and not field.required:
                yield f"{form.__name__}.{name}", said


FOUND = dict(refused_fields())


def test_what_is_never_demanded_is_listed_for_a_reason() -> None:
    assert set(FOUND) >= NEVER_DEMANDED


@pytest.mark.parametrize("name", sorted(set(FOUND) - NEVER_DEMANDED))
def test_what_may_be_demanded_is_not_called_optional(name: str) -> None:
    said, field = FOUND[name], name.split(".")[1]
    assert "self.fields" in said or f'"{field}"' in said


def test_the_reason_of_a_move_is_not_optional_once_it_is_needed(
    make_follow_up: Callable[..., FollowUp], claire: User, sign_in: SignIn
) -> None:
    pages = []
    for moves in ([], ["2031-06-01"]):
        follow_up = make_follow_up(due_on="2031-05-01")
        for day in moves:
            FollowUp.objects.filter(pk=follow_up.pk).update(due_on=day)
        form = DueForm(None, follow_up=FollowUp.objects.get(pk=follow_up.pk), user=claire)
        pages.append("optional" in form["reason"].as_field_group())
    assert pages == [True, False]
