"""Whom a note mentions: only who may see what it is about is told of it, by "@" and a name typed or chosen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.notes.admin import WatchInline
from tracker.notes.mentioned import mentioned_in, naming_nobody
from tracker.notes.mentions_of_person import mentions_of
from tracker.notes.models import Mention, Watch
from tracker.notes.who_sees import all_who_see, sees
from tracker.notes.write_note import write_note

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def sent(client: Client, follow_up: FollowUp, note: str, **more: Any) -> Any:
    return client.post(f"/follow-ups/{follow_up.pk}/note/", {"note": note, **more})


def told() -> list[tuple[str, str]]:
    return [(mention.user.name, mention.entry.note) for mention in Mention.objects.order_by("id")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("@Amina Rahman, look", ["Amina Rahman"]),
        ("Ask @amina rahman.", ["Amina Rahman"]),
        ("Ask @Amina and (@Omar)!", ["Amina Rahman", "Omar Diallo"]),
        ("@Diallo: yours. @Omar Diallo", ["Omar Diallo"]),
        ("@amina@suivi.example.", ["Amina Rahman"]),
        ("Ask @Amina@Suivi.Example", ["Amina Rahman"]),
        ("write to amina@suivi.example", []),
        ("@Gilles de Kerchove", []),
        ("@Nobody @ @@Amina", []),
    ],
)
def test_a_name_or_an_e_mail_after_the_sign_mentions_who_can_sign_in(
    words: str, found: list[str], amina: User, omar: User, coordinator: Person
) -> None:
    assert [str(each.person) for each in mentioned_in(words, Person.objects.all())] == found


def test_a_name_that_two_have_mentions_nobody(amina: User, wco: Organisation) -> None:
    twin = account(wco, "Amine Twin", Role.OFFICER)
    Person.objects.filter(account=twin).update(name="Amina Rahman")
    people = Person.objects.all()
    assert mentioned_in("@Amina Rahman", people) == []
    assert [each.user for each in mentioned_in("@amine@suivi.example", people)] == [twin]


def test_who_is_mentioned_finds_it_on_their_desk_and_watches(
    make_follow_up: Make, claire: User, noor: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up("Call")
    sent(sign_in(claire), follow_up, "@Noor Haddad: can you call them? @Claire Dubois")
    assert told() == [("Noor Haddad", "@Noor Haddad: can you call them? @Claire Dubois")]
    assert [watch.user for watch in Watch.objects.all()] == [noor]
    client = sign_in(noor)
    assert [mention.follow_up for mention in client.get("/").context["mentions"].rows] == [follow_up]
    client.get(follow_up.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})
    assert client.get("/").context["mentions"].count.number == 1
    client.get(follow_up.get_absolute_url())
    assert client.get("/").context["mentions"] is None


def test_it_can_be_marked_as_seen_on_the_desk(make_follow_up: Make, claire: User, noor: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up("Call")
    write_note(follow_up, "@Noor", by=claire, mentions=[noor])
    client = sign_in(noor)
    client.post(f"/follow-ups/{follow_up.pk}/seen/")
    assert mentions_of(noor) is None


def test_whoever_does_not_see_it_is_named_only_as_words(
    secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    answer = sent(client, secret, "Ask @Omar Diallo.")
    sentence = "Omar Diallo does not see this restricted follow-up: leave the name out, or tick the box below."
    assert (answer.status_code, answer.context["form"].errors["note"]) == (422, [sentence])
    assert Entry.objects.filter(verb="noted").exists() is False
    sent(client, secret, "Ask @Omar Diallo.", named_only="on")
    assert (secret.history.first().note, Mention.objects.count(), Watch.objects.count()) == ("Ask @Omar Diallo.", 0, 0)
    assert (mentions_of(omar), sign_in(omar).get("/").text.count("quetzalcoatl")) == (None, 0)


def test_a_mention_is_nowhere_for_who_sees_it_no_more(
    make_follow_up: Make, claire: User, omar: User, mei: User
) -> None:
    follow_up = make_follow_up("Call")
    write_note(follow_up, "@Omar @Mei", by=claire, mentions=[omar, mei])
    follow_up.edit(by=claire, classification="restricted")
    assert (mentions_of(omar), mentions_of(mei) is None) == (None, False)


def test_a_mention_in_words_that_were_left_behind_is_nowhere(make_follow_up: Make, claire: User, omar: User) -> None:
    entry = write_note(make_follow_up("Call"), "@Omar", by=claire, mentions=[omar])
    Entry.objects.filter(pk=entry.pk if entry else 0).update(written=Written.WITHHELD)
    assert mentions_of(omar) is None


def test_offered_is_who_sees_it_and_nobody_else(
    secret: FollowUp, make_follow_up: Make, claire: User, omar: User, mei: User, amina: User, sign_in: SignIn
) -> None:
    client, general = sign_in(claire), make_follow_up("Call", owner=omar.person)

    def offered(follow_up: FollowUp, words: str) -> list[str]:
        answer = client.get(f"/follow-ups/{follow_up.pk}/note/names/", {"words": words})
        return [name for name in ("Amina Rahman", "Claire Dubois", "Mei Tanaka", "Omar Diallo") if name in answer.text]

    assert (offered(general, "a"), offered(general, "")) == (["Amina Rahman"], ["Omar Diallo"])
    assert (offered(secret, "om"), offered(secret, "mei"), offered(secret, "")) == ([], ["Mei Tanaka"], [])


def test_names_are_offered_only_to_who_sees_it(secret: FollowUp, omar: User, sign_in: SignIn) -> None:
    assert sign_in(omar).get(f"/follow-ups/{secret.pk}/note/names/?words=mei").status_code == 404


def test_all_who_see_a_restricted_one_are_just_those_who_find_it(
    secret: FollowUp, communique: Any, make_follow_up: Make, claire: User, omar: User, mei: User, amina: User,
    noor: User, jonas: User,
) -> None:  # fmt: skip
    """The two say the same, however it is restricted and whoever has it."""
    own = make_follow_up("Own", owner=omar.person, classification="restricted", by=amina)
    secret.meeting.readers.add(noor.person)
    gone = make_follow_up("Gone", classification="restricted", by=jonas, owner=amina.person)
    User.objects.filter(pk=jonas.pk).update(is_active=False)
    for follow_up in (secret, own, gone):
        everybody = [user for user in User.objects.order_by("name", "pk") if sees(user, follow_up)]
        assert all_who_see(follow_up) == everybody
    assert all_who_see(make_follow_up("General")) is None


# Watching


def test_watching_is_one_press_and_undone_by_another(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn
) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(noor)
    make_follow_up("Other")
    client.post(f"/follow-ups/{follow_up.pk}/watch/")
    client.post(f"/follow-ups/{follow_up.pk}/watch/")
    assert [row.pk for row in client.get("/follow-ups/?watched=on").context["page"].rows] == [follow_up.pk]
    assert "Noor Haddad" in sign_in(claire).get(follow_up.get_absolute_url()).text
    client.post(f"/follow-ups/{follow_up.pk}/unwatch/")
    assert Watch.objects.count() == 0


def test_watching_shows_nothing_that_was_hidden(
    make_follow_up: Make, omar: User, claire: User, mei: User, sign_in: SignIn, secret: FollowUp
) -> None:
    follow_up = make_follow_up("Call", by=mei)
    for user in (omar, mei):
        Watch.begin(follow_up, user)
    follow_up.edit(by=mei, classification="restricted")
    assert sign_in(omar).get("/follow-ups/?watched=on").context["page"].rows == []
    page = sign_in(mei).get(follow_up.get_absolute_url())
    assert (page.context["watchers"].people, page.context["watchers"].is_mine) == ([], True)
    assert sign_in(omar).post(f"/follow-ups/{secret.pk}/watch/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_asks_so_often_for_mentions(
    number: int, make_follow_up: Make, claire: User, noor: User, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        write_note(make_follow_up(f"Call {each}"), "@Noor", by=claire, mentions=[noor])
    with django_assert_num_queries(3):
        found = mentions_of(noor)
        assert found
        assert [(row.entry.by, row.follow_up.is_restricted) for row in found.rows] == [(claire, False)] * number
    Mention.objects.mark_seen(noor, found.rows[0].follow_up, timezone.now())
    with django_assert_num_queries(1 if number == 1 else 3):
        mentions_of(noor)


def test_the_admin_site_shows_who_watches_and_who_is_mentioned_with_the_follow_up(
    make_follow_up: Make, claire: User, amina: User, jonas: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up()
    sent(sign_in(claire), follow_up, "Ask @Amina Rahman.")
    page = sign_in(jonas).get(f"/admin/follow_ups/followup/{follow_up.pk}/change/")
    shown = {each.opts.model: list(each.formset.queryset) for each in page.context["inline_admin_formsets"]}
    assert [[row.user for row in shown[model]] for model in (Watch, Mention)] == [[amina], [amina]]
    assert "Ask @Amina Rahman." in page.text


def test_the_admin_site_names_nobody_as_watching_whose_account_was_closed(
    make_follow_up: Make, claire: User, amina: User, jonas: User, rf: Any
) -> None:
    follow_up, request = make_follow_up(), rf.get("/")
    request.user = jonas
    for user in (claire, amina):
        Watch.objects.create(user=user, follow_up=follow_up)
    User.objects.filter(pk=amina.pk).update(is_active=False)
    shown = WatchInline(FollowUp, admin.site).get_queryset(request).filter(follow_up=follow_up)
    assert [row.user for row in shown] == [claire]


def test_a_name_that_tells_nobody_is_said(
    invitation: FollowUp, amina: User, omar: User, claire: User, sign_in: SignIn
) -> None:
    words = "@Zorro and @Amina Rahman, and @Zorro again: write to amina@suivi.example"
    assert naming_nobody(words, Person.objects.all()) == ["Zorro"]
    client = sign_in(claire)
    sent(client, invitation, words)
    assert "Nobody is told by @Zorro: no one is called so here, or several are." in client.get("/").text
    sent(client, invitation, "@Zorro, @Batman, @Robin: who of you comes?")
    assert "Nobody is told by @Zorro, @Batman, @Robin: " in client.get("/").text
