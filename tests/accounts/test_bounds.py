"""Visits, sessions, links and kept words at their bounds; who counts as whom; and what is told of rights."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from tracker.accounts import resume
from tracker.accounts.adapter import InvitationOnly, account_of, counted_as
from tracker.accounts.calendar_link import COARSE, CalendarLink
from tracker.accounts.context_processors import mail, rights
from tracker.accounts.how_often import is_within, is_within_from, may_search
from tracker.accounts.models import VISIT, User
from tracker.accounts.password_links.house_words import HouseWordsValidator, house_words
from tracker.accounts.resume import (
    KEY,
    LONGEST,
    MOST_BYTES,
    MOST_BYTES_SIGNED_OUT,
    forget_old,
    form_data,
    hand_over,
    keep_form_data,
    page_of_deed,
)
from tracker.accounts.security_event import Kind, SecurityEvent, changes_of_rights, rights_of
from tracker.accounts.sessions import limits
from tracker.accounts.sessions.facts import signed_in
from tracker.accounts.sessions.own_sessions import places

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NOON = datetime(2018, 5, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def visits(user: User) -> tuple[Any, Any]:
    return User.objects.values_list("new_since", "desk_opened_at").get(pk=user.pk)


# When the visit before began, and since when what comes is new and when this one began, at noon.
VISITS = [
    (None, (None, NOON)),
    (NOON - VISIT, (NOON - VISIT, NOON)),
    (NOON - VISIT + SECOND, (NOON - 2 * VISIT, NOON - VISIT + SECOND)),
    (NOON, (NOON - 2 * VISIT, NOON)),
]


def test_a_visit_to_the_desk_begins_anew_after_a_day_of_work(claire: User, omar: User) -> None:
    found = []
    for before, _after in VISITS:
        since = before and NOON - 2 * VISIT
        User.objects.update(new_since=since, desk_opened_at=before)
        claire.new_since, claire.desk_opened_at = since, before
        claire.open_desk(NOON)
        assert (claire.new_since, claire.desk_opened_at) == visits(claire)
        assert visits(omar) == (since, before)
        found.append((before, visits(claire)))
    assert found == VISITS
    # Another tab was quicker.
    User.objects.update(new_since=NOON, desk_opened_at=NOON - SECOND)
    claire.desk_opened_at = None
    claire.open_desk(NOON)
    assert visits(claire) == (NOON, NOON - SECOND)


def test_what_was_seen_is_new_no_more_and_an_older_page_takes_nothing_back(claire: User, omar: User) -> None:
    found = []
    for since in (None, NOON - SECOND, NOON, NOON + SECOND):
        User.objects.update(new_since=since, desk_opened_at=since)
        claire.mark_seen(NOON)
        found.append((visits(claire), visits(omar)))
    assert found == [
        ((NOON, NOON), (None, None)), ((NOON, NOON), (NOON - SECOND,) * 2), ((NOON, NOON), (NOON, NOON)),
        ((NOON + SECOND,) * 2, (NOON + SECOND,) * 2),
    ]  # fmt: skip


def test_the_first_administrator_sees_all_and_whoever_follows_is_told_so() -> None:
    first, second, third = (
        User.objects.create_superuser(f" A{number}@Suivi.Example ", name=f"A {number}", **more)
        for number, more in enumerate([{"sees_restricted": False}, {}, {}])
    )
    assert [(each.email, each.role, each.sees_restricted) for each in (first, second, third)] == [
        ("a0@suivi.example", "administrator", False), ("a1@suivi.example", "administrator", True),
        ("a2@suivi.example", "administrator", False),
    ]  # fmt: skip
    assert [*User.objects.letting_see()] == [second]
    second.is_active = False
    assert [(each.is_administrator, each.is_staff, each.has_perm("x")) for each in (third, second)] == [
        (True, True, True), (False, False, False),
    ]  # fmt: skip
    second.save()
    assert ([*User.objects.letting_see()], str(User(email="a@b.example")), str(User(name="A", email="b"))) == (
        [], "a@b.example", "A",
    )  # fmt: skip
    assert User.objects.get_by_natural_key("A1@suivi.EXAMPLE") == second


def test_when_a_password_was_chosen_is_written_with_it_alone(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    User.objects.update(password_set_at=None)
    claire.refresh_from_db()
    claire.save()
    claire.save(update_fields=["name"])
    assert User.objects.get(pk=claire.pk).password_set_at is None
    claire.set_password("staple battery")
    claire.save(update_fields=["password"])
    assert User.objects.get(pk=claire.pk).password_set_at == NOON


# The age of a session and for how long nobody used it, in seconds; how long one may be idle; and whether it is over.
SESSIONS = [
    (99, 0, 0, False), (100, 0, 0, True), (99, 99, 0, False), (0, 49, 50, False), (0, 50, 50, True),
    (None, None, 50, False),
]  # fmt: skip


def test_a_session_is_over_by_its_age_and_by_its_rest(settings: Any) -> None:
    settings.SESSION_COOKIE_AGE, found = 100, []
    for age, rest, idle, _is_over in SESSIONS:
        settings.SESSION_IDLE_SECONDS = idle
        session = {} if age is None else {limits.BEGAN: 1000 - age, limits.SEEN: 1000 - rest}  # type: ignore[operator]
        request: Any = SimpleNamespace(session=session)
        found.append((age, rest, idle, limits.is_over(request, 1000)))
    assert found == SESSIONS


def test_a_calendar_link_works_until_another_password_and_its_use_is_noted_coarsely(
    claire: User, omar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    User.objects.update(password_set_at=None)
    tokens = [CalendarLink.make(user) for user in (claire, claire, omar)]
    assert [getattr(CalendarLink.of(token), "user", None) for token in tokens] == [None, claire, omar]
    found = []
    for chosen in (None, NOON - SECOND, NOON, NOON + SECOND):
        User.objects.filter(pk=claire.pk).update(password_set_at=chosen)
        found.append(CalendarLink.of(tokens[1]) is not None)
    assert found == [True, True, True, False]
    link, noted = CalendarLink.objects.get(user=omar), []
    for used in (None, NOON - COARSE + SECOND, NOON - COARSE):
        link.last_used_at = used
        CalendarLink.objects.update(last_used_at=NOON - 9 * COARSE)
        link.mark_used()
        noted.append([*CalendarLink.objects.order_by("pk").values_list("last_used_at", flat=True)])
    before = NOON - 9 * COARSE
    assert noted == [[before, NOON], [before, before], [before, NOON]]


def asking(method: str = "get", path: str = "/a/?b=1", data: Any = None, *, user: Any = None) -> Any:
    request: Any = getattr(RequestFactory(), method)(path, data)
    request.session, request._messages, request.user = Kept(), CookieStorage(request), user or AnonymousUser()
    return request


class Kept(dict[str, Any]):
    """A session, and for how long it is kept."""

    expiry: int | None = None

    def set_expiry(self, seconds: int) -> None:
        self.expiry = seconds


def told(request: Any) -> list[tuple[str, str]]:
    return [(each.level_tag, str(each)) for each in get_messages(request)]


LOST = "You had been signed out, and what you typed could not be kept. Your browser may still show it: go back."


def test_what_was_typed_is_kept_for_whom_it_is_and_at_most_so_much(
    claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume.time, "time", lambda: 1000.0)
    monkeypatch.setattr(resume, "last_person", lambda _request: 7)
    word = {"words": "x", "csrfmiddlewaretoken": "t", "next": "/b/"}
    kept = {"path": "/a/?b=1", "page": "/p/", "words": "words=x&next=%2Fb%2F", "at": 1000.0}
    found = []
    for method, data, user, signed_out in [
        ("post", word, claire, False), ("post", word, None, True), ("get", word, claire, True),
        ("post", {"new_password": "x"}, claire, True), ("post", {"w": "x" * (MOST_BYTES - 2)}, claire, True),
        ("post", {"w": "x" * (MOST_BYTES - 1)}, claire, True),
        ("post", {"w": "x" * (MOST_BYTES_SIGNED_OUT - 2)}, None, True),
        ("post", {"w": "x" * (MOST_BYTES_SIGNED_OUT - 1)}, None, True),
    ]:  # fmt: skip
        request = asking(method, data=data, user=user)
        request.META["QUERY_STRING"] = "b=1"
        keep_form_data(request, "/p/", is_signed_out=signed_out)
        found.append((request.session.get(KEY), request.session.expiry, told(request)))
    assert found[:4] == [
        ({**kept, "by": claire.pk, "is_signed_out": False}, None, []),
        ({**kept, "by": 7, "is_signed_out": True}, LONGEST, []), (None, None, []), (None, None, []),
    ]  # fmt: skip
    assert [(bool(session), expiry, words) for session, expiry, words in found[4:]] == [
        (True, None, []), (False, None, [("warning", LOST)]), (True, LONGEST, []), (False, None, [("warning", LOST)]),
    ]  # fmt: skip
    monkeypatch.setattr(resume, "last_person", lambda _request: None)
    stranger = asking("post", data=word)
    keep_form_data(stranger)
    assert (stranger.session, told(stranger)) == ({}, [("warning", LOST)])


def keeping(at: float = 1000.0, **values: Any) -> dict[str, Any]:
    return {
        KEY: {
            "path": "/a/?b=1",
            "page": "/p/",
            "words": "w=x&v=&w=y&next=%2Fb%2F&version=3",
            "at": at,
            "by": 7,
            **values,
        }
    }


def test_kept_words_come_back_at_their_address_within_an_hour_and_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume.time, "time", lambda: 1000.0 + LONGEST)
    info = [("info", "You had been signed out. Here is what you typed: look at it and save it again.")]
    out, words = "You had been signed out, so this was not done. Please do it again.", "You had typed: x, y"
    forms, deeds = [], []
    for session, path in [
        (keeping(), "/a/?b=1"), (keeping(is_signed_out=False), "/a/?b=1"), (keeping(999.9), "/a/?b=1"),
        (keeping(), "/a/"),
        ({}, "/a/?b=1"), (keeping(words="next=%2F&version=3&w="), "/a/?b=1"),
    ]:  # fmt: skip
        one, other = asking(path=path), asking(path=path)
        one.session.update(session)
        other.session.update(session)
        data = form_data(one)
        forms.append((data and data.getlist("w"), told(one), KEY in one.session))
        deeds.append((page_of_deed(other), told(other), KEY in other.session))
    assert forms == [
        (["x", "y"], info, False), (["x", "y"], [], False), (None, [], False), (None, [], True), (None, [], False),
        ([""], info, False),
    ]  # fmt: skip
    assert deeds == [
        ("/p/", [("warning", f"{out} {words}")], False), ("/p/", [("warning", f"This was not done. {words}")], False),
        (None, [], False), (None, [], True), (None, [], False), ("/p/", [("warning", out)], False),
    ]  # fmt: skip
    posted = asking("post", data={"w": "z"})
    posted.session.update(keeping())
    assert (form_data(posted), KEY in posted.session) == (posted.POST, True)
    theirs = []
    for key in (7, 8):
        request = asking(user=SimpleNamespace(pk=key, is_authenticated=True))
        request.session.update(keeping())
        hand_over(request)
        theirs.append(KEY in request.session)
    assert theirs == [True, False]
    forget_old(asking())


def test_who_asks_is_known_by_the_browser_they_were_signed_in_with(claire: User, omar: User) -> None:
    request = asking(user=claire)
    answer = HttpResponse()
    resume.remember_person(request, answer)
    cookie = answer.cookies[resume.COOKIE]
    assert (cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (60 * 24 * 3600, "Lax", True)
    there: Any = asking()
    there.COOKIES[resume.COOKIE] = cookie.value
    adapter = InvitationOnly()
    assert [adapter.get_client_ip(each) for each in (there, asking(), request)] == [
        f"person-{claire.pk}", "127.0.0.1", "127.0.0.1",
    ]  # fmt: skip
    asked = [" Claire@suivi.example ", omar.email, "nobody@x.example"]
    assert [counted_as(there, email) for email in asked] == [
        "claire@suivi.example here", f"{omar.email} elsewhere", "nobody@x.example elsewhere",
    ]  # fmt: skip
    assert counted_as(asking(), claire.email) == "claire@suivi.example elsewhere"
    assert [account_of(email) for email in asked] == [claire, omar, None]
    again = asking(user=claire)
    again.COOKIES[resume.COOKIE] = cookie.value
    unchanged = HttpResponse()
    resume.remember_person(again, unchanged)
    assert not unchanged.cookies


def test_a_password_needs_five_letters_of_its_own_beside_words_of_the_house(settings: Any) -> None:
    settings.SITE_ADDRESS = "https://matters.wco.example"
    found = {}
    for password in (
        "suiviabcd",
        "suiviabcde",
        "abcd1234",
        "Réunion-abcd",
        "matters_abcd",
        "wcoabcd",
        "suivi suivi",
        "1234",
    ):
        try:
            HouseWordsValidator().validate(password)
        except ValidationError as refusal:
            found[password] = refusal.code
    assert found == dict.fromkeys(("suiviabcd", "Réunion-abcd", "matters_abcd", "suivi suivi"), "house_words")
    assert ({"matters", "example"} <= {*house_words()}, "wco" in house_words()) == (True, False)
    lengths = [len(word) for word in house_words()]
    assert lengths == sorted(lengths, reverse=True)


def test_what_is_told_of_rights_and_for_how_long(claire: User, jonas: User, settings: Any) -> None:
    assert rights_of(claire) == "role: officer; sees_restricted: False; is_active: True"
    other = User(role="manager", sees_restricted=True, is_active=True)
    assert (changes_of_rights(claire, other), changes_of_rights(claire, claire)) == (
        "role: officer → manager; sees_restricted: False → True", "",
    )  # fmt: skip
    long = SecurityEvent.record(Kind.REFUSED, None, email="x" * 300)
    event = SecurityEvent.record(Kind.RIGHTS, RequestFactory().get("/"), user=claire, by=jonas, detail="role: a → b")
    assert (long.email, long.address, event.email, event.address) == ("x" * 254, None, claire.email, "127.0.0.1")
    anonymous = SecurityEvent(kind=Kind.LINK, detail="a detail")
    assert [str(each) for each in (event, anonymous)] == [
        "Role or rights changed: Claire Dubois", "Password link shown: a detail",
    ]  # fmt: skip
    kept = []
    for days, age in ((0, 9999), (2, 2), (2, 2.001)):
        settings.KEEP_SIGN_INS_DAYS = days
        SecurityEvent.objects.update(at=NOON - timedelta(days=age))
        SecurityEvent.forget_old(NOON)
        kept.append(SecurityEvent.objects.count())
    assert kept == [2, 2, 0]


def test_where_somebody_is_signed_in_stands_in_the_order_of_use(claire: User, omar: User, jonas: User) -> None:
    for key, user, minutes, days in (
        ("a", claire, 5, 1), ("b", claire, 1, 1), ("here", claire, 9, 1), ("c", claire, 1, 1), ("over", claire, 0, -1),
        ("other", omar, 0, 1), ("gone", jonas, 0, -1),
    ):  # fmt: skip
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(days=days))
        row = UserSession.objects.create(session_key=key, user=user, ip="127.0.0.1")
        UserSession.objects.filter(pk=row.pk).update(last_seen_at=NOON - timedelta(minutes=minutes))
    request: Any = SimpleNamespace(session=SimpleNamespace(session_key="here"))
    found = [(place.session.session_key, place.is_here) for place in places(request, claire)]
    assert found == [("here", True), ("c", False), ("b", False), ("a", False)]
    facts = [signed_in(claire, NOON)]
    Session.objects.filter(session_key="other").delete()
    facts.append(signed_in(claire, NOON))
    assert [(fact.label, fact.words) for fact in facts] == [
        ("People signed in", "2 people"), ("People signed in", "1 person"),
    ]  # fmt: skip


def test_each_page_knows_what_its_reader_may(noor: User, claire: User, amina: User, jonas: User, settings: Any) -> None:
    names = ("may_log", "may_edit_directory", "may_see_reports", "may_invite")
    found = [rights(asking(user=user)) for user in (noor, claire, amina, jonas)]
    assert found == [
        dict(zip(names, may, strict=True))
        for may in ([False] * 4, [True, False, False, False], [True, True, True, False], [True] * 4)
    ]
    assert (rights(asking()), rights(RequestFactory().get("/")), mail(asking())) == ({}, {}, {"sends_mail": True})


def test_each_deed_of_each_person_address_and_link_counts_by_itself(claire: User, omar: User, settings: Any) -> None:
    settings.HOW_OFTEN = {"mail": "1/h/user", "link": "2/m/ip,1/m/key", "search": "2/m/user"}
    assert [is_within(user, "mail") for user in (claire, claire, omar)] == [True, False, True]
    assert [is_within(claire, "unknown")] * 2 == [True, True]
    asked = [is_within_from(asking(), "link", key) for key in ("one", "two", "one", "three")]
    assert asked == [True, True, False, False]
    assert [may_search(user) for user in (claire, claire, claire, omar)] == [True, True, False, True]
