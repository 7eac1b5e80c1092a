"""The first table of the design, row by row."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.briefings.models import BriefingNote
from tracker.demo import load
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.suggestions.suggest_from_words import suggest_conditional, suggest_kind, suggest_strength
from tracker.invitations.event_wording import format_standing
from tracker.kit.dates.as_said import DateAsSaid
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.pages.meeting import Margin
from tracker.records.models import InformationOnly, Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

COMMUNIQUE = (Path(load.__file__).parent / "texts" / "visit_2018.txt").read_text("utf-8")


@pytest.fixture
def visit() -> Meeting:
    return Meeting.objects.get(held_on=date(2018, 5, 25))


@pytest.fixture
def text(visit: Meeting) -> str:
    return visit.records.get().latest.text


def quoted(words: str) -> FollowUp:
    return FollowUp.objects.get(meeting__held_on=date(2018, 5, 25), passage__exact__contains=words)


def test_the_visit_says_who_received_whom_and_where(visit: Meeting) -> None:
    seats = visit.participations.values_list("person__name", "organisation__short_name", "title", "role")
    assert (visit.kind, visit.place) == ("visit", "WCO Headquarters, Brussels")
    assert list(seats) == [
        ("Kunio Mikuriya", "WCO", "Secretary General", "host"),
        ("Gilles de Kerchove", "EU CTC", "EU Counter-Terrorism Coordinator", "guest_head"),
    ]


def test_the_record_is_the_communique_word_for_word(visit: Meeting) -> None:
    record = visit.records.get()
    assert (record.kind, record.language, record.number) == ("communique", "en", 1)
    assert record.latest.text == COMMUNIQUE
    assert len(COMMUNIQUE.splitlines()) == 7


def test_the_invitation_to_the_workshop_is_done() -> None:
    invitation = quoted("the EU Coordinator invited the WCO to speak at the Workshop on Protecting Iraqi Cultural")
    assert (invitation.kind, invitation.status, invitation.partner.short_name) == ("invitation", "done", "EU CTC")
    assert (invitation.first_due_on, invitation.ended_on) == (date(2018, 6, 3), date(2018, 6, 4))


def test_its_event_was_a_week_after_the_visit_and_claire_spoke() -> None:
    event = quoted("the EU Coordinator invited the WCO to speak").event
    assert (
        format_standing(event)
        == "Accepted · event the week after his visit (28 May to 3 June 2018), Brussels · speaker: Claire Dubois"
    )
    assert [(step.kind, step.done_on) for step in event.steps.order_by("done_on", "id")] == [
        ("reply", date(2018, 5, 29)),
        ("speaker", date(2018, 5, 29)),
        ("travel", date(2018, 5, 29)),
        ("text", date(2018, 5, 30)),
        ("deliver", date(2018, 5, 31)),
        ("readout", date(2018, 6, 4)),
    ]
    assert (event.answered_on, str(event.answered_by)) == (date(2018, 5, 29), "Claire Dubois")


def test_information_exchange_is_an_exploratory_cooperation_area() -> None:
    exchange = quoted("to enhance information exchange")
    assert (exchange.kind, exchange.strength, exchange.status) == (
        "cooperation_area",
        "exploratory",
        "pending_resources",
    )


def test_the_further_areas_wait_for_resources() -> None:
    areas = quoted("several areas for further cooperation were identified")
    assert (areas.kind, areas.conditional, areas.status) == ("cooperation_area", True, "pending_resources")
    assert areas.passage.exact.endswith("once financial and human resources are made available")


BOTH = {
    "S/RES/2347 (2017), 20",
    "Council Resolution on the Role of Customs in Preventing Illicit Trafficking of Cultural Objects",
}


def test_the_training_material_is_in_progress_and_implements_the_two_resolutions() -> None:
    training = quoted("further development of the training material")
    assert (training.kind, training.status, training.owner.name) == ("training", "in_progress", "Amina Rahman")
    assert training.first_due_on == date(2018, 9, 30)
    assert {str(target) for target in training.targets} == BOTH


def test_the_training_of_2017_is_an_activity_of_the_visit_and_of_its_words(visit: Meeting) -> None:
    training = visit.activities.get()
    assert (str(training.period), str(training.unit)) == ("2017", "CBD")
    assert {str(target) for target in training.targets} == BOTH
    assert training.passage.exact == (
        "development and rollout of a tailored training curriculum for Customs officers in the Middle East and North "
        "Africa (MENA) region in 2017"
    )


def test_both_works_stand_under_the_paragraph_that_the_communique_quotes(text: str) -> None:
    paragraph = Paragraph.objects.get(mandate__symbol="S/RES/2347 (2017)", number="20")
    said = "the WCO and other relevant international organizations to assist Member States in their efforts to prevent"
    assert (said in paragraph.text, said in text) == (True, True)
    assert [row.title for row in FollowUp.objects.implementing_paragraph(paragraph)] == [
        "Extend the training material to other regions"
    ]
    assert list(Activity.objects.implementing_paragraph(paragraph)) == [Activity.objects.earliest("starts_on")]


def test_the_invitation_quotes_when_the_workshop_was_to_be_held() -> None:
    assert quoted("invited the WCO to speak").passage.exact.endswith("to be held in Brussels the week after his visit")


def test_what_asks_for_nothing_is_information_only(visit: Meeting) -> None:
    told = InformationOnly.objects.filter(passage__record__meeting=visit).order_by("passage__start")
    assert [row.passage.exact.split()[:3] for row in told] == [
        ["WCO", "Secretary", "General"], ["Mr.", "de", "Kerchove"], ["Such", "training", "activities"],
        ["The", "WCO", "Secretary"], ["He", "stressed", "the"], ["Dr.", "Mikuriya", "also"],
    ]  # fmt: skip


def test_the_page_holds_the_communique_to_its_last_word(visit: Meeting) -> None:
    client = Client()
    client.force_login(User.objects.get(name="Noor Haddad"), backend=settings.AUTHENTICATION_BACKENDS[0])
    pieces = re.findall(
        r'data-start="\d+"[^>]*>(.*?)</(?:mark|span)>', client.get(visit.get_absolute_url()).text, re.DOTALL
    )
    assert "".join(html.unescape("".join(pieces)).split()) == "".join(COMMUNIQUE.split())


def test_no_sentence_of_the_communique_is_unread(visit: Meeting) -> None:
    (sheet,) = Margin(visit, User.objects.get(name="Claire Dubois")).sheets
    assert [each.start for each in sheet.sentences if each.state == "unread"] == []


def test_the_words_suggest_what_the_demo_says_of_them(visit: Meeting) -> None:
    for row in visit.follow_ups.select_related("passage"):
        said = (row.passage.exact, "en")
        found = (suggest_kind(*said), suggest_strength(*said))
        # What was offered is agreed since it was accepted.
        answer = row.history.filter(verb="answered").first()
        assert found == (row.kind, answer.changes["strength"]["from"] if answer else row.strength)
    assert suggest_conditional(quoted("several areas").passage.exact, "en") is True


# What the page says on which one sees the row: the meeting's, or one that a click on it leads to.
ROWS = {
    "who received whom": "Kunio Mikuriya",
    "the invitation to speak": "Speak at the Workshop on Protecting Iraqi Cultural Heritage",
    "information exchange": "Information exchange with EU institutions",
    "further areas": "Turn the further areas for cooperation into practical action",
    "training delivered in 2017": "Training curriculum for Customs officers in the Middle East and North Africa",
    "further training material": "Extend the training material to other regions",
    "the Counter-Terrorism Strategy": "What Customs can do against terrorism at the border",
    "the Security Programme": "For Members that ask for help to build up border security",
    "mechanisms with EU bodies": "Cooperation mechanism with FRONTEX",
}


@pytest.mark.parametrize("words", ROWS.values(), ids=list(ROWS))
def test_each_row_of_the_table_is_two_clicks_from_the_meeting_page_at_most(words: str, visit: Meeting) -> None:
    client = Client()
    client.force_login(User.objects.get(name="Noor Haddad"), backend=settings.AUTHENTICATION_BACKENDS[0])
    page = client.get(visit.get_absolute_url()).text
    links = {link.split("#")[0] for link in re.findall(r'href="(/(?:mandates|partners|follow-ups)/\d+/[^"]*)"', page)}
    assert words in page or any(words in client.get(link).text for link in sorted(links))


def test_strategy_programme_and_resolutions_are_mandates() -> None:
    kinds = dict(Mandate.objects.filter(adopted_on__lt=date(2018, 5, 25)).values_list("symbol", "kind"))
    assert kinds["S/RES/2347 (2017)"] == "resolution"
    assert Mandate.objects.get(title="Counter-Terrorism Strategy").kind == "strategy"
    assert Mandate.objects.get(title="Security Programme").kind == "programme"
    council = Mandate.objects.get(title__startswith="Council Resolution")
    assert council.adopted == DateAsSaid(date(2016, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize("partner", ["EUROPOL", "FRONTEX", "DG DEVCO", "DG TAXUD"])
def test_the_mechanisms_in_place_are_agreements_with_their_parties(partner: str) -> None:
    agreement = Mandate.objects.agreements().get(title=f"Cooperation mechanism with {partner}")
    assert {str(party) for party in agreement.parties.all()} == {"WCO", partner}


def test_the_eu_bodies_stand_in_one_tree() -> None:
    eu = Organisation.objects.get(short_name="EU")
    assert {str(part) for part in eu.descendants()} == {
        "Council of the European Union", "EU CTC", "EC", "DG DEVCO", "DG TAXUD", "EUROPOL", "FRONTEX",
    }  # fmt: skip
    assert str(Organisation.objects.get(short_name="DG TAXUD").parent) == "EC"


def test_appreciation_and_what_was_stressed_are_no_follow_ups(visit: Meeting, text: str) -> None:
    told = [text.index(words) for words in ("expressed particular appreciation", "He stressed", "highlighting")]
    places = visit.follow_ups.values_list("passage__start", "passage__end")
    assert len(places) == 4
    assert not [place for place in told for start, end in places if start <= place < end]


def test_every_quote_stands_in_its_version(visit: Meeting) -> None:
    version = Version.objects.get(record__meeting=visit)
    for follow_up in visit.follow_ups.select_related("passage"):
        passage = follow_up.passage
        assert passage.version == version
        assert version.text[passage.start : passage.end] == passage.exact


def test_a_note_on_the_coordinators_office_was_issued_for_the_deputy_director() -> None:
    note = BriefingNote.objects.get()
    shown = {part.name: {line.title for line in part.lines} for part in note.briefing.parts}
    assert (note.by.name, note.reader.name, note.partner.short_name) == ("Claire Dubois", "Amina Rahman", "EU CTC")
    assert note.briefing.language == "en"
    assert "Extend the training material to other regions" in shown["ours"]
    assert "Information exchange with EU institutions" in shown["pending"]
    assert note.briefing.points[-1].words.startswith("Thank them")
