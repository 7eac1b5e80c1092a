"""A post is done as a whole or not at all, and again when somebody else was quicker."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage import default_storage
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation

from tests.house.addresses import PAGES
from tests.house.pages import as_sent
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history.atomic_posts import MOST_TRIES, AtomicPosts
from tracker.history.opening.open_up import WouldOpen
from tracker.history.tracked_model import Stale
from tracker.kit.form_responses import OnceDone
from tracker.mandates.models import Mandate

View = Callable[[HttpRequest], HttpResponse]
Post = Callable[[View], Any]


class DeadlockError(Exception):
    """As PostgreSQL's driver has it."""

    sqlstate = "40P01"


@pytest.fixture
def post(claire: User) -> Post:
    """The answer to a post, which the request goes with."""

    def answer(view: View) -> Any:
        request: Any = RequestFactory().post("/")
        request.user, request.htmx, request.session, request.resolver_match = claire, False, {}, None
        request._messages = default_storage(request)
        response: Any = AtomicPosts(lambda _request: HttpResponse()).process_view(request, view, (), {})
        if response:
            response.told = [str(message) for message in get_messages(request)]
        return response

    return answer


def overtaken(times: int, error: Exception) -> View:
    """Adds an organisation, says so, and is overtaken so many times."""
    tries = iter(range(times + 1))

    def view(request: HttpRequest) -> HttpResponse:
        Organisation.add(by=None, name="Interpol")
        messages.success(request, "Added.")
        if next(tries) < times:
            raise error
        return HttpResponse("Done.")

    return view


def deadlock() -> OperationalError:
    error = OperationalError()
    error.__cause__ = DeadlockError()
    return error


@pytest.mark.parametrize("error", [Stale(), deadlock()], ids=["stale", "deadlock"])
def test_whoever_is_overtaken_is_done_once_and_told_once(post: Post, error: Exception) -> None:
    answer = post(overtaken(MOST_TRIES - 1, error))
    names = list(Organisation.objects.filter(name="Interpol").values_list("name", flat=True))
    assert (answer.content, answer.told, names) == (b"Done.", ["Added."], ["Interpol"])


def test_whoever_is_overtaken_again_and_again_is_told_to_look_at_the_new_state(post: Post) -> None:
    with translation.override("en"):
        answer = post(overtaken(MOST_TRIES, Stale()))
    assert (answer.status_code, str(Stale()) in answer.content.decode()) == (409, True)
    assert (answer.told, Organisation.objects.filter(name="Interpol").exists()) == ([], False)


def test_what_the_database_refuses_again_and_again_is_a_fault(post: Post) -> None:
    with pytest.raises(OperationalError):
        post(overtaken(MOST_TRIES, deadlock()))


def test_what_else_the_database_refuses_is_a_fault(post: Post) -> None:
    with pytest.raises(OperationalError, match="disk full"):
        post(overtaken(1, OperationalError("disk full")))


def test_a_view_that_keeps_what_it_has_done_so_far_is_called_once(post: Post) -> None:
    assert post(transaction.non_atomic_requests(overtaken(0, Stale()))).content == b"Done."
    with pytest.raises(Stale):
        post(transaction.non_atomic_requests(overtaken(1, Stale())))


def test_a_view_that_cannot_be_taken_back_opens_nothing(post: Post) -> None:
    office = Organisation.add(by=None, name="Bureau", classification=RESTRICTED)
    with translation.override("en"):
        answer = post(transaction.non_atomic_requests(lambda _request: HttpResponse(office.open(by=None))))
    office.refresh_from_db()
    assert (answer.status_code, str(WouldOpen()) in answer.content.decode(), office.is_restricted) == (409, True, True)


def test_these_alone_cannot_be_taken_back_and_whoever_adds_one_asks_what_it_opens() -> None:
    ours = [name for name in PAGES if not name.startswith("account_")]
    paths = {name: PAGES[name].path.format_map(defaultdict(lambda: 1, given_up=UUID(int=1))) for name in ours}
    views = {name: resolve(urlsplit(path).path).func for name, path in paths.items()}
    kept = [name for name, view in views.items() if hasattr(view, "_non_atomic_requests")]
    assert kept == [
        "test_mail", "follow_ups:bulk_do", "follow_ups:bulk_column", "follow_ups:bulk_undo", "imports:imports",
        "imports:read", "imports:confirm", "imports:undo", "suggestions:ask_model",
    ]  # fmt: skip


def test_what_is_said_to_others_is_said_once_all_is_committed(post: Post) -> None:
    told: list[bool] = []

    def tell() -> HttpResponse:
        told.append(Organisation.objects.filter(name="Interpol").exists())
        return HttpResponse("Told.")

    done = overtaken(2, Stale())
    assert (post(lambda request: OnceDone(tell) if done(request) else done(request)).content, told) == (
        b"Told.",
        [True],
    )


def test_names_that_only_a_refused_edit_brought_along_are_not_added(
    resolution: Mandate, claire: User, amina: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(claire), f"/mandates/{resolution.pk}/edit/"
    typed = as_sent(client.get(address), title="Mine", body="Interpol")
    resolution.change("edited", by=amina, title="Theirs")
    answer = client.post(address, typed)
    assert (answer.status_code, Organisation.objects.filter(name="Interpol").exists()) == (409, False)
    client.post(address, as_sent(answer))
    assert Organisation.objects.filter(name="Interpol").exists()


@pytest.mark.parametrize(("status", "stays"), [(200, True), (302, True), (400, False), (409, False), (422, False)])
def test_what_is_refused_leaves_nothing_behind(status: int, stays: bool, post: Post) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        Organisation.add(by=None, name="Interpol")
        return HttpResponse(status=status)

    assert (post(view).status_code, Organisation.objects.filter(name="Interpol").exists()) == (status, stays)


def test_a_look_is_left_alone() -> None:
    request = RequestFactory().get("/")
    assert AtomicPosts(lambda _request: HttpResponse()).process_view(request, overtaken(0, Stale()), (), {}) is None
