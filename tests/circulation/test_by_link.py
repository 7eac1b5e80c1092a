"""A personal link: read without signing in, and only as long, and only what its reader may see."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tests.circulation.conftest import Propose
from tests.conftest import CANARY, COMMUNIQUE
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.circulation.forms import PLACE_GONE
from tracker.circulation.models import Copy, Correction
from tracker.circulation.models.copy import MARGIN
from tracker.records.models import Record
from tracker.records.stages import Stage


def place(words: str, number: int = 1) -> dict[str, str]:
    start = COMMUNIQUE.index(words)
    return {"number": str(number), "start": str(start), "end": str(start + len(words))}


def test_opening_it_shows_the_text_and_changes_nothing(client: Client, copy: Copy) -> None:
    answer = client.get(copy.path)
    assert (answer.status_code, "The EU Coordinator invited the WCO" in answer.text) == (200, True)
    names = ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")
    assert [answer.headers[name] for name in names] == ["no-referrer", "noindex, nofollow", "private, no-store"]
    again = Copy.objects.get(pk=copy.pk)
    assert (again.agreed_at, again.at, settings.SESSION_COOKIE_NAME in client.cookies) == (None, copy.at, False)


def test_a_paragraph_is_corrected_without_a_session(copy: Copy) -> None:
    client, last = Client(enforce_csrf_checks=True), "Several areas for further cooperation were identified."
    page = client.get(copy.path, {"part": "1"})
    assert 'name="words"' in page.text
    typed = place(last) | {"words": "Some areas were identified.", "remark": "They were three."}
    client.post(f"{copy.path}propose/", typed)
    correction = Correction.objects.get()
    assert (correction.copy, correction.proposed_by, correction.against.number) == (copy, None, 1)
    assert (correction.old, correction.new, correction.remark) == (
        last, "Some areas were identified.", "They were three.",
    )  # fmt: skip
    assert correction.author == "Gilles de Kerchove"


@pytest.mark.parametrize("words", ["The Secretary", "25 May", "Several areas for further cooperation were identified."])
def test_what_changes_nothing_is_asked_about_and_stays(words: str, client: Client, copy: Copy) -> None:
    answer = client.post(f"{copy.path}propose/", place(words) | {"words": words, "remark": "Were there?"})
    assert (answer.status_code, "Nothing is changed yet" in answer.text, "Were there?" in answer.text) == (
        422, True, True,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "most"), [("words", 500_000), ("remark", 2_000)])
def test_more_words_than_are_taken_are_refused_with_a_sentence(
    name: str, most: int, client: Client, copy: Copy, claire: User
) -> None:
    typed = place("25 May") | {"words": "28 May", "remark": "", name: "x" * (most + 1)}
    by_link = client.post(f"{copy.path}propose/", typed)
    client.force_login(claire)
    answers = [by_link, client.post(f"/records/{copy.record_id}/corrections/", typed)]
    assert [(each.status_code, 'id="summary"' in each.text) for each in answers] == [(422, True)] * 2
    assert not Correction.objects.exists()


def test_whoever_agrees_says_so_by_a_button_and_takes_it_back(client: Client, copy: Copy) -> None:
    client.post(f"{copy.path}agree/")
    assert Copy.objects.get(pk=copy.pk).agreed_to == copy.record.latest
    client.post(f"{copy.path}disagree/")
    assert Copy.objects.get(pk=copy.pk).agreed_at is None


def test_after_the_day_corrections_are_closed_with_a_kind_sentence_and_what_was_typed_stays(
    client: Client, copy: Copy, today: date
) -> None:
    Record.objects.update(corrections_until=today - timedelta(days=1))
    typed = place("25 May") | {"words": "28 May 2018", "remark": "Was it Monday?"}
    answer = client.post(f"{copy.path}propose/", typed)
    stands = [words in answer.text for words in ("thank you for reading the text", "28 May 2018", "Was it Monday?")]
    assert (answer.status_code, stands) == (409, [True, True, True])
    client.post(f"{copy.path}agree/")
    assert (Correction.objects.exists(), Copy.objects.get(pk=copy.pk).agreed_at) == (False, None)


@pytest.mark.parametrize("how", ["revoked", "draft", "expired", "restricted", "removed", "another round", "not signed"])
def test_a_link_that_does_not_work_says_nothing_of_why(
    client: Client, copy: Copy, claire: User, today: date, how: str
) -> None:
    record, path = copy.record, copy.path
    match how:
        case "revoked":
            copy.remove(by=claire)
        case "draft":
            record.go_to(Stage.DRAFT, by=claire)
        case "expired":
            Record.objects.update(corrections_until=today - MARGIN - timedelta(days=1))
        case "restricted":
            record.change("edited", by=claire, classification=RESTRICTED)
        case "removed":
            record.meeting.remove(by=claire)
        case "another round":
            Record.objects.update(round=2)
        case "not signed":
            path = reverse("circulation:by_link", args=[copy.code])
    answer = client.get(path)
    unknown = client.get(reverse("circulation:by_link", args=["nobody:knows"]))
    assert (answer.status_code, answer.text.replace(path, "")) == (
        404,
        unknown.text.replace("/round/nobody:knows/", ""),
    )
    assert client.post(f"{path}propose/", place("25 May") | {"words": "Never"}).status_code == 404
    assert Correction.objects.count() == 0


def test_it_is_read_until_the_margin_is_over(client: Client, copy: Copy, today: date) -> None:
    Record.objects.update(corrections_until=today - MARGIN)
    assert client.get(copy.path).status_code == 200


def test_no_older_version_is_read_by_it(client: Client, going_round: Record, claire: User, until: date) -> None:
    going_round.go_to(Stage.DRAFT, by=claire)
    going_round.rewrite("The visit took place.", by=claire)
    going_round.circulate(until, by=claire)
    copy = Copy.objects.create(
        record=going_round, round=2, number=2, person=Copy.objects.earliest("id").person, address="a@eu.example",
        by=claire,
    )  # fmt: skip
    typed = place("25 May", number=1) | {"words": "25 June"}
    answer = client.post(f"{copy.path}propose/", typed)
    assert (answer.status_code, "not in the text any more" in answer.text) == (422, True)


def test_of_others_a_reader_sees_nothing_and_takes_back_only_their_own(
    client: Client, copy: Copy, propose: Propose, noor: User
) -> None:
    own, other = propose("25 May", f"25 May {CANARY}"), propose("Several", "Some", by=noor)
    page = client.get(copy.path)
    assert (CANARY in page.text, "Noor" in page.text) == (True, False)
    answers = [client.post(f"{copy.path}back/{each.pk}/").status_code for each in (own, other)]
    assert (answers, [*Correction.objects.present()]) == ([302, 404], [other])


def test_it_is_in_the_language_of_the_record_for_whoever_has_no_account(client: Client, copy: Copy) -> None:
    Record.objects.update(language="fr")
    assert 'lang="fr"' in client.get(copy.path).text


def test_whoever_signed_in_reads_it_in_their_own_language(
    sign_in: Callable[[User], Client], copy: Copy, claire: User
) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    assert '<html lang="fr"' in sign_in(claire).get(copy.path).text


def test_a_place_that_is_missing_is_told_of_in_one_sentence(client: Client, copy: Copy) -> None:
    """Nobody sees the fields that hold it, nor could mend them."""
    answer = client.post(f"{copy.path}propose/", {"words": "25 May 2018"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"__all__": [PLACE_GONE]}


@override_settings(HOW_OFTEN={"link": "2/m/key"})
def test_it_is_not_asked_too_often(client: Client, copy: Copy) -> None:
    assert [client.get(copy.path).status_code for _time in range(3)] == [200, 200, 429]


def test_pressed_twice_a_correction_is_proposed_once(client: Client, copy: Copy) -> None:
    typed = place("25 May") | {"words": "25 May 2018", "key": "6f2c1a64-3a0e-4c51-9a39-1c58a3b3a111"}
    for _time in range(2):
        client.post(f"{copy.path}propose/", typed)
    assert Correction.objects.count() == 1


def test_signed_in_readers_do_the_same_on_its_page(
    going_round: Record, noor: User, sign_in: Callable[[User], Client]
) -> None:
    client, page = sign_in(noor), reverse("circulation:round", args=[going_round.pk])
    assert 'name="words"' in client.get(page, {"part": "1"}).text
    client.post(f"/records/{going_round.pk}/corrections/", place("25 May") | {"words": "25 May 2018"})
    client.post(f"/records/{going_round.pk}/round/agree/")
    assert Correction.objects.get().proposed_by == noor
    assert Copy.objects.get(person=noor.person).agreed_to == going_round.latest
