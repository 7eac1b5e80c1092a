"""Names that nobody has are marked before anything is written, with what is near; nothing enters without a tick."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from tests.conftest import CANARY
from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports import write_rows
from tracker.imports.models import Import
from tracker.imports.questions.names import MOST_COMPARED, taken_names, unknown_names

SignIn = Callable[[User], Client]
Named = list[tuple[str, int, bool | None, list[str]]]
HEADS = ["Title", "Owner", "Partner", "Unit"]


def named(source: Import) -> Named:
    source = Import.objects.get(pk=source.pk)
    return [
        (each.key, each.rows, each.is_ticked, [said for _label, said in each.near]) for each in unknown_names(source)
    ]


def test_each_unknown_name_is_counted_with_what_is_near_those_first(
    brought: Brought, europol: Organisation, claire: User
) -> None:
    Person.add(by=claire, name="Aoife Brennan")
    rows = [
        ["One", "Brennan, Aoife", "EUROPOLE", "ENFF"], ["Two", "BRENNAN Aoife", "EUROPOLE", ""],
        ["Three", "Aoife Brenan", "Gnus", ""], ["Four", "42", "EUROPOL", ""],
    ]  # fmt: skip
    source = brought(HEADS, *rows)
    assert named(source) == [
        ("owner:Aoife Brenan", 1, False, ["Aoife Brennan"]), ("partner:EUROPOLE", 2, False, ["EUROPOL"]),
        ("unit:ENFF", 1, None, []), ("partner:Gnus", 1, False, []),
    ]  # fmt: skip
    assert [outcome for _number, outcome in outcomes(source)] == ["refused"] * 4


def test_letters_that_change_places_in_a_short_name_are_near(brought: Brought, claire: User) -> None:
    Organisation.add(by=claire, name="Office on Drugs and Crime", short_name="UNODC")
    assert named(brought(HEADS, ["One", "", "UNDOC", ""])) == [("partner:UNDOC", 1, False, ["UNODC"])]


def test_one_press_takes_the_near_name_in_every_row(
    brought: Brought, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    source = brought(HEADS, ["One", "", "EUROPOLE", ""], ["Two", "", "europole", ""], ["Three", "", "Gnus", ""])
    said = {"name": "partner:EUROPOLE", "means": europol.label}
    page = sign_in(claire).post(f"/imports/{source.pk}/names/take/", said, follow=True).content.decode()
    assert (outcomes(source), "EUROPOLE" in page) == ([(2, "new"), (3, "new"), (4, "refused")], False)
    assert source.lines.get(number=2).changes["partner"]["to"] == europol.pk
    assert named(source) == [("partner:Gnus", 1, False, [])]


def test_what_is_taken_for_another_is_known_next_week_and_can_be_taken_as_it_is(
    brought: Brought, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    client, rows = sign_in(claire), [["No", "Title", "Partner"], ["1", "One", "EUROPOLE"]]
    first = brought(*rows)
    client.post(f"/imports/{first.pk}/names/take/", {"name": "partner:EUROPOLE", "means": europol.label})
    client.post(f"/imports/{first.pk}/confirm/")
    source = brought(*rows, ["2", "Two", "Europole"])
    assert outcomes(source) == [(2, "same"), (3, "new")]
    assert taken_names(source) == [("partner:europole", "europole", europol.label)]
    client.post(f"/imports/{source.pk}/names/itself/", {"name": "partner:europole"})
    source = Import.objects.get(pk=source.pk)
    assert (outcomes(source), taken_names(source)) == ([(2, "refused"), (3, "refused")], [])


def test_a_name_of_the_file_is_near_to_one_that_more_rows_have(brought: Brought, claire: User, sign_in: SignIn) -> None:
    names = ["Keller, Jonas", "Jonas Keller", "Keler, Jonas"]
    source = brought(HEADS, *[[name, name, "", ""] for name in names])
    assert named(source) == [
        ("owner:Jonas Keler", 1, False, ["Jonas Keller"]), ("owner:Jonas Keller", 2, False, [])
    ]  # fmt: skip
    client = sign_in(claire)
    client.post(f"/imports/{source.pk}/names/take/", {"name": "owner:Jonas Keler", "means": "Jonas Keller"})
    assert named(source) == [("owner:Jonas Keller", 3, False, [])]


def test_who_is_written_last_name_first_enters_the_directory_as_they_are_called(
    brought: Brought, claire: User, sign_in: SignIn
) -> None:
    source = brought(HEADS, ["One", "Keller, Jonas", "", ""], ["Two", "Jonas  Keller", "", ""])
    client = sign_in(claire)
    client.post(f"/imports/{source.pk}/names/", {"shown": "owner:Jonas Keller", "add": "owner:Jonas Keller"})
    assert named(source) == [("owner:Jonas Keller", 2, True, [])]
    client.post(f"/imports/{source.pk}/confirm/")
    assert [str(row.owner) for row in FollowUp.objects.all()] == ["Jonas Keller"] * 2
    assert Person.objects.filter(name__contains="Keller").count() == 1


def test_what_is_ticked_and_nothing_else_goes_into_the_directory(
    brought: Brought, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    source = brought(HEADS, ["One", "Ada Berg", "EUROPOLE", ""], ["Two", "Rosa Conti", "", ""], adds_names=True)
    assert [each[:3] for each in named(source)] == [
        ("partner:EUROPOLE", 1, True), ("owner:Ada Berg", 1, True), ("owner:Rosa Conti", 1, True)
    ]  # fmt: skip
    client = sign_in(claire)
    shown = ["partner:EUROPOLE", "owner:Ada Berg"]
    client.post(f"/imports/{source.pk}/names/", {"shown": shown, "add": ["owner:Ada Berg", "unit:Gnus", "x"]})
    assert [each[:3] for each in named(source)] == [
        ("partner:EUROPOLE", 1, False), ("owner:Ada Berg", 1, True), ("owner:Rosa Conti", 1, True)
    ]  # fmt: skip
    client.post(f"/imports/{source.pk}/confirm/")
    assert [row.title for row in FollowUp.objects.all()] == ["Two"]
    assert (Person.objects.filter(name="Ada Berg").exists(), Organisation.objects.filter(name="EUROPOLE").exists()) == (
        False, False,
    )  # fmt: skip
    assert (str(FollowUp.objects.get().owner), unknown_names(Import.objects.get())) == ("Rosa Conti", [])


def test_each_row_says_the_same_things_in_the_same_order(
    brought: Brought, europol: Organisation, claire: User, sign_in: SignIn
) -> None:
    source = brought(HEADS, ["One", "Ada Berg", "EUROPOL", ""], ["Two", "", "Gnus", ""], adds_names=True)
    rows = sign_in(claire).get(f"{source.get_absolute_url()}?show=new").context["lines"]
    assert [[change.label for change in row.changes] for row in rows] == [["Partner", "Owner"], ["Partner"]]


def test_a_row_says_which_of_its_names_is_new_and_which_has_left(
    brought: Brought, wco: Organisation, claire: User, sign_in: SignIn
) -> None:
    gone = Person.add(by=claire, name="Rosa Conti")
    Appointment.objects.create(person=gone, organisation=wco, title="Analyst", until=date(2018, 5, 24))
    source = brought(HEADS, ["One", "Rosa Conti", "Gnus", ""], adds_names=True)
    row = sign_in(claire).get(f"{source.get_absolute_url()}?show=new").context["lines"][0]
    assert (row.leaver, row.named_anew) == ("Rosa Conti", {"Partner"})


def test_what_was_not_offered_is_no_answer(brought: Brought, claire: User, sign_in: SignIn) -> None:
    source, client, answered = brought(HEADS, ["One", "", "EUROPOLE", ""]), sign_in(claire), {}
    for name in ("partner:EUROPOLE", "title:One", "nothing", "owner:" + "x" * 9999, ":"):
        for means in ("", "Nobody at all", "x" * 9999, "12"):
            answer = client.post(f"/imports/{source.pk}/names/take/", {"name": name, "means": means})
            answered[name, means] = (answer.status_code, outcomes(source))
    assert answered == dict.fromkeys(answered, (302, [(2, "refused")]))


def test_a_key_of_no_field_with_names_changes_nothing(brought: Brought, claire: User, sign_in: SignIn) -> None:
    """A word for a status is answered on the page of the columns, and of what is no field nothing is kept."""
    source = brought(["Title", "Partner", "Status"], ["One", "EUROPOLE", "half"])
    before = Import.objects.values("reading").get()
    client, answered = sign_in(claire), {}
    for name in ("status:half", "title:One", "nothing:half", "half", ":half", ""):
        for deed in ("take", "itself"):
            answer = client.post(f"/imports/{source.pk}/names/{deed}/", {"name": name, "means": "Done"})
            answered[name, deed] = (answer.status_code, answer["Location"], Import.objects.values("reading").get())
    assert answered == dict.fromkeys(answered, (302, source.get_absolute_url(), before))
    assert (problems(source)[0][0], taken_names(Import.objects.get())) == ("B2", [])


def test_what_is_restricted_is_never_near_nor_meant(
    brought: Brought, claire: User, omar: User, sign_in: SignIn
) -> None:
    Organisation.add(by=claire, name=f"{CANARY} office", classification=RESTRICTED)
    source = brought(HEADS, ["One", "", f"{CANARY} ofice", ""], by=omar)
    key = f"partner:{CANARY} ofice"
    assert named(source) == [(key, 1, False, [])]
    sign_in(omar).post(f"/imports/{source.pk}/names/take/", {"name": key, "means": f"{CANARY} office"})
    assert outcomes(source) == [(2, "refused")]


def test_once_it_is_confirmed_nothing_is_said_of_names_any_more(
    brought: Brought, claire: User, sign_in: SignIn
) -> None:
    source = brought(HEADS, ["One", "", "Gnus", ""], ["Two", "", "", ""])
    write_rows.confirm(source)
    client = sign_in(claire)
    client.post(f"/imports/{source.pk}/names/", {"shown": "partner:Gnus", "add": "partner:Gnus"})
    client.post(f"/imports/{source.pk}/names/take/", {"name": "partner:Gnus", "means": "EU"})
    assert (outcomes(source), named(source)) == ([(2, "refused"), (3, "new")], [])


def test_only_for_so_many_is_looked_what_is_near(
    brought: Brought, django_assert_max_num_queries: Callable[..., object]
) -> None:
    source = brought(HEADS, *[[f"Row {number}", f"Unheard Of{number}", "", ""] for number in range(MOST_COMPARED + 9)])
    with django_assert_max_num_queries(1 + 4 * MOST_COMPARED):
        assert len(unknown_names(source)) == MOST_COMPARED + 9
