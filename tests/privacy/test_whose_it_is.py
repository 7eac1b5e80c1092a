"""Who is meant, how they are written, what is kept until when, and what is said of it: each at its edge."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.models import Role, User
from tracker.accounts.security_event import Kind as Event
from tracker.accounts.security_event import SecurityEvent
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import
from tracker.incoming_mail import sources
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.notifications.models import Mail, Notification
from tracker.privacy import retention
from tracker.privacy.decided import GO, STAY, columns
from tracker.privacy.erase.erase_person import Refused, erase
from tracker.privacy.export.held_of import held_of
from tracker.privacy.export.person_archive import write_archive
from tracker.privacy.forms import HeldForm
from tracker.privacy.retention import forget_old
from tracker.privacy.spellings import Spellings
from tracker.privacy.subject import NotFound, subject_of, subject_of_nobody
from tracker.reports.models import Mailing

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Make = Callable[..., FollowUp]


def test_what_is_decided_of_each_column() -> None:
    """It stands in `drawn/decided.txt`. To draw it anew, delete it and read what the test writes."""
    by_kind: dict[str, list[str]] = {}
    for column in columns():
        by_kind.setdefault(str(column.kind), []).append(str(column))
    pages = {kind: sorted(names) for kind, names in sorted(by_kind.items())}
    assert_drawn("decided", {**pages, "go": sorted(GO), "stay": sorted(STAY)}, Path(__file__).parent / "drawn")


def said(words: str, *, nobody: bool = False) -> Any:
    try:
        found = subject_of_nobody(words) if nobody else subject_of(words)
    except NotFound as refusal:
        return str(refusal)
    return [str(each) for each in (found.person, *found.people, *found.accounts)]


def test_whose_name_address_or_number_it_is(claire: User, omar: User, noor: User) -> None:
    rosa = Person.add(by=None, name="Rosa Conti", email="rosa@eu.example")
    twin = Person.add(by=None, name="R. Conti", email="r@eu.example")
    Person.objects.filter(pk=twin.pk).update(merged_into=rosa)
    others = [Person.add(by=None, name=name, email="") for name in ("Jean Dupont", "JEAN Dupont")]
    Person.objects.filter(pk=omar.person.pk).update(email="omar@home.example")
    both = ["Rosa Conti", "Rosa Conti", "R. Conti"]
    mine = ["Omar Diallo"] * 3
    assert {words: said(words) for words in (
        "rosa conti", " Rosa Conti ", "ROSA@eu.example", f"#{rosa.pk}", "R. Conti", "r@eu.example", f"#{twin.pk}",
        "omar@home.example", "omar@suivi.example", "Omar", "#0", "#x", "", "rosa@",
    )} == {
        "rosa conti": both, " Rosa Conti ": both, "ROSA@eu.example": both, f"#{rosa.pk}": both, "R. Conti": both,
        "r@eu.example": both, f"#{twin.pk}": both, "omar@home.example": mine, "omar@suivi.example": mine,
        "Omar": "Nobody in the directory is “Omar”.", "#0": "Nobody in the directory is “#0”.",
        "#x": "Nobody in the directory is “#x”.", "": "Nobody in the directory is “”.",
        "rosa@": "Nobody in the directory is “rosa@”.",
    }  # fmt: skip
    assert said("jean dupont") == f"Several are meant: #{others[0].pk} Jean Dupont; #{others[1].pk} {others[1].name}"
    before = Person.objects.count()
    assert [said(words, nobody=True) for words in ("Rosa Conti", "Abc", " Abc ", "")] == [
        f"“Rosa Conti” stands in the directory as #{rosa.pk}: erase that person.",
        *[f"“{words}” is too short: it is a word of some language." for words in ("Abc", " Abc ", "")],
    ]
    assert Person.objects.count() == before
    assert said(" Abcd ", nobody=True) == ["Abcd", "Abcd"]


def test_how_somebody_is_written_and_was(claire: User, wco: Organisation) -> None:
    """Each name in other orders; the last one alone where nobody else, and no organisation, has it."""
    person = Person.add(by=claire, name="Ana Maria Ortiz", email="ana@eu.example", telephone="+32 2 209 92 11")
    person.change("edited", by=claire, name="Ana Ruiz", email="ruiz@eu.example", telephone="")
    found = subject_of(f"#{person.pk}", ["Anita"])
    assert (found.names, found.addresses, found.telephones, found.shared) == (
        {"Anita", "Ana Ruiz", "Ruiz Ana", "Ruiz, Ana", "Ruiz", "Ana Maria Ortiz", "Maria Ortiz Ana",
         "Maria Ortiz, Ana", "Ortiz Ana Maria", "Ortiz, Ana Maria", "Maria Ortiz", "Ortiz"},
        {"ana@eu.example", "ruiz@eu.example"}, {"+32 2 209 92 11"}, [],
    )  # fmt: skip
    Person.add(by=claire, name="Jan Ruiz")
    Organisation.add(by=None, name="Ortiz Foundation")
    again = subject_of(f"#{person.pk}")
    assert {*again.names} & {"Ruiz", "Ortiz", "Maria Ortiz", "Ruiz Ana"} == {"Ruiz Ana"}
    assert sorted(again.shared) == ["Maria Ortiz", "Ortiz", "Ruiz"]
    short = Person.add(by=claire, name="Li Wei Bo")
    named = subject_of(f"#{short.pk}")
    assert (named.names & {"Bo", "Wei Bo", "Bo Li Wei"}, named.shared) == ({"Wei Bo", "Bo Li Wei"}, ["Bo"])
    assert (named.label, named.address) == (
        f"erased person {short.pk}", f"erased-{short.pk}@erased.invalid",
    )  # fmt: skip
    Person.objects.filter(pk=short.pk).update(name=named.label, email=named.address)
    Person.objects.get(pk=short.pk).history.update(changes={})
    nobody = subject_of(f"#{short.pk}")
    assert (nobody.names, nobody.addresses, nobody.telephones) == (set(), set(), set())


# How somebody is written, and whether they are found: with one name, one address and one telephone.
WRITTEN = {
    "Ana Ruiz": True, "ANA RUIZ": True, "Ána  Ruíz": True, "ana_ruiz": True, "Ana\nRuiz": True, "(Ana Ruiz)": True,
    "Ana Ruizo": False, "Mariana Ruiz": False, "Ana-Ruiz": False, "Ana de Ruiz": False, "Ruiz Ana": False,
    "ana@eu.example": True, "<ANA@EU.example>": True, "mariana@eu.example": False, "ana@eu.examples": False,
    "x.ana@eu.example": False, "x-ana@eu.example": False, "ana@eu.example.org": True,
    "123456": True, "12 34 56": True, "12-34/56": True, "(12) 34.56": True, "+123456": True, "0123456": False,
    "1234567": False, "12345 6": True, "12 x 3456": False,
}  # fmt: skip


def test_where_somebody_is_written() -> None:
    spellings = Spellings(["Ana Ruiz"], ["ana@eu.example"], ["12 34 56"], label="X", address="x@y")
    assert {text: spellings.is_in(text) for text in WRITTEN} == WRITTEN
    short = Spellings([], [], ["12345"], label="X", address="x@y")
    assert not short.is_in("12345")
    both = Spellings(["Ruiz", "Ana Ruiz"], ["ana@eu.example"], ["123456"], label="X", address="x@y")
    text = "Ana Ruiz, Ruiz: ana@eu.example, 12 34 56."
    assert (both.replaced(text), both.blackened(text)) == (
        "X, X: x@y, X.", f"{'█' * 8}, {'█' * 4}: {'█' * 14}, {'█' * 8}.",
    )  # fmt: skip
    assert both.around(text, 3) == ["Ana Ruiz, R", "z, Ruiz: a", "z: ana@eu.example, 1", "e, 12 34 56."]
    value = {"Ruiz": [1, None, {"a Ruiz": True}], "b": "Ruiz"}
    assert both.anew(value, both.replaced) == {"X": [1, None, {"a X": True}], "b": "X"}


def test_on_which_day_what_is_kept_for_a_while_goes(
    claire: User, omar: User, make_follow_up: Make, settings: Any
) -> None:
    for name in ("MAILS", "NOTIFICATIONS", "IMPORTS", "REMOVED", "SIGN_INS"):
        setattr(settings, f"KEEP_{name}_DAYS", 30)
    edge, old = NOW - 30 * DAY, NOW - 30 * DAY - SECOND
    row, numbers = make_follow_up(), iter(range(1_000))

    def mail(at: datetime, status: str = "sent") -> Mail:
        made: Mail = Mail.objects.create(user=claire, kind="at_once", day=NOW.date(), at=at, status=status)
        return made

    def came(at: datetime, state: str, **draft: Any) -> IncomingMail:
        made: IncomingMail = IncomingMail.objects.create(message_id=f"{next(numbers)}", size=1, state=state, at=at)
        if draft:
            Draft.objects.create(mail=made, user=claire, **draft)
        return made

    def told(closed: datetime | None, seen: datetime | None) -> Notification:
        made: Notification = Notification.objects.create(
            user=claire, reason="new", cause=next(numbers) + 1, follow_up=row, closed_at=closed, seen_at=seen
        )
        return made

    def imported(at: datetime | None) -> Import:
        made: Import = Import.objects.create(by=claire, name=f"{next(numbers)}.csv", confirmed_at=at)
        return made

    def signed_in(at: datetime) -> SecurityEvent:
        event = SecurityEvent.record(Event.SIGNED_IN, None, user=claire)
        SecurityEvent.objects.filter(pk=event.pk).update(at=at)
        return event

    used, unused = {"used_at": NOW}, {"used_at": None}
    rows: dict[str, tuple[Any, bool]] = {
        "mail": (mail(old), False), "mail at the edge": (mail(edge), True),
        "mail unsent": (mail(old, "not_sent"), True),
        "mail waiting": (mail(old, "waiting"), True), "taken": (came(old, "taken"), False),
        "taken at the edge": (came(edge, "taken"), True), "left aside": (came(old, "ignored"), False),
        "quarantined": (came(old, "quarantined"), True), "failed": (came(old, "failed"), True),
        "draft used": (came(old, "taken", **used), False), "draft unused": (came(old, "taken", **unused), True),
        "told": (told(old, old), False), "told at the edge": (told(edge, old), True),
        "read late": (told(old, edge), True),
        "never read": (told(old, None), True), "still so": (told(None, old), True), "import": (imported(old), False),
        "import at the edge": (imported(edge), True), "unconfirmed": (imported(None), True),
        "sign-in": (signed_in(old), False), "sign-in at the edge": (signed_in(edge), True),
    }  # fmt: skip
    for name, at in (("thrown", old), ("thrown at the edge", edge), ("there", None)):
        kept = came(NOW, "quarantined")
        IncomingMail.objects.filter(pk=kept.pk).update(removed_at=at)
        rows[name] = kept, at != old
    # Of two mails that tell, the one of which something is still so stays.
    first, second = mail(old), mail(old)
    Notification.objects.create(user=claire, reason="late", follow_up=row, mail=first)
    Notification.objects.create(user=omar, reason="late", follow_up=row, mail=second, closed_at=NOW)
    rows |= {"tells of what is so": (first, True), "told of what was so": (second, False)}
    forget_old(NOW)
    left = {name: type(each).objects.filter(pk=each.pk).exists() for name, (each, _stays) in rows.items()}
    assert left == {name: stays for name, (_row, stays) in rows.items()}


def test_whose_account_was_closed_long_ago_is_erased_but_for_who_may_not_be(
    claire: User, omar: User, noor: User, amina: User, jonas: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEEP_CLOSED_ACCOUNTS_DAYS = 30
    for name in ("MAILS", "NOTIFICATIONS", "IMPORTS", "REMOVED", "SIGN_INS"):
        setattr(settings, f"KEEP_{name}_DAYS", 0)
    old, edge = NOW - 30 * DAY - SECOND, NOW - 30 * DAY
    for user, is_active, joined, seen in (
        (claire, False, old, None), (omar, False, old, edge), (noor, False, NOW, old), (amina, True, old, old),
        (jonas, False, old, old),
    ):  # fmt: skip
        User.objects.filter(pk=user.pk).update(is_active=is_active, date_joined=joined, last_login=seen)
    written: list[str] = []
    monkeypatch.setattr(retention.database_file, "write_words_anew", lambda: written.append("anew"))
    tried: list[str] = []

    def refusing(subject: Any, **how: Any) -> Any:
        tried.append(subject.person.name)
        if subject.person == noor.person:
            raise Refused
        return erase(subject, **how)

    monkeypatch.setattr(retention, "erase", refusing)
    for _time in range(2):
        forget_old(NOW)
    names = dict(User.objects.values_list("pk", "name"))
    assert {user.pk: names[user.pk].startswith("erased") for user in (claire, omar, noor, amina, jonas)} == {
        claire.pk: True, omar.pk: False, noor.pk: False, amina.pk: False, jonas.pk: True,
    }  # fmt: skip
    assert (sorted(tried), written) == (["Claire Dubois", "Jonas Lind", "Noor Haddad", "Noor Haddad"], ["anew"] * 2)


def test_what_is_left_of_an_account_and_of_a_person(
    claire: User, omar: User, mei: User, jonas: User, settings: Any
) -> None:
    User.objects.filter(pk=omar.pk).update(
        sees_restricted=True, role=Role.MANAGER, last_login=NOW, desk_opened_at=NOW, new_since=NOW
    )
    SecurityEvent.record(Event.SIGNED_IN, None, user=omar)
    SecurityEvent.objects.update(address="10.0.0.4")
    event = SecurityEvent.record(Event.SIGNED_IN, None, user=claire)
    SecurityEvent.objects.filter(pk=event.pk).update(address="10.0.0.5")
    person = omar.person
    person.change("edited", by=claire, telephone="+32 2 209 92 11", about="Tall")
    Person.objects.filter(pk=claire.person.pk).update(email="CLAIRE@home.example")
    version = Person.objects.get(pk=person.pk).version
    for number, (sender, subject) in enumerate((
        ("OMAR@suivi.example", "x"), ("ada@eu.example", "Of Omar Diallo"), ("ada@eu.example", "Of nobody"),
    )):  # fmt: skip
        raw = f"From: {sender}\nSubject: {subject}\n\nText {number}".encode()
        values = {"sender": sender, "size": 1, "state": "quarantined", "digest": sources.keep(raw)}
        IncomingMail.objects.create(message_id=f"<{number}@x>", **values)
    Mailing.objects.create(made_by=jonas, name="All", cut="unit", addresses="omar@suivi.example\nb@x.example", hour=6)
    erasing = erase(subject_of(f"#{person.pk}"), by=jonas)
    label = f"erased person {person.pk}"
    columns = ("name", "email", "role", "is_active", "sees_restricted", "last_login", "desk_opened_at", "new_since")
    assert User.objects.values_list(*columns).get(pk=omar.pk) == (
        label, f"erased-{person.pk}-{omar.pk}@erased.invalid", Role.READER, False, False, None, None, None,
    )  # fmt: skip
    assert Person.objects.values_list("name", "email", "telephone", "about").get(pk=person.pk) == (label, "", "", "")
    assert Person.objects.get(pk=person.pk).version == version + 1
    assert not User.objects.get(pk=omar.pk).has_usable_password()
    addresses = {each.user_id: each.address for each in SecurityEvent.objects.all()}
    assert (addresses[omar.pk], addresses[claire.pk]) == (None, "10.0.0.5")
    assert Mailing.objects.get().addresses == "b@x.example"
    digests = [bool(each) for each in IncomingMail.objects.order_by("pk").values_list("digest", flat=True)]
    assert (digests, erasing.elsewhere["sources of mails"]) == ([False, False, True], 2)


def test_why_somebody_is_not_erased(
    claire: User, omar: User, mei: User, jonas: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(user: User, **how: Any) -> str:
        try:
            erase(subject_of(f"#{user.person.pk}"), is_tried=True, **{"by": None, **how})
        except Refused as refusal:
            return str(refusal)
        return ""

    only = "This is the only administrator: make somebody else one first."
    seeing = "Nobody else could let others see restricted matters: give somebody else that right first."
    assert [refused(jonas), refused(jonas, by=jonas), refused(omar, by=jonas), refused(omar, files=[0, 7])] == [
        only, "Nobody erases themselves: another administrator does.", "", "There is no attached file 0, 7.",
    ]  # fmt: skip
    User.objects.filter(pk=omar.pk).update(role=Role.ADMINISTRATOR, is_active=False)
    assert refused(jonas) == only
    User.objects.filter(pk=omar.pk).update(is_active=True)
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    assert [refused(omar), refused(jonas)] == ["", seeing]
    User.objects.filter(pk=omar.pk).update(sees_restricted=True)
    assert [refused(omar), refused(jonas)] == ["", ""]
    monkeypatch.setattr("tracker.privacy.erase.erase_person.undecided", lambda: ["a.b", "c.d"])
    assert refused(omar).startswith("What these columns hold of a person is not decided: a.b, c.d. Each belongs")


def test_what_the_command_says_it_did(claire: User, jonas: User, make_follow_up: Make) -> None:
    person = Person.add(by=claire, name="Rosa Conti", email="rosa@eu.example")
    Person.add(by=claire, name="Ada Conti")
    make_follow_up("Ask Rosa Conti", detail="Rosa Conti knows").note("Conti, Rosa called", by=claire)
    out = StringIO()
    call_command("erase_person", "Rosa Conti", "--by", "JONAS@suivi.example", "--texts", "details", stdout=out)
    call_command("erase_person", "Rosa Conti", "--by", jonas.email, "--texts", "details", "--yes", stdout=out)
    lines = out.getvalue().splitlines()
    half = len(lines) // 2
    told = [line for line in lines[half + 1 :] if line.strip() and not line.endswith((" search", "words"))]
    assert (lines[0], lines[half]) == ("Would be erased; nothing is done without --yes:", "Erased:")
    assert lines[1 : half - 2] == lines[half + 1 : -2]
    assert lines[half - 2 : half] == [
        "Conti alone is left, as others are called so too: see --also.",
        f"What is kept says “erased person {person.pk}”.",
    ]
    assert told == [
        "  0 rows deleted", "  1 rows rewritten", "    1 follow_ups.FollowUp", "  0 files deleted",
        "  1 rows kept, which name them still", "    1 history_entry.note (notes)",
        "  0 attached files hold their name, see --files",
        "Their last name alone is left, as others are called so too: see --also.",
        f"What is kept says “erased person {person.pk}”.",
    ]  # fmt: skip


def test_all_that_is_held_of_somebody_table_by_table(
    claire: User, omar: User, make_follow_up: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_follow_up("=Ask Omar Diallo", owner=omar.person)
    subject = subject_of(omar.email)
    held = held_of(subject)
    assert [(each.table, each.how, len(each.rows)) for each in held if each.how in ("themselves", "owner")] == [
        ("directory_person", "themselves", 1), ("accounts_user", "themselves", 1), ("follow_ups_followup", "owner", 1),
    ]  # fmt: skip
    named = {each.table: each for each in held if each.how == "named"}
    assert {"accounts_user", "directory_person", "follow_ups_followup"} <= {*named}
    [account] = held[1].rows
    assert ("password" in account, account["role"], account["id"]) == (False, "Officer", omar.pk)
    row = FollowUp.objects.get()
    assert named["follow_ups_followup"].rows == [{"column": "title", "key": row.pk, "words": "=Ask Omar Diallo"}]
    monkeypatch.chdir(tmp_path)
    out = StringIO()
    call_command("export_person", omar.email, stdout=out)
    path = tmp_path / f"person-{omar.person.pk}.zip"
    rows = sum(len(each.rows) for each in held)
    assert out.getvalue() == f"person-{omar.person.pk}.zip: {rows} rows of {len(held)} tables.\n"
    with pytest.raises(CommandError) as refusal:
        call_command("export_person", "Nobody Atall")
    assert str(refusal.value) == "Nobody in the directory is “Nobody Atall”."
    names = ZipFile(path).namelist()
    assert names[:3] == ["person.json", "person.html", "01 directory_person themselves.csv"]
    assert names[-1].startswith(f"{len(held):02} ")
    own = named["follow_ups_followup"]
    write_archive(tmp_path / "b.zip", subject, [own], NOW)
    archive = ZipFile(tmp_path / "b.zip")
    told = json.loads(archive.read("person.json"))
    assert told == {
        "person": "Omar Diallo", "number": omar.person.pk, "at": "2018-09-03T09:00:00Z",
        "held": [{"table": "follow_ups_followup", "why": "named", "rows": [dict(own.rows[0])]}],
    }  # fmt: skip
    assert archive.read("01 follow_ups_followup named.csv").decode("utf-8-sig").splitlines() == [
        "column,key,words", f"title,{row.pk},'=Ask Omar Diallo",
    ]  # fmt: skip
    values = {"a": None, "b": True, "c": 3, "d": NOW, "e": [1, "é"], "f": UUID(int=7), "g": "x"}
    each = type(own)("t", "T", "how", {name: name for name in values}, [values])
    write_archive(tmp_path / "c.zip", subject, [each], NOW)
    assert ZipFile(tmp_path / "c.zip").read("01 t how.csv").decode("utf-8-sig").splitlines()[1] == (
        ',true,3,2018-09-03T09:00:00Z,"[1, ""é""]",00000000-0000-0000-0000-000000000007,x'
    )


def test_other_names_are_set_apart_by_commas() -> None:
    found = {}
    for typed in ("", "Omy", " Omy , ", "A, B,,C", ",", "A B"):
        form = HeldForm({"also": typed})
        assert form.is_valid()
        found[typed] = form.names
    assert found == {
        "": [], "Omy": ["Omy"], " Omy , ": ["Omy"], "A, B,,C": ["A", "B", "C"], ",": [], "A B": ["A B"],
    }  # fmt: skip


def test_whoever_asks_for_many_files_waits(
    omar: User, jonas: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    address = f"/privacy/held/?person={omar.person.pk}"
    with override_settings(HOW_OFTEN={"export": "0/h/user"}):
        assert sign_in(jonas).post(address).status_code == 429
    with monkeypatch.context() as patch:
        patch.setattr("tracker.privacy.export.ask.begin", lambda **_given: None)
        assert sign_in(jonas).post(address).status_code == 429
    assert not SecurityEvent.objects.filter(kind=Event.TOLD_ALL).exists()
    assert timezone.now() > NOW
