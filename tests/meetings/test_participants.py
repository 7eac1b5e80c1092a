"""Participants as one value: named, filled in from posts, and known to history."""

from datetime import date

import pytest

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.meetings.models import Meeting, Participation
from tracker.meetings.participant_values import Participant, get_or_add_participants, read_back, seat, with_posts

DAY = date(2018, 5, 25)


def test_a_participant_reads_as_name_title_and_organisation(coordinator: Person, eu: Organisation) -> None:
    read = [str(Participant(coordinator, *role)) for role in [(eu, "CTC"), (eu, ""), (None, "CTC"), (None, "")]]
    assert read == [f"{coordinator} (CTC, EU)", f"{coordinator} (EU)", f"{coordinator} (CTC)", f"{coordinator}"]


@pytest.mark.parametrize(
    ("role", "attendance", "said", "known"),
    [
        ("", "attended", "", []),
        ("", "invited", " (invited only)", ["invited"]),
        ("host", "attended", " (host)", ["host"]),
        ("guest_head", "invited", " (guest, head of delegation, invited only)", ["guest_head", "invited"]),
    ],
)
def test_only_what_is_out_of_the_ordinary_is_said_and_known_to_history(
    role: str, attendance: str, said: str, known: list[str], coordinator: Person
) -> None:
    participant = Participant(coordinator, None, "", role, attendance)
    assert (str(participant), participant.pk) == (f"{coordinator}{said}", " · ".join([f"{coordinator.pk} - ", *known]))


def test_history_finds_the_keys_by_which_it_knows_participants(coordinator: Person, eu: Organisation) -> None:
    people = [Participant(coordinator, eu, "Chair 7"), Participant(coordinator, None, "12 months", "host")]
    known = [each.pk for each in people]
    assert [seat(place)(known) for place in (0, 1)] == [[coordinator.pk] * 2, [eu.pk]]
    assert seat(0)(None) == []


def test_history_reads_back_those_whom_it_knows(coordinator: Person, eu: Organisation, claire: User) -> None:
    others = [("", "attended"), ("", "invited"), ("guest_head", "attended"), ("host", "invited")]
    people = [Participant(coordinator, eu, "Chair · 7", *said) for said in others]
    people += [Participant(claire.person, None, "", *said) for said in others]
    assert read_back([each.pk for each in people]) == people


@pytest.mark.parametrize(
    ("organisation", "title", "filled"),
    [
        ("", "", "EUROPOL Intern"),
        ("", "Chair", "EUROPOL Chair"),
        ("EU", "", "EU Coordinator"),
        ("EUROPOL", "", "EUROPOL Intern"),
        ("EU", "Chair", "EU Chair"),
        ("WCO", "", "WCO "),
        ("WCO", "Chair", "WCO Chair"),
    ],
)
def test_of_several_posts_the_first_that_fits_fills_in_what_was_left_open(
    organisation: str, title: str, filled: str, wco: Organisation, eu: Organisation, europol: Organisation
) -> None:
    """Posts that are held still come first, the latest before the others."""
    anna, bo = (Person.add(by=None, name=name) for name in ("Anna Berg", "Bo Ek"))
    Appointment.objects.create(person=bo, organisation=wco, title="Other")
    for each, post, since in ((eu, "Coordinator", date(2010, 1, 1)), (europol, "Intern", date(2017, 1, 1))):
        Appointment.objects.create(person=anna, organisation=each, title=post, since=since)
    named = next((each for each in (wco, eu, europol) if str(each) == organisation), None)
    (found,) = with_posts([Participant(anna, named, title)], DAY)
    assert f"{found.organisation} {found.title}" == filled


@pytest.mark.parametrize(
    ("since", "until", "title"),
    [
        (None, None, "Chair"),
        (DAY, DAY, "Chair"),
        (date(2018, 5, 26), None, ""),
        (None, date(2018, 5, 24), ""),
    ],
)
def test_only_the_post_held_that_day_counts(
    since: date | None, until: date | None, title: str, eu: Organisation
) -> None:
    anna = Person.add(by=None, name="Anna Berg")
    Appointment.objects.create(person=anna, organisation=eu, title="Chair", since=since, until=until)
    assert with_posts([Participant(anna)], DAY)[0].title == title


@pytest.mark.parametrize(("classification", "title"), [(GENERAL, "Chair"), (RESTRICTED, "")])
def test_a_post_in_a_restricted_organisation_fills_nothing_in(classification: str, title: str, db: None) -> None:
    anna = Person.add(by=None, name="Anna Berg")
    cell = Organisation.add(by=None, name="Cell", classification=classification)
    Appointment.objects.create(person=anna, organisation=cell, title="Chair")
    assert with_posts([Participant(anna)], DAY)[0].title == title


def test_what_was_typed_wins_over_the_post(coordinator: Person, eu: Organisation) -> None:
    assert with_posts([Participant(coordinator, None, "EU CTC")], DAY) == [Participant(coordinator, eu, "EU CTC")]


def test_people_who_were_there_already_stay_as_they_are(coordinator: Person) -> None:
    assert with_posts([Participant(coordinator)], DAY, unless=[coordinator.pk]) == [Participant(coordinator)]


def test_one_new_name_twice_is_one_person(claire: User) -> None:
    named = [Participant(Person(name="Anna Berg"), None, title) for title in ("Chair", "Speaker")]
    made = get_or_add_participants(named, by=claire, classification=GENERAL)
    assert [(each.person, each.title) for each in made] == [(Person.objects.get(name="Anna Berg"), "Speaker")]


def test_a_participant_who_stays_keeps_their_row(visit: Meeting, claire: User, coordinator: Person) -> None:
    before = visit.participations.get()
    people = [Participant(claire.person), Participant(coordinator, None, "CTC")]
    visit.change("edited", by=claire, participants=people)
    assert Participation.objects.get(person=coordinator).pk == before.pk
    assert [str(each) for each in visit.value_of("participants")] == [f"{coordinator} (CTC)", "Claire Dubois"]


def test_the_order_of_participants_is_no_change(visit: Meeting, claire: User, coordinator: Person) -> None:
    visit.change("edited", by=claire, participants=[*visit.value_of("participants"), Participant(claire.person)])
    assert visit.change("edited", by=claire, participants=visit.value_of("participants")[::-1]) is None


@pytest.mark.parametrize("many", [1, 3])
def test_posts_are_looked_up_at_once(many: int, eu: Organisation, django_assert_num_queries: object) -> None:
    people = [Participant(Person.add(by=None, name=f"Person {number}")) for number in range(many)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        with_posts(people, DAY)


@pytest.mark.parametrize(("title", "said"), [("Envoy", "Envoy, European Union (EU)"), ("", "European Union (EU)")])
def test_whoever_a_meeting_makes_known_holds_a_post_where_they_spoke_for(
    title: str, said: str, claire: User, eu: Organisation
) -> None:
    anna = Participant(Person(name="Anna Berg"), eu, title)
    for _press in range(2):
        [saved] = get_or_add_participants([anna], by=claire, classification="general")
    post = saved.person.appointments.get()
    assert (post.organisation, post.title, post.since, post.until) == (eu, title, None, None)
    entries = saved.person.history.filter(changes__has_key="appointments")
    assert [entry.changes["appointments"]["to_text"] for entry in entries] == [said]


def test_of_who_was_known_their_posts_are_known(
    coordinator: Person, wco: Organisation, eu: Organisation, claire: User
) -> None:
    named = [Participant(coordinator, wco), Participant(Person(name="Anna Berg"), None)]
    saved = get_or_add_participants(named, by=claire, classification="general")
    assert [[post.organisation for post in each.person.appointments.all()] for each in saved] == [[eu], []]


def test_what_a_restricted_meeting_makes_known_stays_restricted(eu: Organisation, claire: User, omar: User) -> None:
    anna = Participant(Person(name="Anna Berg"), eu, "Envoy")
    get_or_add_participants([anna], by=claire, classification="restricted")
    assert [list(eu.appointments.visible_to(user).values_list("title", flat=True)) for user in (claire, omar)] == [
        ["Envoy"],
        [],
    ]
