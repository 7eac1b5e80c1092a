"""Every page that is measured answers, to everybody who is said to ask for it."""

import pytest
from django.test import override_settings

from bench import next_meeting_run
from bench.asking import far_page
from bench.growing.house import BUSY, TRUSTED
from bench.growing.words import RARE
from bench.measure import sign_in
from bench.pages import Chosen, pages
from tracker.follow_ups.models import FollowUp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before")]


@pytest.mark.parametrize("email", [BUSY, TRUSTED])
def test_every_page_answers(email: str) -> None:
    client, asked = sign_in(email), [page for page in pages(Chosen.from_database()) if email in page.people]
    assert {page.name: page.ask(client).status_code for page in asked if "POST" not in page.name} == {
        page.name: 200 for page in asked if "POST" not in page.name
    }


def test_the_pages_that_change_something_lead_on() -> None:
    client, asked = sign_in(BUSY), [page for page in pages(Chosen.from_database()) if "POST" in page.name]
    number = FollowUp.objects.count()
    assert [page.ask(client).status_code for page in asked for _turn in range(2)] == [302] * 4
    assert FollowUp.objects.count() == number + 2


def test_a_far_page_shows_the_rows_that_stand_there() -> None:
    client = sign_in(TRUSTED)
    shown = far_page(3, status="")(client).context["page"].rows
    assert shown == list(FollowUp.objects.present().by_due()[100:150])


def test_a_page_further_than_the_list_is_its_last_full_one() -> None:
    page = far_page(1_000, status="")(sign_in(TRUSTED)).context["page"]
    assert (len(page.rows), page.previous is None) == (50, False)


def test_one_holds_the_rare_word() -> None:
    assert FollowUp.objects.search(RARE).count() == 1


@override_settings(HOW_OFTEN={}, MAILERS={"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}})
def test_all_that_stands_around_a_meeting_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(next_meeting_run, "TIMES", 1)
    there, client = next_meeting_run.around(many=10, letters=1_000), sign_in(BUSY)
    there.give_half()
    answers = {name: ask(client).status_code for name, ask in next_meeting_run.asks(there)}
    assert answers == {name: 302 if "POST" in name else 200 for name in answers}
