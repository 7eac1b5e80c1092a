"""Who knows of a name that came in with a restricted matter, and what lets everybody know."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.house.pages import as_sent
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.points.models import Point
from tracker.briefings.models import BriefingNote
from tracker.calendar_mails.models import CalendarMail
from tracker.directory import choosable_names
from tracker.directory.access import NAMED_IN
from tracker.directory.appointment_changes import appoint
from tracker.directory.get_or_add import get_or_add, namesakes, new_organisation, new_person
from tracker.directory.merging.merge import merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.restricted_names import Name, names_in_columns, naming_columns
from tracker.follow_ups.models import FollowUp
from tracker.history.visible import visible_entries, without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.kit.row_by_name_field import NameField
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.meetings.participant_values import Participant, with_posts
from tracker.pledges.models import Pledge
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
DAY = date(2018, 6, 1)
CAST = ("noor", "claire", "omar", "amina", "jonas", "mei")


@pytest.fixture
def zebedee(claire: User) -> Person:
    return get_or_add(new_person("Zebedee Canaryman"), by=claire, classification=RESTRICTED)


@pytest.fixture
def office(claire: User) -> Organisation:
    return get_or_add(new_organisation("Zanzibar Office"), by=claire, classification=RESTRICTED)


@pytest.fixture
def talks(claire: User, zebedee: Person, office: Organisation) -> Meeting:
    return log(claire, [Participant(zebedee, office)], classification=RESTRICTED)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> list[User]:
    return [request.getfixturevalue(name) for name in CAST]


def log(by: User, participants: Any = (), **values: Any) -> Meeting:
    return Meeting.log(by=by, title="Talks", held_on=DAY, participants=participants, **values)


def who_knows(name: Name, cast: list[User]) -> set[str]:
    """By a query as by a page, which finds out once what is open to whom."""
    rows: Any = type(name)._default_manager

    def knowing(found_out: dict[Any, list[Any]] | None) -> set[str]:
        for user in cast:
            user.found_out = None if found_out is None else {}
        known = [user for user in cast if rows.visible_to(user).filter(pk=name.pk).exists()]
        return {user.name.split(" ")[0].lower() for user in known}

    found, found_by_page = knowing(None), knowing({})
    knowing(None)
    assert found_by_page == found
    return found


def is_general(name: Name) -> bool:
    name.refresh_from_db()
    return not name.is_restricted


def test_of_the_names_in_its_columns_only_the_restricted_ones_are_told(
    zebedee: Person, office: Organisation, eu: Organisation, claire: User
) -> None:
    follow_up = FollowUp.log(
        by=claire, title="Ask", classification=RESTRICTED, owner=claire.person, partner=eu, unit=office
    )
    meeting = log(claire, classification=RESTRICTED, readers=[claire.person, zebedee])
    assert [list(names_in_columns(item)) for item in (follow_up, meeting)] == [[office], [zebedee]]


# Who knows


def test_a_new_name_of_a_restricted_meeting_is_known_to_who_may_see_it(
    talks: Meeting, zebedee: Person, office: Organisation, noor: User, cast: list[User]
) -> None:
    assert (who_knows(zebedee, cast), who_knows(office, cast)) == ({"claire", "mei"}, {"claire", "mei"})
    talks.change("edited", by=talks.recorder, readers=[noor.person])
    assert (who_knows(zebedee, cast), who_knows(office, cast)) == ({"claire", "mei", "noor"},) * 2


def test_a_participant_and_an_owner_in_the_meeting_know_the_others(
    talks: Meeting, zebedee: Person, office: Organisation, omar: User, noor: User, claire: User, cast: list[User]
) -> None:
    talks.change("edited", by=claire, participants=[Participant(zebedee, office), Participant(omar.person)])
    FollowUp.log(by=claire, title="Answer", meeting=talks, owner=noor.person)
    assert (who_knows(zebedee, cast), who_knows(office, cast)) == ({"claire", "mei", "omar", "noor"},) * 2


def test_a_reader_of_a_restricted_meeting_may_be_known_to_few(zebedee: Person, amina: User, cast: list[User]) -> None:
    log(amina, classification=RESTRICTED, readers=[zebedee])
    assert who_knows(zebedee, cast) == {"claire", "mei", "amina"}


@pytest.mark.parametrize("role", ["partner", "unit", "waiting_on"])
def test_an_organisation_in_a_restricted_follow_up_is_known_to_its_owner_and_recorder(
    role: str, office: Organisation, amina: User, omar: User, cast: list[User]
) -> None:
    FollowUp.log(by=amina, title="Ask", classification=RESTRICTED, owner=omar.person, **{role: office})
    assert who_knows(office, cast) == {"claire", "mei", "amina", "omar"}


def test_the_owner_of_a_restricted_follow_up_may_be_known_to_few(
    zebedee: Person, amina: User, cast: list[User]
) -> None:
    FollowUp.log(by=amina, title="Ask", classification=RESTRICTED, owner=zebedee)
    assert who_knows(zebedee, cast) == {"claire", "mei", "amina"}


def test_a_restricted_follow_up_in_a_restricted_meeting_keeps_its_partner_from_the_other_participants(
    zebedee: Person, office: Organisation, amina: User, noor: User, cast: list[User]
) -> None:
    meeting = log(amina, [Participant(noor.person)], classification=RESTRICTED)
    FollowUp.log(by=amina, title="Ask", meeting=meeting, classification=RESTRICTED, partner=office)
    FollowUp.log(by=amina, title="Answer", meeting=meeting, owner=zebedee)
    assert who_knows(office, cast) == {"claire", "mei", "amina"}
    assert who_knows(zebedee, cast) == {"claire", "mei", "amina", "noor"}


@pytest.mark.parametrize("by_its", ["meeting", "record"])
def test_what_somebody_recorded_and_sees_no_more_names_nobody_to_them(
    by_its: str, zebedee: Person, office: Organisation, visit: Meeting, mei: User, omar: User, eu: Organisation
) -> None:
    """`zebedee` and `office` come to a follow-up and a pledge of Omar's after these were closed to him."""
    record = Record.write(by=mei, meeting=visit, text="They spoke.")
    values = {"passage": Passage.of(record.latest, 0, 4)} if by_its == "record" else {}
    follow_up = FollowUp.log(by=omar, title="Send", **values)
    pledge = Pledge.make(by=omar, donor=eu, kind="money", currency="EUR", quantity=Decimal(5))
    if by_its == "record":
        record.change("edited", by=mei, classification=RESTRICTED)
    else:
        closed = log(mei, classification=RESTRICTED)
        follow_up.edit(by=mei, meeting=closed)
        pledge.edit(by=mei, meeting=closed, donor=office)
    FollowUp.objects.get(pk=follow_up.pk).edit(by=mei, owner=zebedee, partner=office)
    seen = [type(thing).objects.visible_to(omar).filter(pk=thing.pk).exists() for thing in (follow_up, zebedee, office)]
    assert seen == [False] * 3


def test_a_removed_meeting_keeps_its_names_to_the_same_people(
    talks: Meeting, zebedee: Person, claire: User, cast: list[User]
) -> None:
    talks.remove(by=claire)
    assert who_knows(zebedee, cast) == {"claire", "mei"}


def test_nobody_knows_anybody_through_a_closed_account(coordinator: Person, claire: User) -> None:
    claire.is_active = False
    assert (Person.objects.visible_to(claire).count(), Person.objects.listed_for(claire).count()) == (0, 0)


def test_whoever_sees_a_matter_knows_all_whom_it_names(
    talks: Meeting, zebedee: Person, office: Organisation, communique: Record, omar: User, amina: User, noor: User,
    claire: User, cast: list[User],
) -> None:  # fmt: skip
    links = {"partner": office, "owner": zebedee}
    quoted = Record.write(by=claire, text="Among us.", meeting=communique.meeting, classification=RESTRICTED)
    FollowUp.log(by=omar, title="Own", classification=RESTRICTED, **links)
    FollowUp.log(by=amina, title="Theirs", meeting=talks, classification=RESTRICTED, partner=office, owner=noor.person)
    FollowUp.log(by=amina, title="Of all", meeting=talks, **links)
    FollowUp.log(by=omar, title="Within", meeting=communique.meeting, classification=RESTRICTED, **links)
    FollowUp.log(by=claire, title="Quote", meeting=communique.meeting, passage=Passage.of(quoted.latest, 0, 5), **links)
    for user in cast:
        known_people = set(Person.objects.visible_to(user))
        known_organisations = set(Organisation.objects.visible_to(user))
        for matter in (*FollowUp.objects.visible_to(user), *Meeting.objects.visible_to(user)):
            named = set(matter.restricted_names())
            assert named <= known_people | known_organisations, (user, matter)


@pytest.mark.parametrize("who", CAST)
def test_what_a_field_offers_is_what_one_may_know(
    who: str, talks: Meeting, coordinator: Person, eu: Organisation, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    # One that was merged is named by no other, whoever types its name.
    amina = request.getfixturevalue("amina")
    merge(Person.add(by=amina, name="Gilles Kerchove"), coordinator, by=amina)
    merge(Organisation.add(by=amina, name="European Unions"), eu, by=amina)
    offered = (
        set(choosable_names.people(user)),
        set(choosable_names.organisations(user)),
        set(choosable_names.units(user)),
    )
    organisations = Organisation.objects.visible_to(user)
    assert offered == (set(Person.objects.visible_to(user)), set(organisations), set(organisations.ours()))
    listed = (set(Person.objects.listed_for(user)), set(Organisation.objects.listed_for(user)))
    assert listed == offered[:2]


# What opens


@pytest.mark.parametrize("role", ["partner", "unit", "waiting_on"])
def test_a_general_follow_up_opens_whom_it_names(role: str, office: Organisation, claire: User) -> None:
    FollowUp.log(by=claire, title="Write", **{role: office})
    assert (is_general(office), office.history.first().verb, office.history.first().by) == (True, "opened", claire)


def test_a_general_meeting_opens_whom_it_names(zebedee: Person, office: Organisation, claire: User) -> None:
    log(claire, [Participant(zebedee, office)])
    assert (is_general(zebedee), is_general(office)) == (True, True)


def test_a_restricted_one_opens_nobody(talks: Meeting, zebedee: Person, office: Organisation, claire: User) -> None:
    FollowUp.log(by=claire, title="Write", meeting=talks, partner=office, owner=zebedee)
    assert (is_general(zebedee), is_general(office)) == (False, False)


def test_a_follow_up_given_to_somebody_opens_them(zebedee: Person, claire: User) -> None:
    FollowUp.log(by=claire, title="Write").give_to(zebedee, by=claire)
    assert is_general(zebedee)


def test_a_mandate_opens_its_parties_and_its_body(office: Organisation, claire: User, resolution: Mandate) -> None:
    other = get_or_add(new_organisation("Second Office"), by=claire, classification=RESTRICTED)
    resolution.change("edited", by=claire, parties=[office], body=other)
    assert (is_general(office), is_general(other)) == (True, True)


def test_a_meeting_made_general_opens_its_names_but_not_those_of_what_stays_restricted(
    talks: Meeting, zebedee: Person, office: Organisation, claire: User
) -> None:
    kept = get_or_add(new_organisation("Third"), by=claire, classification=RESTRICTED)
    FollowUp.log(by=claire, title="Among us", meeting=talks, partner=kept, classification=RESTRICTED)
    talks.change("edited", by=claire, classification=GENERAL)
    assert [is_general(name) for name in (zebedee, office, kept)] == [True, True, False]


# What hangs on a meeting, and may quote a record.
HANGING: dict[Any, Callable[..., Any]] = {
    FollowUp: lambda **more: FollowUp.log(title="Write", **more),
    Activity: lambda **more: Activity.log(title="Train", starts_on=DAY, ends_on=DAY, **more),
    Point: lambda meeting, **more: Point.add_to(meeting, title="Money", **more),
    Pledge: lambda donor, **more: Pledge.make(donor=donor, kind="money", currency="EUR", quantity=Decimal(1), **more),
}


def test_what_names_somebody_and_hangs_on_a_meeting_stands_in_the_table() -> None:
    hanging = {each.related_model for each in Meeting._meta.related_objects}
    # A briefing note is read by its author and its reader alone, who both know its partner; a mail for a calendar
    # goes to a participant.
    apart = {Participation, BriefingNote, CalendarMail}
    assert {each for each in hanging if naming_columns(each)} - apart == {*HANGING}


@pytest.mark.parametrize("by_record", [False, True])
def test_what_is_made_general_opens_the_names_in_every_column_of_what_hangs_on_it(
    by_record: bool, visit: Meeting, talks: Meeting, eu: Organisation, claire: User
) -> None:
    record = Record.write(by=claire, text="Among us.", meeting=visit, classification=RESTRICTED)
    opens: Any = record if by_record else talks
    names = {}
    for noun, make in HANGING.items():
        if by_record and noun in (Pledge, Point):
            continue
        more: dict[str, Any] = {"passage": Passage.of(record.latest, 0, 5)} if by_record else {}
        row = make(by=claire, meeting=visit if by_record else talks, **({"donor": eu} if noun is Pledge else more))
        for column in naming_columns(noun):
            name = column.related_model.add(by=claire, name=f"{noun} {column.name}", classification=RESTRICTED)
            noun.objects.filter(pk=row.pk).update(**{column.name: name})
            names[f"{noun.__name__}.{column.name}"] = name
    assert [named for named, name in names.items() if is_general(name)] == []
    opens.change("edited", by=claire, classification=GENERAL)
    assert [named for named, name in names.items() if not is_general(name)] == []
    assert len(names) == (8 if by_record else 10)


def test_a_meeting_made_restricted_hides_nobody_known_before(coordinator: Person, visit: Meeting, claire: User) -> None:
    visit.change("edited", by=claire, classification=RESTRICTED)
    assert is_general(coordinator)


def test_a_record_made_general_opens_the_names_of_what_quotes_it(
    visit: Meeting, office: Organisation, claire: User
) -> None:
    record = Record.write(by=claire, text="Among us.", meeting=visit, classification=RESTRICTED)
    FollowUp.log(by=claire, title="Ask", meeting=visit, partner=office, passage=Passage.of(record.latest, 0, 5))
    record.change("edited", by=claire, language="fr")
    assert not is_general(office)
    record.change("edited", by=claire, classification=GENERAL)
    assert is_general(office)


def test_a_follow_up_that_leaves_a_restricted_meeting_opens_its_names(
    talks: Meeting, office: Organisation, claire: User
) -> None:
    follow_up = FollowUp.log(by=claire, title="Write", meeting=talks, partner=office)
    follow_up.edit(by=claire, meeting=None)
    assert is_general(office)


def test_a_deed_that_names_nobody_asks_nothing(talks: Meeting, claire: User, django_assert_num_queries: Any) -> None:
    follow_up = FollowUp.objects.get(pk=FollowUp.log(by=claire, title="Write", partner=None).pk)
    with django_assert_num_queries(9):
        follow_up.note("It is for June", by=claire)


def test_an_account_opens_the_person_behind_it(zebedee: Person, claire: User) -> None:
    user = User.objects.create_user("zebedee@suivi.example", "correct horse", name="Zebedee Canaryman")
    zebedee.change("edited", by=claire, account=user)
    assert is_general(zebedee)


def test_opening_twice_is_told_once(zebedee: Person, claire: User) -> None:
    stale = Person.objects.get(pk=zebedee.pk)
    assert [bool(zebedee.open(by=claire)), bool(stale.open(by=claire))] == [True, False]
    assert [entry.verb for entry in zebedee.history.all()] == ["opened", "added"]


def test_every_column_that_names_somebody_belongs_to_what_opens_them() -> None:
    """A new one of these needs `Naming`, or a reason to stand here; and its path among those that are `named_in`."""
    found = {
        f"{model.__name__}.{column.name}": hasattr(model, "restricted_names")
        for model in apps.get_models()
        for column in naming_columns(model)
    }
    # These hang on a meeting, on a person, and on the event of a follow-up, which see to it. A view is shared with a
    # unit, and a report mailed to people, that everybody may know of. A briefing note is read by who knows its partner.
    # Whom a series names is opened by it; a copy is seen by who knows its reader. Whoever stands in is known to all.
    assert {name for name, opens in found.items() if not opens} == {
        # Seen by those alone who know whom they name.
        *("AnswerLink.person", "CalendarWish.person", "NoOwnerMail.person", "OwnerMail.person"),
        *("PartnerLink.organisation", "PartnerLink.person", "CalendarMail.person"),
        "Participation.person",
        "Participation.organisation",
        "Appointment.person",
        "Appointment.organisation",
        "Absence.person",
        "Absence.deputy",
        "Step.owner",
        "SavedView.unit",
        "Mailing.people",
        "Delivery.person",
        "BriefingNote.partner",
        "UsualParticipant.person",
        "UsualParticipant.organisation",
        "Copy.person",
    }


def test_whatever_names_somebody_says_who_comes_to_know_them_by_it() -> None:
    """A new column needs its path among those that are `named_in`, or a reason to stand here."""
    ways = {noun: {path.partition("__")[0] for path, _opens in paths} for noun, paths in NAMED_IN.items()}
    # A seat at a meeting says it for its participants. Mandates and all that follows name nobody who is restricted, or
    # are seen by those alone who know whom they name.
    assert {
        f"{model.__name__}.{column.name}"
        for model in apps.get_models()
        for column in naming_columns(model)
        if column.related_query_name() not in ways[str(column.related_model._meta.model_name)]
    } == {
        # Seen by those alone who know whom they name.
        *("AnswerLink.person", "CalendarWish.person", "NoOwnerMail.person", "OwnerMail.person"),
        *("PartnerLink.organisation", "PartnerLink.person"),
        "Meeting.participants",
        "Mandate.body",
        "Mandate.parties",
        "Organisation.parent",
        "Organisation.merged_into",
        "Organisation.head",
        "Person.merged_into",
        "Absence.person",
        "Absence.deputy",
        "Appointment.person",
        "Appointment.organisation",
        "SavedView.unit",
        "Mailing.people",
        "Delivery.person",
        "BriefingNote.partner",
    }


# Posts


def test_a_post_is_seen_by_who_knows_both_its_ends(
    talks: Meeting, zebedee: Person, office: Organisation, eu: Organisation, claire: User, omar: User, mei: User
) -> None:
    for organisation in (office, eu):
        appoint(zebedee, by=claire, organisation=organisation, title="Envoy", since=None, until=None)
    zebedee.open(by=mei)
    assert [
        {str(post) for post in Appointment.objects.visible_to(user).filter(person=zebedee)} for user in (mei, omar)
    ] == [{"Envoy, Zanzibar Office", "Envoy, EU"}, {"Envoy, EU"}]
    assert not is_general(office)


def test_a_post_of_somebody_known_opens_the_organisation(
    office: Organisation, coordinator: Person, claire: User
) -> None:
    appoint(coordinator, by=claire, organisation=office, title="Envoy", since=None, until=None)
    assert is_general(office)


def test_a_title_is_never_filled_in_from_an_organisation_known_to_few(
    zebedee: Person, office: Organisation, claire: User
) -> None:
    appoint(zebedee, by=claire, organisation=office, title="Envoy", since=None, until=None)
    assert with_posts([Participant(zebedee)], DAY) == [Participant(zebedee)]


# Names typed by others


def test_whoever_may_not_know_of_a_name_makes_their_own(talks: Meeting, zebedee: Person, omar: User) -> None:
    made = get_or_add(new_person("zebedee canaryman"), by=omar, classification=GENERAL)
    assert (made == zebedee, is_general(zebedee), namesakes(made, omar)) == (False, False, [])


def test_the_name_that_all_know_comes_before_the_one_that_few_do(
    talks: Meeting, zebedee: Person, omar: User, claire: User
) -> None:
    made = get_or_add(new_person("Zebedee Canaryman"), by=omar, classification=GENERAL)
    field = NameField(suggestions="directory:person_suggestions", rows=Person.objects.visible_to(claire))
    assert (field.clean("zebedee canaryman"), field.clean(zebedee.label)) == (made, zebedee)
    assert namesakes(Person(name="Zebedee Canaryman"), claire) == [made, zebedee]


def test_a_restricted_name_says_so_where_it_is_chosen(zebedee: Person, office: Organisation, claire: User) -> None:
    assert (zebedee.label, str(zebedee), office.label) == (
        "Zebedee Canaryman (restricted)", "Zebedee Canaryman", "Zanzibar Office (restricted)",
    )  # fmt: skip
    assert list(Person.objects.find("canaryman (Restricted)")) == [zebedee]
    assert list(Person.objects.find("claire (restricted)")) == []


def test_the_forms_of_the_directory_know_no_more_than_who_fills_them_in(
    talks: Meeting, zebedee: Person, office: Organisation, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    for name, typed in (("person_new", "Zebedee Canaryman"), ("organisation_new", "Zanzibar Office")):
        assert client.post(reverse(f"directory:{name}"), {"name": typed}).status_code == 302
    answer = client.post(reverse("directory:person_new"), {"name": "X", "title": "Y", "organisation": str(office.pk)})
    assert answer.status_code == 422
    assert (Person.objects.filter(name=zebedee.name).count(), is_general(zebedee), is_general(office)) == (
        2, False, False,
    )  # fmt: skip


def test_nothing_stands_under_an_organisation_known_to_few(
    talks: Meeting, office: Organisation, mei: User, sign_in: SignIn
) -> None:
    answer = sign_in(mei).post(reverse("directory:organisation_new"), {"name": "Desk", "parent": office.label})
    assert (answer.status_code, is_general(office)) == (422, False)


def test_a_general_meeting_of_others_leaves_the_name_hidden(
    talks: Meeting, zebedee: Person, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(omar)
    page = client.get(reverse("records:log_meeting"))
    typed = {"participants-0-person": "Zebedee Canaryman", "participants-0-organisation": "Zanzibar Office"}
    client.post(reverse("records:log_meeting"), as_sent(page, title="Lunch", held_on="1 June 2018", **typed))
    seated = Meeting.objects.get(title="Lunch").participations.get()
    assert (seated.person == zebedee, seated.person.is_restricted, is_general(zebedee)) == (False, False, False)


@pytest.mark.parametrize(("classification", "restricted"), [("restricted", True), ("general", False)])
def test_names_made_in_place_are_classified_as_their_meeting(
    classification: str, restricted: bool, claire: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    typed = {"participants-0-person": "Zebedee Canaryman", "participants-0-organisation": "Zanzibar Office"}
    sent = as_sent(
        client.get(reverse("records:log_meeting")),
        title="Talks", held_on="1 June 2018", classification=classification, **typed,
    )  # fmt: skip
    client.post(reverse("records:log_meeting"), sent)
    seated = Meeting.objects.get().participations.get()
    assert seated.organisation
    assert (seated.person.is_restricted, seated.organisation.is_restricted) == (restricted, restricted)


def test_a_new_participant_of_a_restricted_meeting_is_restricted(talks: Meeting, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    address = reverse("meetings:edit", args=[talks.pk])
    client.post(address, as_sent(client.get(address), **{"participants-1-person": "Yolanda Canary"}))
    assert Person.objects.get(name="Yolanda Canary").is_restricted


def test_an_invitation_never_stands_in_for_somebody_hidden(
    talks: Meeting, zebedee: Person, jonas: User, sign_in: SignIn
) -> None:
    words = {"name": zebedee.name, "email": "z@suivi.example", "role": "officer", "language": ""}
    sign_in(jonas).post(reverse("invite"), words)
    assert (User.objects.get(email="z@suivi.example").person == zebedee, is_general(zebedee)) == (False, False)


# The page, the deed and the history


def test_a_manager_who_knows_makes_it_general(
    talks: Meeting, zebedee: Person, office: Organisation, mei: User, sign_in: SignIn, cast: list[User]
) -> None:
    client = sign_in(mei)
    for name in (zebedee, office):
        page = client.get(name.get_absolute_url())
        assert "Make it general" in page.text
        address = f"{name.get_absolute_url()}open/"
        assert "cannot be taken back" in client.get(address).text
        answer = client.post(address, {"opening": "without"}, follow=True)
        assert (answer.status_code, "Make it general" in answer.text, is_general(name)) == (200, False, True)
        assert who_knows(name, cast) == set(CAST)


def test_editing_it_tells_nobody(talks: Meeting, zebedee: Person, mei: User, sign_in: SignIn) -> None:
    sign_in(mei).post(reverse("directory:person_edit", args=[zebedee.pk]), {"name": "Zebedee Canaryman-Jones"})
    assert (is_general(zebedee), zebedee.name) == (False, "Zebedee Canaryman-Jones")


def test_the_history_begins_for_others_when_they_may_know(
    talks: Meeting, zebedee: Person, claire: User, jonas: User, mei: User
) -> None:
    def told(user: User) -> list[str]:
        return [entry.verb for entry in visible_entries(user) if entry.item == zebedee]

    assert (told(jonas), told(mei)) == ([], ["added"])
    zebedee.open(by=claire)
    assert (told(jonas), told(mei)) == (["opened"], ["opened", "added"])
    entry = zebedee.history.first()
    assert (verb_label(entry), changed_fields(entry)) == ("put it in the directory", [])


def test_what_became_general_does_not_name_whom_it_named_before(
    talks: Meeting, zebedee: Person, office: Organisation, eu: Organisation, claire: User, omar: User, mei: User
) -> None:
    follow_up = FollowUp.log(by=claire, title="Write", meeting=talks, partner=office, owner=zebedee)
    follow_up.edit(by=claire, partner=eu, owner=None, meeting=None)
    talks.change("edited", by=claire, participants=[], readers=[zebedee])
    talks.change("edited", by=claire, readers=[], classification=GENERAL)
    entries = [*follow_up.history.all(), *talks.history.all()]
    assert [is_general(zebedee), is_general(office)] == [False, False]

    def names(user: User) -> int:
        said = [line for entry in without_hidden(entries, user) for line in changed_fields(entry)]
        return sum("Zebedee" in f"{line.before}{line.after}" or "Zanzibar" in line.before for line in said)

    assert (names(mei), names(omar)) == (5, 0)


# The admin site


def test_the_admin_site_offers_and_takes_no_hidden_name(
    talks: Meeting, office: Organisation, zebedee: Person, europol: Organisation, jonas: User, sign_in: SignIn
) -> None:
    client = sign_in(jonas)
    for name in (office, zebedee):
        noun = f"admin:directory_{type(name).__name__.lower()}"
        assert client.get(reverse(f"{noun}_change", args=[name.pk])).status_code == 302
        assert str(name) not in client.get(reverse(f"{noun}_changelist")).text
    address = reverse("admin:directory_organisation_change", args=[europol.pk])
    answer = client.post(address, as_sent(client.get(address), parent=str(office.pk)))
    europol.refresh_from_db()
    assert (answer.status_code, europol.parent == office) == (200, False)
    assert "Zanzibar" not in answer.text
