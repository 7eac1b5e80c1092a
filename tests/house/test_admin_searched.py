"""Each list of the admin site is searched by each of these columns: a word that stands there alone finds its row."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import GenericIPAddressField, Model
from django.test import RequestFactory

from tracker.accounts.models import User

pytestmark = pytest.mark.one_database

# By the label of its noun. By `folded` it is found as everywhere in Suivi, through an index of its own.
SEARCHED = {
    "accounts.SecurityEvent": ["email", "address", "detail"],
    "accounts.User": ["name", "email"],
    "agendas.Point": ["title", "said"],
    "background.Bounce": ["address"],
    "capture.Import": ["name", "by__name"],
    "commitments.PublicAddress": ["title"],
    "directory.Organisation": ["folded"],
    "directory.Person": ["folded"],
    "exports.Export": ["title", "by__name"],
    "files.AttachedFile": ["name"],
    "follow_ups.Activity": ["title", "place"],
    "follow_ups.FollowUp": ["reference", "title"],
    "follow_ups.SavedView": ["name"],
    "history.Entry": ["note", "by__name", "by_name"],
    "incoming_mail.IncomingMail": ["sender"],
    "mail_answers.AnswerLink": ["person__name", "follow_up__reference"],
    "mandates.Mandate": ["folded"],
    "meetings.Meeting": ["title", "place"],
    "meetings.Series": ["name", "place"],
    "notifications.Mail": ["user__name", "user__email"],
    "notifications.Silence": ["follow_up__reference"],
    "owner_mails.OwnerMail": ["person__name"],
    "partner_links.PartnerLink": ["person__name", "organisation__name"],
    "pledges.Pledge": ["donor__name", "donor__short_name", "what"],
    "records.Record": ["meeting__title"],
    "reports.Mailing": ["name"],
    "tags.Tag": ["name"],
}
LISTS: dict[str, Any] = {model._meta.label: made for model, made in admin.site._registry.items() if made.search_fields}


def test_these_are_the_lists_that_are_searched() -> None:
    assert {label: sorted(made.search_fields) for label, made in LISTS.items()} == {
        label: sorted(columns) for label, columns in SEARCHED.items()
    }


@pytest.mark.usefixtures("things")
def test_a_word_that_stands_in_one_column_alone_finds_its_row(mei: User, jonas: User) -> None:
    request: Any = RequestFactory().get("/")
    missed = []
    asked = [(label, each) for label, columns in SEARCHED.items() for each in columns if each != "folded"]
    for number, (label, column) in enumerate(asked):
        made, request.user = LISTS[label], jonas
        *way, name = column.split("__")
        rows = made.get_queryset(request)
        row = rows.exclude(**dict.fromkeys(["__".join([*way, "pk"])], None)).order_by("pk").first()
        assert row, f"No row of {label} with {column}"
        word = written(row, way, name, number)
        found, _doubled = made.get_search_results(request, rows, word)
        if row.pk not in set(found.values_list("pk", flat=True)):
            missed.append((label, column))
    assert missed == []


def written(row: Model, way: list[str], name: str, number: int) -> str:
    """A word that stands nowhere else, once it stands in this column of the row, or of what the row leads to."""
    thing: Any = row
    for step in way:
        thing = getattr(thing, step)
    is_address = isinstance(type(thing)._meta.get_field(name), GenericIPAddressField)
    word = f"203.0.113.{number}" if is_address else f"zyx{number}q"
    assert type(thing)._base_manager.filter(pk=thing.pk).update(**{name: word}) == 1
    return word
