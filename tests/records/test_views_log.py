"""Logging a meeting with its people and its record on one page."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.meetings.models import Meeting
from tracker.records.models import Record

SignIn = Callable[[User], Client]
ADDRESS = "/meetings/log/"
CONTROL = "This holds a control character. Type the words again, or paste them as plain text."
TOO_LONG = "This is %s characters long; it may be at most %s. Shorten it."
GARBLED = "Participants: The list of participants arrived garbled. Please look at it again."
ROWS = {"participants-TOTAL_FORMS": "3", "participants-INITIAL_FORMS": "0"}
TYPED = {
    "title": "Visit of the EU Counter-Terrorism Coordinator",
    "kind": "visit",
    "held_on": "Friday 25 May 2018",
    "classification": "general",
    "record_kind": "communique",
    "language": "en",
    "text": "The EU Coordinator invited the WCO.",
    **ROWS,
}


def row(number: int, person: str, organisation: str = "", title: str = "") -> dict[str, str]:
    values = {"person": person, "organisation": organisation, "title": title}
    return {f"participants-{number}-{name}": value for name, value in values.items()}


def said(meeting: Meeting) -> list[str]:
    return [str(participant) for participant in meeting.value_of("participants")]


def sentences(page: Any) -> list[str]:
    """What the summary at the top says."""
    summary = re.search(r'id="summary"[^>]*>(.*?)</div>', page.content.decode(), re.DOTALL)
    found = re.findall(r"<li>(.*?)</li>", summary[1], re.DOTALL) if summary else []
    return [re.sub(r"<.*?>", "", each).strip() for each in found]


def logged(client: Client, **typed: str) -> Meeting:
    answer = client.post(ADDRESS, TYPED | typed)
    assert (answer.status_code, sentences(answer) if answer.content else []) == (302, [])
    return Meeting.objects.latest("pk")


def refused(client: Client, **typed: str) -> list[str]:
    answer = client.post(ADDRESS, TYPED | typed)
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    return sentences(answer)


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_a_meeting_is_logged_with_all_that_was_typed(client: Client, claire: User) -> None:
    meeting = logged(client, ends_on="27 May", starts_at="9.30", zone="brussels", place="WCO, Brussels")
    assert (meeting.title, meeting.kind, meeting.recorder) == (TYPED["title"], "visit", claire)
    assert (meeting.held_on, meeting.ends_on, meeting.starts_at) == (date(2018, 5, 25), date(2018, 5, 27), time(9, 30))
    assert (meeting.zone, meeting.place, meeting.classification) == ("Europe/Brussels", "WCO, Brussels", "general")


def test_the_pasted_record_is_logged_with_its_meeting(client: Client) -> None:
    record = Record.objects.get(meeting=logged(client))
    assert (record.kind, record.language, record.latest.text) == ("communique", "en", TYPED["text"])


def test_without_a_text_no_record_is_made(client: Client) -> None:
    logged(client, text="  ")
    assert Record.objects.count() == 0


def test_after_logging_the_person_reads_the_record(client: Client) -> None:
    answer = client.post(ADDRESS, TYPED)
    assert answer.headers["Location"] == f"/records/{Record.objects.get().pk}/read/"


def test_after_logging_without_a_record_the_person_reads_the_meeting(client: Client) -> None:
    answer = client.post(ADDRESS, TYPED | {"text": ""})
    assert answer.headers["Location"] == Meeting.objects.get().get_absolute_url()


def test_participants_speak_for_an_organisation_with_the_title_of_that_day(
    client: Client, coordinator: Person, eu: Organisation
) -> None:
    meeting = logged(client, **row(0, "Gilles de Kerchove", "European Union (EU)", "EU CT Coordinator"))
    assert said(meeting) == ["Gilles de Kerchove (EU CT Coordinator, EU)"]


def test_people_and_organisations_nobody_knew_are_added_to_the_directory(client: Client, claire: User) -> None:
    meeting = logged(
        client, **row(0, "Anna Berg", "Nordic Customs", "Head of unit"), **row(1, "Bo Ek", "nordic customs")
    )
    assert said(meeting) == ["Anna Berg (Head of unit, Nordic Customs)", "Bo Ek (Nordic Customs)"]
    assert {entry.by for entry in Person.objects.get(name="Anna Berg").history.all()} == {claire}
    assert Organisation.objects.filter(name__icontains="nordic").count() == 1


def test_title_and_organisation_left_open_are_those_of_the_post_held_that_day(
    client: Client, coordinator: Person, europol: Organisation
) -> None:
    Appointment.objects.filter(person=coordinator).update(since=date(2007, 9, 19))
    Appointment.objects.create(person=coordinator, organisation=europol, title="Intern", until=date(2007, 9, 18))
    meeting = logged(client, **row(0, "Gilles de Kerchove"))
    assert said(meeting) == ["Gilles de Kerchove (Counter-Terrorism Coordinator, EU)"]


def test_a_title_for_another_organisation_than_the_one_named_is_not_made_up(
    client: Client, coordinator: Person, europol: Organisation
) -> None:
    assert said(logged(client, **row(0, "Gilles de Kerchove", "EUROPOL"))) == ["Gilles de Kerchove (EUROPOL)"]


def test_empty_lines_of_participants_are_left_out(client: Client) -> None:
    assert said(logged(client, **row(0, ""), **row(2, "Bo Ek"))) == ["Bo Ek"]


def test_readers_are_named_when_it_is_restricted(client: Client, claire: User, omar: User, noor: User) -> None:
    typed: Any = {"classification": "restricted", "readers": ["Omar Diallo", "", "Noor Haddad"]}
    assert [str(person) for person in logged(client, **typed).readers.all()] == ["Noor Haddad", "Omar Diallo"]


@pytest.mark.parametrize("classification", ["general", "restricted"])
def test_names_that_are_new_are_as_restricted_as_the_meeting(client: Client, classification: str) -> None:
    seat = logged(client, classification=classification, **row(0, "Bo Ek", "Nordic Customs")).participations.get()
    assert seat.organisation is not None
    assert (seat.person.classification, seat.organisation.classification) == (classification, classification)


def test_the_form_begins_with_three_lines_for_participants(client: Client) -> None:
    assert len(client.get(ADDRESS).context["form"].rows.forms) == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_record_is_in_the_language_of_whoever_logs_it_unless_another_is_chosen(
    client: Client, claire: User, language: str
) -> None:
    claire.language = language
    claire.save()
    assert client.get(ADDRESS).context["form"]["language"].value() == language


def test_three_hundred_participants_are_the_most(client: Client) -> None:
    over = refused(client, **(row(300, "Bo Ek") | {"participants-TOTAL_FORMS": "301"}))
    assert over == ["Participants: Name at most 300 participants."]
    assert said(logged(client, **(row(299, "Bo Ek") | {"participants-TOTAL_FORMS": "300"}))) == ["Bo Ek"]


@pytest.mark.parametrize(("total", "lines"), [(299, 300), (300, 300)])
def test_another_line_is_added_while_there_is_room(client: Client, total: int, lines: int) -> None:
    typed = TYPED | {"participants-TOTAL_FORMS": str(total)}
    assert len(client.post(f"{ADDRESS}row/", typed).context["form"].rows.forms) == lines
    alone = client.post(f"{ADDRESS}row/", typed, headers={"HX-Request": "true"}).content.decode()
    assert ('name="participants-299-person"' in alone) is (total < 300)


def test_a_double_submit_makes_one_meeting(client: Client) -> None:
    key = {"key": str(uuid4())}
    first = client.post(ADDRESS, TYPED | key | row(0, "Bo Ek"))
    second = client.post(ADDRESS, TYPED | key | row(0, "Bo Ek"))
    assert (first.headers["Location"], Meeting.objects.count()) == (second.headers["Location"], 1)
    assert (Record.objects.count(), Person.objects.filter(name="Bo Ek").count()) == (1, 1)


def test_each_form_has_a_key_of_its_own(client: Client) -> None:
    keys = {client.get(ADDRESS).context["form"]["key"].value() for _ in range(2)}
    assert len(keys) == 2


def test_the_key_of_somebody_else_makes_a_meeting_of_ones_own(client: Client, amina: User, sign_in: SignIn) -> None:
    key = str(uuid4())
    logged(sign_in(amina), key=key)
    assert logged(client, key=key).recorder.name == "Claire Dubois"


def test_a_year_that_is_not_in_the_text_is_asked_for(client: Client) -> None:
    answer = client.post(ADDRESS, TYPED | {"held_on": "25 May"})
    assert answer.context["form"].errors["held_on"] == ["Which year? Type it too, such as 25 May 2018."]


def test_the_date_is_said_back_in_full(client: Client) -> None:
    page = client.post(ADDRESS, TYPED | {"title": ""}).content.decode()
    assert '<p class="date-preview" aria-live="polite">Friday 25 May 2018</p>' in page


def test_while_typing_the_date_is_said_back_with_the_year_that_will_be_saved(client: Client) -> None:
    assert 'hx-get="/read-date/?prefer=ask"' in client.get(ADDRESS).content.decode()


def test_nothing_typed_is_lost_when_something_is_wrong(client: Client) -> None:
    typed = {
        **row(1, "Anna Berg", "Nordic <Customs>", "Head"),
        "held_on": "31 June 2018",
        "place": "Oslo",
        "zone": "Mars",
    }
    page = client.post(ADDRESS, TYPED | typed | {"readers": ["Nobody at all"], "starts_at": "25:99"}).content.decode()
    for words in ("Anna Berg", "Nordic &lt;Customs&gt;", "31 June 2018", "Oslo", "Mars", "Nobody at all", "25:99"):
        assert f'value="{words}"' in page
    assert TYPED["text"] in page


def test_nothing_typed_is_lost_when_the_session_has_ended(client: Client, claire: User, sign_in: SignIn) -> None:
    client.get("/keys/")
    client.cookies.pop("sessionid")
    client.post(ADDRESS, TYPED | row(1, "Anna Berg"))
    client.force_login(claire, backend=settings.AUTHENTICATION_BACKENDS[0])
    form = client.get(ADDRESS).context["form"]
    assert (form["text"].value(), form.rows.forms[1]["person"].value()) == (TYPED["text"], "Anna Berg")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "Title: Type something here."),
        ({"title": "a" * 251}, f"Title: {TOO_LONG % (251, 250)}"),
        ({"title": "a\x00b"}, f"Title: {CONTROL}"),
        (
            {"place": "a\u202eb"},
            "Place: This holds hidden marks that change the direction of reading. Type the words again.",
        ),
        ({"held_on": ""}, "Date: Type a date such as 25 May 2018 or 2018-05-25."),
        ({"held_on": "25 May 0000"}, "Date: Type a date with a year between 1900 and 2200."),
        ({"ends_on": "24 May 2018"}, "Last day: The last day comes before the first."),
        ({"starts_at": "half past"}, "Time: Type a time such as 14:30."),
        ({"zone": "../etc"}, "Time zone: This time zone is not known. Type one such as Europe/Brussels."),
        ({"kind": "x"}, "Kind: Select a valid choice. x is not one of the available choices."),
        ({"readers": "9" * 30}, f"Readers: Nothing is called “{'9' * 30}”. Choose a name from the list."),
        ({"readers": "424242"}, "Readers: Nothing is called “424242”. Choose a name from the list."),
        ({"text": "a\x00"}, f"Text: {CONTROL}"),
        ({"text": "a" * 500_001}, "Text: This is 500,001 characters long; it may be at most 500,000. Shorten it."),
        (row(1, "", "", "Head"), "Participant 2, Person: Say who it was."),
        (row(0, "a\x07"), f"Participant 1, Person: {CONTROL}"),
        (row(0, "Bo Ek") | row(2, "bo ek"), "Participant 3, Person: This person stands in the list already."),
        (row(0, "Bo Ek", title="a" * 201), f"Participant 1, Title that day: {TOO_LONG % (201, 200)}"),
        ({"participants-TOTAL_FORMS": "1000000000"}, "Participants: Name at most 300 participants."),
        ({"participants-TOTAL_FORMS": "-1"}, GARBLED),
        ({"participants-TOTAL_FORMS": ""}, GARBLED),
        ({"participants-TOTAL_FORMS": "9" * 5000}, GARBLED),
        ({"key": "not a key"}, "Key: Enter a valid UUID."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_in_a_sentence(client: Client, typed: dict[str, str], sentence: str) -> None:
    assert refused(client, **typed) == [sentence]


def test_ten_megabytes_of_text_get_a_sentence(client: Client) -> None:
    (sentence,) = refused(client, text="word " * 2_000_000)
    assert sentence == "Text: This is 9,999,999 characters long; it may be at most 500,000. Shorten it."


def test_more_than_can_be_taken_at_once_gets_a_page_with_a_sentence(client: Client) -> None:
    answer = client.post(ADDRESS, TYPED | {"text": "a" * (21 * 1024 * 1024)})
    assert (answer.status_code, "Most often a text is too long" in answer.content.decode()) == (400, True)


def test_a_last_day_that_is_the_first_is_none(client: Client) -> None:
    assert logged(client, ends_on="25 May 2018").ends_on is None


def test_a_last_day_without_a_year_follows_the_first(client: Client) -> None:
    assert logged(client, held_on="30 December 2018", ends_on="2 January").ends_on == date(2019, 1, 2)


def test_a_reader_may_not_log(noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    answers = [client.get(ADDRESS), client.post(ADDRESS, TYPED), client.post(f"{ADDRESS}row/", TYPED)]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


@pytest.mark.parametrize("name", ["claire", "amina", "jonas"])
def test_officers_and_above_may_log(name: str, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    assert sign_in(request.getfixturevalue(name)).get(ADDRESS).status_code == 200


def test_another_line_comes_alone_for_htmx(client: Client) -> None:
    answer = client.post(f"{ADDRESS}row/", {"participants-TOTAL_FORMS": "3"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert 'name="participants-3-person"' in page
    assert re.findall(r'name="participants-TOTAL_FORMS" value="(\d+)"', page) == ["4"]
    assert "<html" not in page


@pytest.mark.parametrize("total", ["", "-5", "x", "9" * 5000])
def test_another_line_after_a_garbled_count_is_the_first(client: Client, total: str) -> None:
    answer = client.post(f"{ADDRESS}row/", {"participants-TOTAL_FORMS": total}, headers={"HX-Request": "true"})
    assert 'name="participants-0-person"' in answer.content.decode()


def test_there_is_an_end_to_the_lines(client: Client) -> None:
    answer = client.post(f"{ADDRESS}row/", {"participants-TOTAL_FORMS": "300"}, headers={"HX-Request": "true"})
    assert "There is no room for more participants." in answer.content.decode()


def test_without_javascript_another_line_keeps_all_that_was_typed(client: Client) -> None:
    typed: Any = TYPED | row(0, "Bo Ek") | {"held_on": "31 June", "readers": ["Omar"], "title": ""}
    answer = client.post(f"{ADDRESS}row/", typed)
    form = answer.context["form"]
    assert (answer.status_code, sentences(answer), len(form.rows.forms)) == (200, [], 4)
    assert (form["text"].value(), form["held_on"].value(), form["readers"].value()) == (
        TYPED["text"],
        "31 June",
        ["Omar"],
    )
    assert form.rows.forms[0]["person"].value() == "Bo Ek"


PASTED = "Mr. Gilles de Kerchove of the EU was welcomed by Claire Dubois on 25 May 2018."


def proposed(client: Client, **typed: str) -> tuple[dict[str, Any], list[str]]:
    """What the fields hold then; and the fields marked as proposed, with the lines of participants by number."""
    form = client.post(f"{ADDRESS}proposals/", TYPED | {"title": "", "held_on": "", "text": PASTED} | typed).context[
        "form"
    ]
    held: dict[str, Any] = {name: form[name].value() for name in ("title", "held_on")}
    held |= {str(number): row["person"].value() for number, row in enumerate(form.rows) if row["person"].value()}
    marked = [name for name, field in form.fields.items() if getattr(field, "is_proposed", False)]
    lines = enumerate(form.rows)
    return held, marked + [str(number) for number, row in lines if getattr(row.fields["person"], "is_proposed", False)]


def test_a_pasted_record_proposes_title_date_and_participants(client: Client, coordinator: Person) -> None:
    held = {"title": "Meeting with Gilles de Kerchove", "held_on": "25 May 2018"}
    people = {"0": "Gilles de Kerchove", "1": "Claire Dubois"}
    assert proposed(client) == (held | people, ["title", "held_on", "0", "1"])


def test_only_empty_fields_are_filled(client: Client, coordinator: Person) -> None:
    typed = {"title": "Talks", "held_on": "24 May 2018"} | row(0, "Bo Ek") | row(2, "gilles de kerchove")
    held = {"title": "Talks", "held_on": "24 May 2018", "0": "Bo Ek", "1": "gilles de kerchove", "2": "Claire Dubois"}
    assert proposed(client, **typed) == (held, ["2"])


def test_what_was_proposed_before_is_still_marked(client: Client, coordinator: Person) -> None:
    typed = {"title": "Meeting with Gilles de Kerchove"} | row(0, "Gilles de Kerchove")
    assert proposed(client, **typed)[1] == ["title", "held_on", "0", "1"]


def test_a_text_that_tells_nothing_leaves_all_as_it_is(client: Client) -> None:
    page = client.post(f"{ADDRESS}proposals/", TYPED | {"title": "", "held_on": "", "text": "Nothing."})
    assert (page.status_code, page.context["form"]["title"].value(), sentences(page)) == (200, "", [])
    assert "The text names no day and nobody you know: nothing is proposed." in page.text


def test_what_was_proposed_is_saved_as_if_it_had_been_typed(client: Client, coordinator: Person) -> None:
    form = client.post(f"{ADDRESS}proposals/", TYPED | {"title": "", "held_on": "", "text": PASTED}).context["form"]
    sent = {each.html_name: each.value() or "" for part in (form, *form.rows) for each in part}
    meeting = logged(client, **sent | {"participants-TOTAL_FORMS": str(len(form.rows.forms))})
    assert (str(meeting), meeting.held_on) == ("Meeting with Gilles de Kerchove", date(2018, 5, 25))
    assert said(meeting) == [
        "Gilles de Kerchove (Counter-Terrorism Coordinator, EU)",
        "Claire Dubois (Officer, WCO)",
    ]


def test_what_is_seldom_said_is_folded_away_until_it_is(client: Client) -> None:
    folded = [client.get(ADDRESS), client.post(ADDRESS, TYPED | {"title": ""})]
    open_ones = [
        client.post(ADDRESS, TYPED | {"title": ""} | typed)
        for typed in ({"ends_on": "27 May"}, {"ends_on": "x"}, {"zone": "Mars"}, {"zone": "Asia/Tokyo"})
    ]
    shown = ['<details class="further" open>' in page.text for page in folded + open_ones]
    assert shown == [False, False, True, True, True, True]


def test_the_lines_of_a_page_that_was_not_sent_are_those_of_a_new_form(client: Client) -> None:
    assert client.get(f"{ADDRESS}row/").headers["Location"] == ADDRESS


def test_a_name_that_several_have_is_asked_about(client: Client) -> None:
    for _ in range(2):
        Person.add(by=None, name="Jean Dupont")
    assert refused(client, **row(0, "Jean Dupont")) == [
        "Participant 1, Person: Several are called “Jean Dupont”. Choose one from the list."
    ]


@pytest.mark.parametrize(("typed", "is_open"), [({}, False), ({"joins": "on"}, True)])
def test_the_document_and_joined_lines_are_folded_away_until_they_are_used(
    typed: dict[str, str], is_open: bool, client: Client
) -> None:
    page = client.post(ADDRESS, TYPED | {"title": ""} | typed)
    assert (page.context["form"].is_text_unfolded, '<details class="further" open>' in page.text) == (is_open, is_open)
