"""Grows a house in which half of all follow-ups are with one partner, and asks for what stands around its meetings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bench.asking import Ask, at, poster, whole
from bench.grow import Growth, in_haste
from bench.growing.around_a_meeting import Around
from bench.growing.house import BUSY
from bench.measure import measure, peak, sign_in, work_alone
from tracker.accounts.models import User
from tracker.commitments.models import PublicAddress
from tracker.demo.load import load
from tracker.directory.models import Organisation
from tracker.files.attach import attach
from tracker.files.tasks import read_files
from tracker.mandates.models import Mandate
from tracker.setup.database_ready import prepare_database
from tracker.setup.static_files import collect_static_files

FOLLOW_UPS, RUNS = 100_000, 3
# What is changed by asking is there for each time it is asked.
TIMES = 9
BRIEFING = "briefing"
Named = Iterator[tuple[str, Ask]]


@dataclass(frozen=True, slots=True)
class Waited:
    """What an officer waits for: queries, seconds of processor time, by how many megabytes the server grew at most."""

    name: str
    queries: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"| {self.name} | {self.queries} | {self.seconds * 1000:,.0f} | {self.megabytes:,.0f} |"


def run() -> Iterator[Waited]:
    settings.HOW_OFTEN = {}
    # Mails are written as they leave, and stay in memory.
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    work_alone()
    prepare_database()
    collect_static_files()
    load(timezone.localdate())
    with in_haste():
        Growth().to(FOLLOW_UPS)
        there = around()
        there.give_half()
    yield from map(partial(wait, sign_in(BUSY)), asks(there))


def around(**amounts: int) -> Around:
    europol = Organisation.objects.get(short_name="EUROPOL")
    return Around(User.objects.get(email=BUSY), europol, timezone.localdate(), **amounts)


def wait(client: object, named: tuple[str, Ask]) -> Waited:
    name, ask = named
    once: Callable[[], object] = partial(ask, client)  # type: ignore[arg-type]
    megabytes = peak(once)
    figure = measure(once, runs=RUNS)  # type: ignore[arg-type]
    return Waited(name, figure.queries, figure.seconds, megabytes)


def asks(there: Around) -> Named:
    parts = (agendas, series, briefings, commitments, follow_ups, records, rounds, corrections, files)
    return chain.from_iterable(part(there) for part in parts)


def agendas(there: Around) -> Named:
    yield "a meeting to come", at("meetings:meeting", there.meeting().pk)
    keys, meetings = [row.pk for row in there.open_ones()], [there.meeting() for _time in range(2 * TIMES)]
    yield "its agenda, 200 chosen (POST)", poster(addresses("agendas:save", meetings[:TIMES]), on=keys)
    undos = [reverse("agendas:take_back", args=[each.pk, there.carry_over(each).pk]) for each in meetings[TIMES:]]
    yield "the 200 taken back (POST)", poster(undos)
    full = there.with_agenda(0)
    yield "a meeting to come, 200 on its agenda", at("meetings:meeting", full.pk)
    yield "running it", at("agendas:run", full.pk)
    items = full.appearances.order_by("pk").values_list("pk", flat=True)[:TIMES]
    steps = [reverse("agendas:run_say", args=[full.pk, f"follow-up-{item}"]) for item in items]
    yield "running it, a step (POST)", poster(steps, said="They will.", **{"new-title": "Send list {}"})
    held = [there.held() for _time in range(TIMES)]
    yield "its record, of 200 spoken of and 40 made (POST)", poster(addresses("agendas:record", held), kind="minutes")


def series(there: Around) -> Named:
    key = there.series().pk
    yield "a series with 200 occurrences", at("meetings:series", key)
    yield "its commitments", at("commitments:list", query=f"?series={key}")


def briefings(there: Around) -> Named:
    key = there.partner.pk
    yield "the page of the partner", at("directory:organisation", key)
    yield BRIEFING, at("briefings:partner", key)
    yield f"{BRIEFING} for a meeting", at("briefings:partner", key, query=f"?meeting={there.meeting().pk}")
    yield f"{BRIEFING} issued (POST)", poster([reverse("briefings:issue", args=[key])] * TIMES, language="en")
    for form in ("docx", "pdf"):
        yield f"{BRIEFING} as {form}", at("briefings:partner_file", key, form)


def commitments(there: Around) -> Named:
    mandate = Mandate.objects.filter(follow_ups__partner=there.partner).earliest("pk")
    of_partner, of_mandate = f"?partner={there.partner.pk}", f"?mandate={mandate.pk}"
    for name, query in {"the partner": of_partner, "a mandate": of_mandate, "a view": "?late=on"}.items():
        yield f"commitments of {name}", at("commitments:list", query=query)
    for form in ("docx", "pdf"):
        address = reverse("commitments:document", args=[form])
        yield f"commitments of the partner as {form}", whole(address + of_partner)
    yield "commitments of a mandate as xlsx", whole(reverse("commitments:export", args=["xlsx"]) + of_mandate)
    public = PublicAddress.publish(by=there.by, title="All", query=of_partner[1:], language="en", until=there.until)
    yield "commitments at a public address", whole(public.public_path)


def follow_ups(there: Around) -> Named:
    yield "desk, with what has gone quiet", at("desk")
    yield "follow-ups gone quiet", at("follow_ups:list", query="?gone_quiet=on")
    key = there.with_comments().pk
    yield "a follow-up with 200 comments", at("follow_ups:follow_up", key)
    notes = [reverse("notes:new", args=[key])] * TIMES
    yield "one more, with a mention (POST)", poster(notes, note="@amina@suivi.example: see to it, for the {}th time.")
    for typed in ("", "a", "amina"):
        yield f"mentions offered for “@{typed}”", at("notes:names", key, query=f"?note={typed}")


def records(there: Around) -> Named:
    record = there.record()
    yield "a meeting with a record of 100 kB", at("meetings:meeting", record.meeting_id)
    yield "the same as docx", whole(reverse("circulation:meeting_file", args=[record.meeting_id, "docx"]))
    for _other in range(2):
        there.record(meeting=record.meeting)
    yield "three such records side by side", at("records:side_by_side", record.meeting_id)


def rounds(there: Around) -> Named:
    people = {"until": there.until.isoformat(), "people": [each.pk for each in there.readers]}
    for name, letters in {"100 kB": 0, "19 kB, with its pdf": there.letters * 19 // 100}.items():
        sent = [there.record(letters) for _time in range(TIMES)]
        yield f"a record sent round to 50, {name} (POST)", poster(addresses("circulation:circulate", sent), **people)
    yield "the record that went round", at("circulation:round", sent[0].pk)


def corrections(there: Around) -> Named:
    record = there.record()
    proposed = there.corrections(record, 2 * TIMES)
    proposed[0].accept(by=there.by)
    yield "a record of 100 kB with 17 corrections", at("circulation:round", record.pk)
    yield "the same by a link", whole(there.copy(record).path)
    yield "a correction accepted (POST)", poster(addresses("circulation:accept", proposed[1:]))


def files(there: Around) -> Named:
    for follow_up in there.open_ones():
        attach(follow_up, there.file(), by=there.by)
    read_files.call()
    yield "find a word of 200 files", at("find", query="?q=zebra")


def addresses(name: str, rows: Iterable[object]) -> list[str]:
    return [reverse(name, args=[row.pk]) for row in rows]  # type: ignore[attr-defined]
