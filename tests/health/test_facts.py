"""What the page *How Suivi is* says of each state: whole, with what to do, and in the order of the page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Bounce, Work
from tracker.background.periodic_work import forget
from tracker.backups.facts import backups
from tracker.backups.models import Backup, DailyBackups
from tracker.databases.replica import Lag
from tracker.health import facts
from tracker.health.facts import facts_of
from tracker.health.state import State
from tracker.notifications.failures.facts import mails
from tracker.notifications.models import Mail
from tracker.setup.facts import Fact, How
from tracker.setup.version import VERSION

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)
WELL: dict[str, Any] = {"at": NOW, "unmigrated": frozenset(), "workers": 1, "free": 5_000_000_000}
MIGRATE = "The database is of an older version. Run: python3 manage.py migrate"


def said(*found: Fact) -> list[tuple[str, str, str, str]]:
    return [(str(fact.label), fact.words, fact.how.value, fact.advice) for fact in found]


def test_what_is_said_where_all_is_well() -> None:
    version, database, *rest = said(*facts_of(State(**WELL)))
    assert (version, database[0], database[2:]) == (("Version", VERSION, "well", ""), "Database", ("well", ""))
    assert rest == [
        ("Work in the background", "Somebody is at work", "well", ""),
        ("Waiting", "Nothing waits", "well", ""),
        ("Disk", "4.7\xa0GB are free", "well", ""),
    ]


def test_what_is_said_where_nothing_is_well(settings: Any) -> None:
    settings.DISK_WARNING = 6_000
    for _twice in range(2):
        forget.enqueue()
    assert Work.objects.ready().count() == 2
    state = State(**WELL | {"unmigrated": frozenset({"a.b"}), "workers": 0, "waits_since": NOW - timedelta(hours=2)})
    version, _database, *rest = said(*facts_of(state))
    assert version == ("Version", VERSION, "wrong", MIGRATE)
    assert rest == [
        ("Work in the background", "Nobody is at work", "wrong", "Start a worker: python3 manage.py worker"),
        ("Waiting", "2 pieces of work, the oldest for 2\xa0hours", "mind",
         "More workers may run at once, here or on other machines."),
        ("Disk", "4.7\xa0GB are free", "wrong", "Below 6000 MB writing soon fails: make room."),
    ]  # fmt: skip


# In which way it is not well, and whether it is ready, at work, keeps up, has room, and is well.
STATES = [
    ({}, [True, True, True, True, True]),
    ({"unmigrated": None}, [False, True, True, True, False]),
    ({"unmigrated": frozenset({"a.b"})}, [False, True, True, True, False]),
    ({"workers": 0}, [True, False, True, True, False]),
    ({"waits_since": NOW - timedelta(minutes=5)}, [True, True, False, True, False]),
    ({"waits_since": NOW - timedelta(minutes=4, seconds=59)}, [True, True, True, True, True]),
    ({"free": 500_000_000}, [True, True, True, True, True]),
    ({"free": 499_999_999}, [True, True, True, False, False]),
]


def test_when_it_is_well(settings: Any) -> None:
    settings.DISK_WARNING = 500
    states = [State(**WELL | values) for values, _expected in STATES]
    found = [[each.is_ready, each.is_at_work, each.keeps_up, each.has_room, each.is_well] for each in states]
    assert found == [expected for _values, expected in STATES]


@pytest.mark.parametrize(
    ("lag", "words", "how", "advice"),
    [
        (None, "It does not answer, or is no replica any more", How.WRONG, "anyway"),
        (Lag(0, 0.0), "It has all that was done", How.WELL, ""),
        (Lag(2048, 59.0), "2.0\xa0KB behind, its last deed is 0\xa0minutes old", How.WELL, ""),
        (Lag(2048, 60.0), "2.0\xa0KB behind, its last deed is 1\xa0minute old", How.MIND, "anyway"),
    ],
)
def test_how_far_the_replica_is_behind(
    lag: Lag | None, words: str, how: How, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts.replica, "has_all", lambda: False)
    monkeypatch.setattr(facts, "lag", lambda: lag)
    anyway = "Pages are read from the primary meanwhile." if advice else ""
    assert facts._replica() == Fact("Replica", words, how, anyway)


BY_ITSELF = "None is made by itself. Set BACKUP_FOLDER to a folder on another disk."


def test_what_is_said_of_backups(jonas: User) -> None:
    found = [said(backups(jonas, NOW))]
    DailyBackups.begin("/srv/backups", 7)  # type: ignore[arg-type]
    found.append(said(backups(jonas, NOW)))
    good = Backup.objects.create(at=NOW - timedelta(hours=26), verified_at=NOW, folder="/srv", name="a")
    found.append(said(backups(jonas, NOW)))
    found.append(said(backups(jonas, NOW + timedelta(seconds=1))))
    failed = Backup.objects.create(at=NOW, folder="/srv", error="The disk is full.")
    found.append(said(backups(jonas, NOW)))
    failed.delete()
    DailyBackups.stop()
    found.append(said(backups(jonas, NOW)))
    moment = "24 May 2018, 12:00"
    assert good.at < NOW
    assert [line for [line] in found] == [
        ("Last backup", "None was made yet", "mind", BY_ITSELF),
        ("Last backup", "None was made yet", "wrong",
         "Backups are to be made every day, and none has been made yet. See that a worker runs."),
        ("Last backup", moment, "well", ""),
        ("Last backup", moment, "wrong",
         f"The last backup is of {moment}, and one is due every day. See that a worker runs."),
        ("Last backup", moment, "wrong",
         "The backup of 25 May 2018, 14:00 failed. What was said: The disk is full."),
        ("Last backup", moment, "mind", BY_ITSELF),
    ]  # fmt: skip


def test_what_is_said_of_mails(mei: User, jonas: User, settings: Any) -> None:
    found = [said(mails(mei, NOW))]
    settings.MAILERS = {"default": {"BACKEND": "tracker.setup.console_mail.EmailBackend"}}
    found.append(said(mails(mei, NOW)))
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    for number in (1, 2):
        Bounce.mark(f"press{number}@eu.example", "No such mailbox", "<1@localhost>")
        found.append(said(mails(mei, NOW)))
    for days in (1, 7, 8):
        Mail.objects.create(
            user=jonas, kind="digest", day=(NOW - timedelta(days=days)).date(), status=MailStatus.NOT_SENT,
            at=NOW - timedelta(days=days),
        )  # fmt: skip
        found.append(said(mails(mei, NOW)))
    # Of a mail that tells of nothing that he sees he hears nothing.
    found.append(said(mails(jonas, NOW)))
    assert [line for [line] in found] == [
        ("Mails", "Nothing failed in the last week", "well", ""),
        ("Mails", "No mail server is set", "mind", "No mail leaves. Set EMAIL_URL."),
        ("Mails", "1 address takes none", "mind", ""),
        ("Mails", "2 addresses take none", "mind", ""),
        ("Mails", "1 mail failed in the last week", "mind", ""),
        ("Mails", "2 mails failed in the last week", "mind", ""),
        ("Mails", "2 mails failed in the last week", "mind", ""),
        ("Mails", "2 addresses take none", "mind", ""),
    ]
