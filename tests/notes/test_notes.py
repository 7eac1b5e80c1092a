"""Notes on a follow-up: their author mends their words for 15 minutes, and others answer them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written
from tracker.history.write_entry import TooLate, reword
from tracker.notes.models import Mention
from tracker.notes.thread import Told, threads
from tracker.notes.write_note import mend_note, moment_of, write_note

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def noted(follow_up: FollowUp, words: str, by: User, **how: Any) -> Entry:
    entry = write_note(follow_up, words, by=by, **how)
    assert entry
    return entry


def ago(entry: Entry, minutes: int, **more: Any) -> None:
    Entry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(minutes=minutes), **more)


@pytest.mark.parametrize(("minutes", "is_open"), [(0, True), (14, True), (15, False)])
def test_its_author_edits_it_for_15_minutes_and_the_older_words_stay(
    minutes: int, is_open: bool, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(claire)
    entry = noted(follow_up, "They cal.", claire)
    ago(entry, minutes)
    address = f"/follow-ups/{follow_up.pk}/note/{entry.pk}/"
    assert (f'href="{address}"' in client.get(follow_up.get_absolute_url()).text) is is_open
    answer = client.post(address, {"note": "They call."})
    entry.refresh_from_db()
    assert (answer.status_code, entry.note, entry.former) == (
        (302, "They call.", ["They cal."]) if is_open else (422, "They cal.", None)
    )


def test_the_older_words_are_read_by_who_reads_the_entry(
    make_follow_up: Make, claire: User, noor: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up("Call")
    reword(noted(follow_up, "They cal.", claire), "They call.", by=claire)
    page = sign_in(noor).get(follow_up.get_absolute_url()).text
    assert (page.count("They call."), page.count("They cal."), page.count("edited at")) == (1, 1, 1)
    follow_up.history.update(written=Written.WITHHELD)
    assert "They cal" not in sign_in(noor).get(follow_up.get_absolute_url()).text


def test_a_note_on_what_happened_earlier_is_open_from_when_it_was_typed(make_follow_up: Make, claire: User) -> None:
    entry = noted(make_follow_up("Call"), "They cal.", claire, on=timezone.localdate() - timedelta(days=9))
    assert reword(entry, "They call.", by=claire) is True


@pytest.mark.parametrize("who", ["omar", "amina", "noor"])
def test_nobody_else_edits_it(
    who: str, make_follow_up: Make, claire: User, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    follow_up = make_follow_up("Call")
    entry = noted(follow_up, "They cal.", claire)
    client = sign_in(request.getfixturevalue(who))
    assert client.post(f"/follow-ups/{follow_up.pk}/note/{entry.pk}/", {"note": "No."}).status_code == 403
    with pytest.raises(TooLate):
        reword(entry, "No.", by=request.getfixturevalue(who))


def test_only_notes_are_edited_and_only_under_their_follow_up(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    follow_up, other, client = make_follow_up("Call"), make_follow_up("Other"), sign_in(claire)
    entry, moved = noted(follow_up, "They cal.", claire), follow_up.move_to("dropped", by=claire, reason="No use.")
    assert client.get(f"/follow-ups/{follow_up.pk}/note/{moved.pk if moved else 0}/").status_code == 403
    assert client.get(f"/follow-ups/{other.pk}/note/{entry.pk}/").status_code == 404


def test_a_mended_note_mentions_whom_it_names_now(make_follow_up: Make, claire: User, omar: User, noor: User) -> None:
    follow_up = make_follow_up("Call")
    entry = noted(follow_up, "@Omar", claire, mentions=[omar])
    mend_note(entry, follow_up, "@Noor", by=claire, mentions=[noor])
    assert [mention.user for mention in Mention.objects.all()] == [noor]


def test_what_somebody_was_shown_before_an_opening_is_out_of_date_once_it_is_reworded(
    make_follow_up: Make, claire: User
) -> None:
    follow_up = make_follow_up("Call")
    entry = noted(follow_up, "They cal.", claire)
    before = FollowUp.objects.get(pk=follow_up.pk).version
    reword(entry, "They call.", by=claire)
    assert FollowUp.objects.get(pk=follow_up.pk).version == before + 1


# Replies


def test_a_reply_stands_under_what_it_answers_the_oldest_first(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up("Call")
    entry = noted(follow_up, "Shall we call?", claire)
    noted(follow_up, "By the way.", claire)
    client = sign_in(omar)
    for words in ("Yes.", "Tomorrow."):
        client.post(f"/follow-ups/{follow_up.pk}/note/{entry.pk}/reply/", {"note": words})
    threads = client.get(follow_up.get_absolute_url()).context["threads"]
    shown = [(told.entry.note, [reply.entry.note for reply in told.replies]) for told in threads]
    assert shown == [("By the way.", []), ("Shall we call?", ["Yes.", "Tomorrow."]), ("", [])]


def test_a_reply_is_not_answered_itself_nor_is_what_says_nothing(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(claire)
    entry = noted(follow_up, "Shall we call?", claire)
    reply, added = noted(follow_up, "Yes.", claire, answers=entry), follow_up.history.last()
    codes = [client.get(f"/follow-ups/{follow_up.pk}/note/{each.pk}/reply/").status_code for each in (reply, added)]
    assert codes == [403, 403]


def test_a_reply_to_words_that_are_withheld_stands_by_itself(
    make_follow_up: Make, claire: User, omar: User, noor: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up("Call")
    entry = noted(follow_up, "Shall we call?", claire)
    noted(follow_up, "Yes.", omar, answers=entry)
    Entry.objects.filter(pk=entry.pk).update(written=Written.WITHHELD)
    client = sign_in(noor)
    assert [told.entry.note for told in client.get(follow_up.get_absolute_url()).context["threads"]] == ["Yes.", ""]
    assert sign_in(omar).get(f"/follow-ups/{follow_up.pk}/note/{entry.pk}/reply/").status_code == 404


# Days and states


def test_a_note_has_the_day_of_what_it_tells(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(claire)
    client.post(f"/follow-ups/{follow_up.pk}/note/", {"note": "They called.", "on": "25 May 2018"})
    assert timezone.localdate(follow_up.history.get(verb="noted").at) == date(2018, 5, 25)
    answer = client.post(f"/follow-ups/{follow_up.pk}/note/", {"note": "They will.", "on": "tomorrow"})
    assert answer.context["form"].errors == {"on": ["This day is still to come. A note tells what was."]}


def test_a_note_says_how_it_goes(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(claire)
    address = f"/follow-ups/{follow_up.pk}/note/"
    client.post(address, {"note": "They wait.", "progress": "2"})
    client.post(address, {"note": "They still wait.", "progress": "2"})
    follow_up.refresh_from_db()
    assert follow_up.get_progress_display() == "At risk"
    page = client.get(follow_up.get_absolute_url()).text
    assert page.count("<b>At risk</b>") == 2
    answer = client.post(address, {"note": "All was well.", "on": "25 May 2018", "progress": "1"})
    [sentence] = answer.context["form"].errors["progress"]
    assert sentence.endswith("says already how it goes: At risk. Leave the state out of an earlier one.")


def test_a_state_is_undone_as_every_change(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up, client = make_follow_up("Call"), sign_in(claire)
    entry = noted(follow_up, "They wait.", claire, progress=2)
    noted(follow_up, "They still wait.", claire, progress=2)
    client.post(f"/follow-ups/{follow_up.pk}/undo/{entry.pk}/")
    follow_up.refresh_from_db()
    assert follow_up.progress is None


def test_pressed_once_it_is_still_on(make_follow_up: Make, claire: User, noor: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up("Call")
    sign_in(claire).post(f"/follow-ups/{follow_up.pk}/still-on/")
    assert (follow_up.history.first().verb, follow_up.history.first().note) == ("noted", "Still on.")
    assert sign_in(noor).post(f"/follow-ups/{follow_up.pk}/still-on/").status_code == 403


def test_each_words_in_the_history_are_mended_and_answered_by_whom_they_may_be(
    make_follow_up: Make, claire: User, omar: User, noor: User
) -> None:
    """Oneself mends, whoever may update answers; no reply is answered, nor what says nothing."""
    follow_up = make_follow_up("Call")
    asked = noted(follow_up, "Shall we call?", claire)
    noted(follow_up, "Yes.", omar, answers=asked)
    noted(follow_up, "Tomorrow.", claire, answers=asked)
    follow_up.move_to("dropped", by=claire, reason="No use.")
    told = [(entry, entry.verb, []) for entry in follow_up.history.select_related("by", "content_type")]

    def shown(each: Told) -> tuple[Any, ...]:
        return (each.entry.note or each.deed, each.may_edit, each.may_answer, [shown(reply) for reply in each.replies])

    found = {user: [shown(each) for each in threads(told, follow_up, user)] for user in (claire, omar, noor)}

    def of(claires: bool, omars: bool, answers: bool) -> list[tuple[Any, ...]]:
        replies = [("Yes.", omars, False, []), ("Tomorrow.", claires, False, [])]
        return [
            ("No use.", False, answers, []),
            ("Shall we call?", claires, answers, replies),
            ("added", False, False, []),
        ]

    assert found == {claire: of(True, False, True), omar: of(False, True, True), noor: of(False, False, False)}


def test_an_older_note_stands_where_its_day_is_and_counts_no_update_of_today(
    make_follow_up: Make, claire: User
) -> None:
    today = timezone.localdate()
    days = [moment_of(day) for day in (None, today, today + timedelta(days=1))]
    earlier = moment_of(today - timedelta(days=1))
    assert (days, earlier and timezone.localtime(earlier).isoformat()[:16]) == (
        [None] * 3, f"{today - timedelta(days=1)}T00:00",
    )  # fmt: skip
