"""What an administrator saves on the admin site stands in the history, as from the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.accounts.security_event import SecurityEvent
from tracker.directory.models import Appointment, Organisation, Person
from tracker.history.models import Channel
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
INLINE = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


@pytest.fixture
def admin(jonas: User, sign_in: SignIn) -> Client:
    return sign_in(jonas)


def posted(name: str, inlines: tuple[str, ...], **typed: Any) -> dict[str, Any]:
    counts = {f"{inline}-{key}": value for inline in inlines for key, value in INLINE.items()}
    return {"name": name, "short_name": "", "website": "", "about": ""} | counts | typed


def address(item: Any, deed: str = "change") -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_{deed}", args=[item.pk])


def test_an_organisation_is_added_through_its_history(admin: Client, jonas: User, eu: Organisation) -> None:
    answer = admin.post(
        reverse("admin:directory_organisation_add"), posted("Commission", ("appointments",), parent=eu.pk)
    )
    made = Organisation.objects.get(name="Commission")
    entry = made.history.get()
    assert (answer.status_code, made.parent, made.folded) == (302, eu, "commission")
    assert (entry.verb, entry.by, entry.channel) == ("added", jonas, Channel.ADMIN)


def test_an_organisation_is_edited_through_its_history(admin: Client, jonas: User, eu: Organisation) -> None:
    typed = posted("Union", ("appointments",), short_name="EU", started_from=eu.version)
    assert admin.post(address(eu), typed).status_code == 302
    eu.refresh_from_db()
    entry = eu.history.order_by("-id")[0]
    assert (eu.name, eu.folded, eu.version) == ("Union", "union eu", 2)
    assert (entry.verb, entry.by, entry.channel, list(entry.changes)) == ("edited", jonas, Channel.ADMIN, ["name"])


def test_saving_without_a_change_leaves_no_entry(admin: Client, eu: Organisation) -> None:
    typed = posted(eu.name, ("appointments",), short_name="EU", started_from=eu.version)
    assert admin.post(address(eu), typed).status_code == 302
    assert eu.history.count() == 1


def test_a_stale_copy_is_refused(admin: Client, mei: User, eu: Organisation) -> None:
    typed = posted("Mine", ("appointments",), short_name="EU", started_from=eu.version)
    eu.change("edited", by=mei, name="Theirs")
    answer = admin.post(address(eu), typed)
    eu.refresh_from_db()
    assert (answer.status_code, eu.name) == (200, "Theirs")
    assert "Somebody changed this while you were at it." in answer.content.decode()


def test_no_ring_of_organisations_is_made(admin: Client, eu: Organisation, europol: Organisation) -> None:
    typed = posted(eu.name, ("appointments",), short_name="EU", parent=europol.pk, started_from=eu.version)
    assert admin.post(address(eu), typed).status_code == 200
    eu.refresh_from_db()
    assert eu.parent is None


def link(client: Client, person: Person, account: Any) -> int:
    counts = {f"{rows}-{key}": value for rows in ("appointments", "absences") for key, value in INLINE.items()}
    typed = {"name": person.name, "account": account, "started_from": person.version}
    status = client.post(address(person), typed | counts).status_code
    person.refresh_from_db()
    return status


def test_a_person_gets_an_account(admin: Client, jonas: User, coordinator: Person) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    user = User.objects.create_user("gilles@eu.example", name="Gilles de Kerchove")
    assert link(admin, coordinator, user.pk) == 302
    assert (coordinator.account, coordinator.history.count()) == (user, 2)
    assert link(admin, coordinator, "") == 302
    told = SecurityEvent.objects.order_by("id").values_list("kind", "user", "by", "detail")
    assert list(told) == [
        ("rights", user.pk, jonas.pk, "person: – → Gilles de Kerchove"),
        ("rights", user.pk, jonas.pk, "person: Gilles de Kerchove → –"),
    ]


def test_whoever_may_not_see_what_is_restricted_links_nobody(
    admin: Client, jonas: User, coordinator: Person, claire: User
) -> None:
    own, other = (Person.objects.get_or_create(account=user)[0] for user in (jonas, claire))
    for person, account in ((own, ""), (other, ""), (coordinator, claire.pk), (coordinator, jonas.pk)):
        before = person.account
        assert (link(admin, person, account), person.account) == (302, before)


def test_nobody_links_themselves(admin: Client, jonas: User, coordinator: Person) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    own = Person.objects.get_or_create(account=jonas)[0]
    assert (link(admin, own, ""), own.account) == (302, jonas)
    Person.objects.filter(pk=own.pk).update(account=None)
    assert (link(admin, coordinator, jonas.pk), coordinator.account) == (200, None)


def test_parties_of_a_mandate_are_one_entry(admin: Client, resolution: Mandate, eu: Organisation) -> None:
    typed = {"kind": "resolution", "symbol": resolution.symbol, "title": resolution.title, "parties": [eu.pk]}
    counts = {f"paragraphs-{key}": value for key, value in INLINE.items()}
    assert admin.post(address(resolution), typed | counts | {"started_from": 1}).status_code == 302
    assert list(resolution.parties.all()) == [eu]
    assert list(resolution.history.order_by("-id")[0].changes) == ["parties"]


@pytest.mark.parametrize("name", ["", "x" * 300, "a\x00b", "a\u202eb"])
def test_what_cannot_be_a_name_is_refused(name: str, admin: Client, eu: Organisation) -> None:
    assert admin.post(address(eu), posted(name, ("appointments",), started_from=1)).status_code == 200
    assert eu.history.count() == 1


def test_people_are_found_whatever_the_case_and_accents(admin: Client) -> None:
    Person.add(by=None, name="Zoé Müller")
    answer = admin.get(reverse("admin:directory_person_changelist"), {"q": "MULLER zoe"})
    assert [str(person) for person in answer.context["cl"].result_list] == ["Zoé Müller"]


def test_organisations_complete_themselves_while_typing(admin: Client, europol: Organisation) -> None:
    query = {"app_label": "directory", "model_name": "organisation", "field_name": "parent", "term": "police"}
    answer = admin.get(reverse("admin:autocomplete"), query)
    assert [row["id"] for row in answer.json()["results"]] == [str(europol.pk)]


@pytest.mark.parametrize("noun", ["eu", "coordinator", "resolution"])
def test_nothing_is_deleted(noun: str, admin: Client, request: pytest.FixtureRequest) -> None:
    item = request.getfixturevalue(noun)
    assert admin.post(address(item, "delete"), {"post": "yes"}).status_code == 403


def test_the_history_of_a_thing_is_ours(admin: Client, eu: Organisation) -> None:
    answer = admin.get(address(eu, "history"), follow=True)
    assert [entry.item for entry in answer.context["cl"].result_list] == [eu]


@pytest.mark.parametrize("who", ["noor", "claire", "amina"])
def test_only_administrators_enter(who: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    answer = sign_in(request.getfixturevalue(who)).get(reverse("admin:directory_person_changelist"))
    assert answer.status_code in (302, 403)


def test_posts_that_only_few_know_of_are_not_shown(
    admin: Client, claire: User, coordinator: Person, eu: Organisation
) -> None:
    person = Person.add(by=claire, name="Zebedee", classification=RESTRICTED)
    office = Organisation.add(by=claire, name="Zanzibar Office", classification=RESTRICTED)
    Appointment.objects.create(person=person, organisation=eu, title="Hidden holder")
    Appointment.objects.create(person=coordinator, organisation=office, title="Hidden office")
    for item in (eu, coordinator):
        posts, *_absences = admin.get(address(item)).context["inline_admin_formsets"]
        assert [form.instance.title for form in posts.formset.initial_forms] == ["Counter-Terrorism Coordinator"]


def test_whoever_does_not_see_restricted_matters_puts_nobody_in_the_place_of_another(
    admin: Client, jonas: User, mei: User, omar: User
) -> None:
    Person.objects.filter(account=jonas).update(account=None)
    for user in (mei, omar):
        person = Person.objects.get(account=user)
        typed = posted(person.name, ("appointments", "absences"), account=jonas.pk, started_from=person.version)
        assert admin.post(address(person), typed).status_code == 302
        person.refresh_from_db()
        assert person.account == user
