"""The implementation report: every figure is the count of the list that it leads to, cut to what its reader may see."""

import io
from collections.abc import Callable
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.conftest import CANARY
from tests.house.pages import lines_of
from tests.kept_cast import kept
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.implementation.document import WORD, context_of
from tracker.kit.date_formats import format_date
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NAMES = ("done", "activities", "active", "late", "overdue", "pending")


@kept
def mandate(claire: User) -> Mandate:
    words = "5 Encourages training\n6 Requests a report\n7 Asks for more"
    return Mandate.write(by=claire, kind="resolution", symbol="S/RES/2347 (2017)", title="Heritage", paragraphs=words)


@kept
def work(mandate: Mandate, make_follow_up: Make, claire: User, unit: Organisation, today: date) -> dict[str, Any]:
    """A done, a late, an overdue, a pending and a dropped follow-up, and activities within the last year and before.

    Another mandate has as much done for it, and the late follow-up implements that as a whole too.
    """
    other = Mandate.add(by=claire, kind="strategy", title="Strategy")
    make_follow_up("Elsewhere", mandates=[other], conditional=True, due_on=today - timedelta(days=2))
    make_follow_up("Done elsewhere", mandates=[other]).move_to("done", by=claire)
    Activity.log(by=claire, title="Elsewhere", starts_on=today, ends_on=today, mandates=[other])
    five, six = (Target.of(mandate.paragraphs.get(number=number)) for number in "56")
    done = make_follow_up("Translate", mandates=[five, six], unit=unit, owner=claire.person)
    done.move_to("done", by=claire)
    make_follow_up("Late", mandates=[five, other], due_on=today - timedelta(days=2))
    make_follow_up("Owed", mandates=[six], owed_by="partner", due_on=today - timedelta(days=2))
    pending = make_follow_up("Pending", mandates=[mandate], conditional=True)
    make_follow_up("Dropped", mandates=[five]).move_to("dropped", by=claire, reason="No use.")
    for title, first in {"Now": today, "Once": date(2017, 3, 6)}.items():
        Activity.log(by=claire, title=title, starts_on=first, ends_on=first, mandates=[five, mandate], reached=7)
    return {"done": done, "pending": pending}


def report_of(client: Client, mandate: Mandate, query: str = "") -> Any:
    answer = client.get(f"{mandate.get_absolute_url()}report/?{query}")
    assert answer.status_code == 200
    return answer.context["report"]


def numbers(figures: Any) -> tuple[int, ...]:
    return tuple(figure.number for figure in figures.in_order)


@pytest.mark.usefixtures("work")
def test_what_was_imported_as_done_without_a_day_is_counted_as_left_out(
    mandate: Mandate, noor: User, sign_in: SignIn, today: date
) -> None:
    done = FollowUp.objects.get(title="Translate")
    FollowUp.objects.filter(pk=done.pk).update(ended_before=today)
    client = sign_in(noor)
    report = report_of(client, mandate)
    said = "1 imported follow-up is left out of what was done: nobody said when it ended."
    assert (report.left_out, numbers(report.total)[0]) == (said, 0)
    assert said in client.get(f"{mandate.get_absolute_url()}report/").text
    until = today - timedelta(days=400)
    assert said in context_of(report)["made"]
    FollowUp.objects.filter(pk=done.pk).update(ended_before=until)
    assert report_of(client, mandate).left_out == ""


@pytest.mark.usefixtures("work")
def test_each_paragraph_has_its_figures(mandate: Mandate, noor: User, sign_in: SignIn) -> None:
    report = report_of(sign_in(noor), mandate)
    assert {part.name: numbers(part.figures) for part in report.parts} == {
        "5": (1, 1, 1, 1, 0, 0),
        "6": (1, 0, 1, 0, 1, 0),
        "7": (0, 0, 0, 0, 0, 0),
        "As a whole": (0, 1, 1, 0, 0, 1),
    }
    assert numbers(report.total) == (1, 1, 3, 1, 1, 1)
    assert [part.name for part in report.idle] == ["7"]
    assert [part.name for part in report.told] == ["5", "6", "As a whole"]
    told = {part.name: [row.title for row in (*part.done, *part.activities, *part.active)] for part in report.parts}
    assert told == {
        "5": ["Translate", "Now", "Late"],
        "6": ["Translate", "Owed"],
        "7": [],
        "As a whole": ["Now", "Pending"],
    }


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("query", ["", "from=1 January 2017&until=31 December 2017"])
def test_every_figure_is_the_count_of_the_list_it_leads_to(
    query: str, mandate: Mandate, noor: User, sign_in: SignIn
) -> None:
    client = sign_in(noor)
    report = report_of(client, mandate, query)
    every = [figure for part in (*report.parts, report) for figure in getattr(part, "figures", report.total).in_order]
    assert len(every) == 5 * 6
    # One by one: by its address the figure of a part could hide that of the whole.
    found = [(figure.address, client.get(figure.address).context["count"].number) for figure in every]
    assert found == [(figure.address, figure.number) for figure in every]


def test_it_tells_what_was_done_by_whom_and_from_which_words(
    mandate: Mandate,
    communique: Record,
    make_follow_up: Make,
    claire: User,
    unit: Organisation,
    sign_in: SignIn,
    today: date,
) -> None:
    passage = Passage.of(communique.latest, 0, 21)
    five = Target.of(mandate.paragraphs.get(number="5"))
    row = make_follow_up("Thank", meeting=communique.meeting, passage=passage, owner=claire.person, mandates=[five])
    row.move_to("done", by=claire)
    page = sign_in(claire).get(f"{mandate.get_absolute_url()}report/")
    text = page.text
    assert f'<blockquote dir="auto">{passage.exact}</blockquote>' in text
    assert f'{communique.meeting.get_absolute_url()}#words-{row.pk}">{communique.meeting}</a>' in text
    told = f"{row.reference} Claire Dubois done on {format_date(today)}"
    assert [line for line in lines_of(page) if line.startswith(row.reference)] == [told]


@pytest.mark.usefixtures("work")
def test_another_period_tells_of_other_work(mandate: Mandate, noor: User, sign_in: SignIn) -> None:
    report = report_of(sign_in(noor), mandate, "from=2017-01-01&until=2017-12-31")
    assert (str(report.period), numbers(report.total)) == ("2017", (0, 1, 3, 1, 1, 1))
    assert [activity.title for activity in report.parts[0].activities] == ["Once"]


def test_a_period_may_be_one_day(mandate: Mandate, noor: User, sign_in: SignIn) -> None:
    report = report_of(sign_in(noor), mandate, "from=2017-03-06&until=2017-03-06")
    assert (report.period.first, report.period.last) == (date(2017, 3, 6), date(2017, 3, 6))


def test_without_dates_it_is_the_last_twelve_months(mandate: Mandate, noor: User, sign_in: SignIn, today: date) -> None:
    report = report_of(sign_in(noor), mandate)
    assert (report.period.last, (report.period.last - report.period.first).days in (364, 365)) == (today, True)


@pytest.mark.parametrize("page", ["report/", "report/document/"])
@pytest.mark.parametrize(
    ("query", "field"), [("from=soon", "from"), ("until=x", "until"), ("from=2018-05-02&until=2018-05-01", "until")]
)
def test_a_period_that_is_none_is_said_so(
    page: str, query: str, field: str, mandate: Mandate, noor: User, sign_in: SignIn
) -> None:
    answer = sign_in(noor).get(f"{mandate.get_absolute_url()}{page}?{query}")
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert "report" not in answer.context


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(("who", "sees"), [("noor", False), ("omar", False), ("jonas", False), ("mei", True)])
def test_what_is_restricted_leaves_no_trace_for_others(
    who: str, sees: bool, secret: FollowUp, mandate: Mandate, claire: User, sign_in: SignIn,
    request: pytest.FixtureRequest, today: date,
) -> None:  # fmt: skip
    client = sign_in(request.getfixturevalue(who))
    before = numbers(report_of(client, mandate).total)
    five = Target.of(mandate.paragraphs.get(number="5"))
    secret.edit(by=claire, mandates=[five])
    hidden = {"title": CANARY, "classification": "restricted", "starts_on": today, "ends_on": today}
    Activity.log(by=claire, mandates=[five], **hidden)
    Need.estimate(secret, by=claire, kind="money", quantity=Decimal(77_777), currency="EUR")
    report = report_of(client, mandate)
    assert (numbers(report.total) != before, bool(report.resources.totals)) == (sees, sees)
    for page in ("report/", "report/document/"):
        answer = client.get(f"{mandate.get_absolute_url()}{page}")
        text = answer.text if "html" in answer["Content-Type"] else words_of(answer.content)
        assert [word in text for word in (CANARY, "77,777")] == [sees, sees]


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_needs_and_pledges_are_added_up(mandate: Mandate, work: dict[str, Any], claire: User, sign_in: SignIn) -> None:
    pending = work["pending"]
    for quantity, currency in ((90_000, "EUR"), (10_000, "EUR"), (5_000, "USD")):
        Need.estimate(pending, by=claire, kind="money", quantity=Decimal(quantity), currency=currency)
    Need.estimate(pending, by=claire, kind="staff", quantity=Decimal(24), people=2, what="secondees")
    Need.estimate(pending, by=claire, kind="in_kind", quantity=Decimal(3), what="laptops")
    Need.objects.filter(quantity=90_000).update(covered=60_000, promised=20_000)
    client = sign_in(claire)
    resources = report_of(client, mandate).resources
    said = [(each.label, each.needed, each.covered, each.promised, each.missing) for each in resources.totals]
    assert said == [
        ("laptops", "3", "0", "0", "3"),
        ("Money", "€\xa0100,000", "€\xa060,000", "€\xa020,000", "€\xa020,000"),
        ("Money", "US$\xa05,000", "US$\xa00", "US$\xa00", "US$\xa05,000"),
        ("Staff", "24 staff months", "0 staff months", "0 staff months", "24 staff months"),
    ]
    assert client.get(resources.follow_ups.address).context["count"].number == resources.follow_ups.number == 1


def test_the_needs_of_what_is_done_are_no_longer_counted(
    mandate: Mandate, work: dict[str, Any], claire: User, sign_in: SignIn
) -> None:
    for row, quantity in ((work["done"], 7_000), (work["pending"], 90_000)):
        Need.estimate(row, by=claire, kind="money", quantity=Decimal(quantity), currency="EUR")
    resources = report_of(sign_in(claire), mandate).resources
    assert ([each.needed for each in resources.totals], resources.follow_ups.number) == (["€\xa090,000"], 1)


def test_a_mandate_without_work_says_what_would_appear(mandate: Mandate, noor: User, sign_in: SignIn) -> None:
    answer = sign_in(noor).get(f"{mandate.get_absolute_url()}report/")
    assert "Nothing implements this mandate yet: say on a follow-up or an activity that it does." in answer.text
    assert len(answer.context["report"].idle) == 3


def test_long_lists_are_cut_and_lead_to_the_whole(
    mandate: Mandate, make_follow_up: Make, noor: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch,
    claire: User, today: date,
) -> None:  # fmt: skip
    monkeypatch.setattr("tracker.implementation.report.MOST_LINES", 1)
    for each in range(2):
        make_follow_up(str(each), mandates=[mandate])
        Activity.log(by=claire, title=str(each), starts_on=today, ends_on=today, mandates=[mandate])
    answer = sign_in(noor).get(f"{mandate.get_absolute_url()}report/")
    part = answer.context["report"].told[0]
    assert (len(part.active), part.figures.active.number, answer.text.count("Show all 2")) == (1, 2, 2)


def test_of_long_lists_the_most_pressing_and_the_newest_are_shown(
    mandate: Mandate, make_follow_up: Make, noor: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch,
    claire: User, today: date,
) -> None:  # fmt: skip
    monkeypatch.setattr("tracker.implementation.report.MOST_LINES", 1)
    make_follow_up("Done", mandates=[mandate]).move_to("done", by=claire)
    for title, days in {"Later": 9, "Sooner": 2, "Latest": 30}.items():
        day = today - timedelta(days=days)
        make_follow_up(title, mandates=[mandate], due_on=today + timedelta(days=days))
        Activity.log(by=claire, title=title, starts_on=day, ends_on=day, mandates=[mandate])
    part = report_of(sign_in(noor), mandate).told[0]
    assert ([row.title for row in part.active], [row.title for row in part.activities]) == (["Sooner"], ["Sooner"])


@pytest.fixture
def document(mandate: Mandate, work: dict[str, Any], claire: User, sign_in: SignIn) -> Any:
    Need.estimate(work["pending"], by=claire, kind="money", quantity=Decimal(90_000), currency="EUR")
    answer = sign_in(claire).get(f"{mandate.get_absolute_url()}report/document/")
    assert (answer.status_code, answer["Content-Type"]) == (200, WORD)
    assert 'attachment; filename="sres2347-2017-' in answer["Content-Disposition"]
    return docx.Document(io.BytesIO(answer.content))


def test_the_document_holds_the_figures_of_the_page(
    document: Any, mandate: Mandate, claire: User, sign_in: SignIn
) -> None:
    report = report_of(sign_in(claire), mandate)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == [
        "Paragraph",
        "Done",
        "Activities",
        "Active",
        "Late",
        "Overdue from partners",
        "Pending resources",
    ]
    parts = [(part.name, part.figures) for part in report.parts] + [("All together", report.total)]
    assert rows[1:] == [[name, *map(str, numbers(figures))] for name, figures in parts]
    totals = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert totals[1:] == [["Money", "€\xa090,000", "€\xa00", "€\xa00", "€\xa090,000"]]


def test_the_document_tells_of_each_work_what_the_page_tells(
    mandate: Mandate, communique: Record, make_follow_up: Make, claire: User, unit: Organisation, eu: Organisation,
    sign_in: SignIn, today: date,
) -> None:  # fmt: skip
    passage, due = Passage.of(communique.latest, 0, 21), today + timedelta(days=3)
    done = make_follow_up(
        "Thank", meeting=communique.meeting, passage=passage, owner=claire.person, unit=unit, due_on=due,
        mandates=[mandate],
    )  # fmt: skip
    done.move_to("done", by=claire)
    soon = make_follow_up("Soon", due_on=due, mandates=[mandate])
    whenever = make_follow_up("Whenever", mandates=[mandate])
    given = {"starts_on": today, "ends_on": today, "mandates": [mandate]}
    Activity.log(
        by=claire, title="Train", done_by=claire.person, unit=unit, partner=eu, place="Oslo", reached=0, **given
    )
    answer = sign_in(claire).get(f"{mandate.get_absolute_url()}report/document/")
    tables = docx.Document(io.BytesIO(answer.content)).tables[1:]
    day, meeting = format_date(today), communique.meeting
    assert [[cell.text for cell in table.rows[0].cells] for table in tables] == [
        ["What", "By", "Ended", "From which meeting"],
        ["What", "By", "When", "People reached"],
        ["What", "By", "Due", "Status", "From which meeting"],
    ]
    assert [[[cell.text for cell in row.cells] for row in table.rows][1:] for table in tables] == [
        [[f"{done.reference} Thank", "Claire Dubois, ENF", day, f"{meeting}, 25 May 2018\n“{passage.exact}”"]],
        [["Train", "Claire Dubois, ENF, EU", f"{day}, Oslo", "0"]],
        [
            [f"{soon.reference} Soon", "", format_date(due), "Open", ""],
            [f"{whenever.reference} Whenever", "", "no date", "Open", ""],
        ],
    ]


def test_the_document_names_a_meeting_of_several_days_by_its_first(
    visit: Meeting, mandate: Mandate, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    visit.change("edited", by=claire, ends_on=visit.held_on + timedelta(days=2))
    make_follow_up("Thank", meeting=visit, mandates=[mandate])
    answer = sign_in(claire).get(f"{mandate.get_absolute_url()}report/document/")
    assert f"{visit}, 25 May 2018" in words_of(answer.content)


def test_the_document_has_headings_table_heads_a_title_and_a_language(document: Any) -> None:
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [
        "Figures", "Paragraphs with no activity in this period", "Resources", "Paragraph 5", "Paragraph 6",
        "The mandate as a whole",
    ]  # fmt: skip
    smaller = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert smaller == ["Done", "Activities", "Still active", "Done", "Still active", "Activities", "Still active"]
    heads = [bool(table.rows[0]._tr.xpath("w:trPr/w:tblHeader")) for table in document.tables]
    assert (heads, len(heads)) == ([True] * 9, 9)
    said = document.core_properties
    assert (said.title, said.language, said.author) == (
        "Implementation report: S/RES/2347 (2017)", "en-GB", "Claire Dubois",
    )  # fmt: skip
    assert (said.comments, said.created.date()) == ("", timezone.now().astimezone(UTC).date())
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["en-GB"]


def test_a_french_colleague_gets_a_french_document(mandate: Mandate, claire: User, sign_in: SignIn) -> None:
    claire.language = "fr"
    claire.save()
    answer = sign_in(claire).get(f"{mandate.get_absolute_url()}report/document/")
    assert docx.Document(io.BytesIO(answer.content)).core_properties.language == "fr-FR"


def test_what_people_typed_is_only_words_to_the_document(
    make_follow_up: Make, claire: User, sign_in: SignIn, unit: Organisation
) -> None:
    title = "<w:p/> & {{ title }} {% for %} \ufffe end"
    mandate = Mandate.write(by=claire, kind="decision", title=title, paragraphs="1 <b>Bold</b> {{ words }} \ufffe")
    make_follow_up("{{ 7 * 7 }} <&> \ufffe", mandates=[mandate.paragraphs.get()])
    answer = sign_in(claire).get(f"{mandate.get_absolute_url()}report/document/")
    text = words_of(answer.content)
    assert title.replace("\ufffe", "") in text
    assert "<b>Bold</b> {{ words }}" in text
    assert "{{ 7 * 7 }} <&>" in text


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_it_tells(
    number: int, mandate: Mandate, make_follow_up: Make, amina: User, claire: User, sign_in: SignIn, today: date,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for each in range(number):
        for paragraph in mandate.paragraphs.all():
            row = make_follow_up(f"Open {each}", mandates=[paragraph, mandate])
            Need.estimate(row, by=claire, kind="money", quantity=Decimal(5), currency="EUR")
            make_follow_up(f"Done {each}", mandates=[paragraph]).move_to("done", by=claire)
            Activity.log(by=claire, title=str(each), starts_on=today, ends_on=today, mandates=[paragraph, mandate])
    client = sign_in(amina)
    for page in ("report/", "report/document/"):
        client.get(f"{mandate.get_absolute_url()}{page}")
        with django_assert_num_queries(16):
            client.get(f"{mandate.get_absolute_url()}{page}")


def test_each_heading_has_the_number_of_what_stands_under_it(
    mandate: Mandate, make_follow_up: Make, claire: User, sign_in: SignIn, today: date
) -> None:
    five = Target.of(mandate.paragraphs.get(number="5"))
    for number in range(3):
        make_follow_up(f"Done {number}", mandates=[five]).move_to("done", by=claire)
    for number in range(2):
        Activity.log(by=claire, title=f"Held {number}", starts_on=today, ends_on=today, mandates=[five])
    make_follow_up("Active", mandates=[five])
    lines = lines_of(sign_in(claire).get(f"{mandate.get_absolute_url()}report/"))
    assert [line for line in lines if line in ("Done 3", "Activities 2", "Still active 1")] == [
        "Done 3",
        "Activities 2",
        "Still active 1",
    ]


def test_its_document_is_made_so_often_and_no_more(
    mandate: Mandate, noor: User, sign_in: SignIn, settings: Any
) -> None:
    settings.HOW_OFTEN = {"export": "1/h/user"}
    client, place = sign_in(noor), f"{mandate.get_absolute_url()}report/document/"
    answers = [client.get(f"{place}{query}") for query in ("?from=soonish", "", "", "?until=soonish")]
    assert [answer.status_code for answer in answers] == [400, 200, 429, 400]
    assert f'href="{mandate.get_absolute_url()}"' in answers[2].text
