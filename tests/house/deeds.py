"""What somebody tries who looks for something hidden by what is refused, taken, counted or offered for undo.

`{meeting}` and the like lead to the matter; `{general_meeting}` to what all may see.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import CANARY
from tests.house.worlds import Browser, Keys
from tracker.follow_ups.statuses import Status
from tracker.kit.names.find_by_name import add_words

Deed = Callable[[Browser, Keys], Any]
PERSON, OFFICE, UNIT = f"Zebedee {CANARY}", f"{CANARY} Office", f"Unit for {CANARY}"
MEETING = f"More talks on {CANARY}"
E_MAIL = f"zebedee@{CANARY}.example"
NAMES = {"owner": PERSON, "partner": OFFICE, "unit": UNIT, "meeting": MEETING}
# Where to send what: the address, and what is typed into its own form.
TYPED: list[tuple[str, dict[str, Any]]] = [
    *(("/follow-ups/new/", {"title": f"Send {CANARY} now", name: words}) for name, words in NAMES.items()),
    *(("/follow-ups/new/", {"title": "Guess", name: key}) for name, key in (
        ("owner", "{person}"), ("partner", "{organisation}"), ("unit", "{organisation}"), ("meeting", "{meeting}"))),
    ("/follow-ups/new/", {"title": "Guess", "owner": add_words(PERSON), "partner": add_words(OFFICE)}),
    ("/follow-ups/new/", {"title": "Guess", "meeting": f"{MEETING} (2018-06-01)"}),
    ("/follow-ups/new/", {"title": "Guess", "due_on": f"at the next {CANARY}"}),
    ("/follow-ups/new/?record={record}&version=1&start=0&end=10", {"title": "Guess"}),
    ("/follow-ups/{general_follow_up}/edit/", {"partner": OFFICE}),
    ("/follow-ups/{general_follow_up}/edit/", {"partner": add_words(CANARY)}),
    ("/follow-ups/{mine}/owner/", {"owner": PERSON}),
    ("/follow-ups/{mine}/owner/", {"owner": add_words(PERSON)}),
    ("/follow-ups/{mine}/snooze/", {"until": "in 3 days"}),
    ("/follow-ups/{mine}/note/", {"note": f"@{PERSON} and @{E_MAIL}"}),
    ("/follow-ups/{mine}/to/waiting/", {"waiting_on": OFFICE, "review_on": "tomorrow"}),
    *((f"/follow-ups/{{mine}}/to/{status}/", {"reason": "Because", "waiting_on": "EU", "review_on": "tomorrow"})
      for status in Status),
    ("/follow-ups/{general_follow_up}/event/", {"organiser": OFFICE}),
    ("/follow-ups/{general_follow_up}/event/speaker/", {"speaker": PERSON}),
    ("/follow-ups/{general_follow_up}/steps/new/", {"title": "Travel", "owner": PERSON}),
    ("/meetings/log/", {"title": MEETING, "held_on": "1 June 2018"}),
    ("/meetings/log/", {"title": "Talks", "held_on": "1 June 2018", "participants-0-person": PERSON,
                        "participants-0-organisation": OFFICE, "participants-0-title": f"Head of {CANARY}"}),
    ("/meetings/log/", {"title": "Talks", "held_on": "1 June 2018", "classification": "restricted",
                        "participants-0-person": PERSON, "participants-0-organisation": CANARY}),
    ("/meetings/log/proposals/", {"text": f"{PERSON.upper()} came, and Mr. {CANARY.upper()}."}),
    ("/meetings/{general_meeting}/edit/", {"readers": [PERSON]}),
    ("/meetings/{general_meeting}/edit/", {"title": MEETING, "held_on": "1 June 2018"}),
    ("/records/meeting/{general_meeting}/", {"text": f"Among us: {CANARY}."}),
    ("/partners/new/", {"name": OFFICE}),
    ("/partners/new/", {"name": OFFICE, "parent": "EUROPOL"}),
    ("/partners/new/", {"name": UNIT, "parent": "ENF"}),
    ("/partners/new/", {"name": "An office", "short_name": CANARY}),
    ("/partners/new/", {"name": "An office", "parent": OFFICE}),
    ("/partners/people/new/", {"name": PERSON, "email": E_MAIL}),
    ("/partners/people/new/", {"name": "Rosa Conti", "email": E_MAIL}),
    ("/partners/people/new/", {"name": "Rosa Conti", "title": f"Head of {CANARY}", "organisation": OFFICE}),
    ("/mandates/new/", {"title": "Guess", "parties": [OFFICE]}),
    ("/mandates/new/", {"title": "Guess", "body": OFFICE}),
    ("/mandates/activities/new/", {"title": "Guess", "when": "May 2018", "mandates": "S/RES/2347 (2017)",
                                   "meeting": MEETING, "partner": OFFICE, "done_by": PERSON, "unit": UNIT}),
    ("/pledges/new/?kind=staff", {"donor": OFFICE, "people": "2", "months": "12"}),
    ("/pledges/new/?kind=staff", {"donor": "EU", "people": "2", "months": "12", "meeting": MEETING}),
    ("/pledges/new/?kind=staff", {"donor": add_words(CANARY), "people": "2", "months": "12"}),
    ("/pledges/{general_pledge}/edit/", {"meeting": MEETING}),
    ("/pledges/{general_pledge}/edit/", {"amount": "4,999"}),
    ("/pledges/{general_pledge}/edit/", {"amount": "1,999.99"}),
    ("/pledges/{general_pledge}/to/withdrawn/", {"reason": "Because"}),
    ("/follow-ups/{general_needy}/needs/{general_need}/allocate/", {"quantity": "3,000"}),
    ("/follow-ups/{general_needy}/needs/{general_need}/allocate/", {"quantity": "3,000.01"}),
    ("/follow-ups/{general_needy}/needs/{general_need}/allocate/", {"quantity": "1", "pledge": "{pledge}"}),
    ("/follow-ups/{general_needy}/needs/{general_need}/", {"amount": "1,999"}),
    *(("/partners/{partner}/briefing/issue/", {"for": words}) for words in (PERSON, "Amina Rahman")),
    ("/partners/{partner}/briefing/issue/", {"meeting": "{meeting}"}),
    ("/partners/{organisation}/briefing/issue/", {}),
    ("/commitments/public/new/?partner={organisation}", {"title": "Guess"}),
    ("/commitments/public/new/?meeting={meeting}", {"title": "Guess"}),
    ("/follow-ups/views/new/?partner={organisation}", {"name": "By key"}),
    ("/follow-ups/views/new/?meeting={meeting}", {"name": "By key"}),
    (f"/follow-ups/views/new/?owner={PERSON}", {"name": "By name"}),
    (f"/follow-ups/views/new/?q={CANARY}", {"name": "By words"}),
    ("/follow-ups/views/new/?status=active", {"name": "Of a unit", "audience": "unit", "unit": UNIT}),
]  # fmt: skip
# Those that the directory and the reports are closed to do no more than this there.
OF_MANAGERS: list[tuple[str, dict[str, Any]]] = [
    ("/partners/{general_organisation}/edit/", {"name": UNIT}),
    ("/partners/{general_organisation}/edit/", {"short_name": CANARY}),
    ("/partners/{partner}/edit/", {"parent": OFFICE}),
    ("/partners/people/{general_person}/edit/", {"name": PERSON, "email": E_MAIL}),
    ("/partners/people/{general_person}/posts/new/", {"title": f"Envoy of {CANARY}", "organisation": OFFICE}),
    ("/partners/people/{general_person}/posts/new/", {"title": f"Envoy of {CANARY}", "organisation": "ENF"}),
    ("/partners/people/{general_person}/hand-over/", {"taker": "Amina Rahman"}),
    ("/partners/people/{general_person}/hand-over/", {"taker": PERSON}),
    ("/partners/people/{omar}/hand-over/", {"taker": "Amina Rahman"}),
    ("/partners/people/{general_person}/merge/{owner}/", {}),
    ("/partners/people/{general_person}/merge/{person}/", {}),
    ("/partners/people/{general_person}/merge/{person}/apart/", {}),
    ("/partners/{general_organisation}/merge/{partner}/", {}),
    ("/partners/{partner}/merge/{organisation}/", {}),
    ("/reports/mailed/new/?what=report-unit", {"name": "Mail", "people": [PERSON], "addresses": E_MAIL}),
]
OF_ADMINISTRATORS: list[tuple[str, dict[str, Any]]] = [
    ("/invite/", {"name": "Rosa Conti", "email": E_MAIL}),
    ("/invite/", {"name": PERSON, "email": "rosa@suivi.example"}),
    ("/invite/", {"name": PERSON, "email": "rosa@suivi.example", "which": "{person}"}),
    ("/invite/", {"name": "Rosa Conti", "email": "rosa@suivi.example", "person": PERSON, "unit": UNIT}),
    ("/admin/directory/person/add/", {"name": PERSON, "email": E_MAIL}),
    ("/admin/directory/organisation/add/", {"name": OFFICE, "short_name": CANARY, "parent": "{organisation}"}),
    ("/admin/meetings/meeting/add/", {"title": MEETING, "held_on": "2018-06-01", "readers": ["{person}"]}),
    ("/admin/follow_ups/followup/add/", {"title": "Guess", "owner": "{person}", "meeting": "{meeting}"}),
]
ACTIONS = {
    "/admin/directory/person/": "{person}", "/admin/directory/organisation/": "{organisation}",
    "/admin/meetings/meeting/": "{meeting}", "/admin/follow_ups/followup/": "{follow_up}",
    "/admin/records/record/": "{record}", "/admin/pledges/pledge/": "{pledge}",
}  # fmt: skip


def filled(value: Any, keys: Keys) -> Any:
    """What is typed, with the keys in it."""
    if isinstance(value, list):
        return [filled(each, keys) for each in value]
    return str(value).format(**keys)


def typing(path: str, typed: dict[str, Any]) -> Deed:
    return lambda browser, keys: browser.post(
        path.format(**keys), **{name: filled(value, keys) for name, value in typed.items()}
    )


def change_all(query: str) -> Deed:
    """A bulk change of all that match."""

    def deed(browser: Browser, keys: Keys) -> None:
        asked = browser.send("/follow-ups/changes/new/", query=query.format(**keys), whole="on")
        where = asked.request["PATH_INFO"]  # type: ignore[attr-defined]
        browser.get(f"{where}?owner={PERSON}&partner={OFFICE}")
        browser.send(f"{where}do/", due_on="tomorrow", note="Because")
        browser.send(f"{where}undo/")

    return deed


def change_ticked(browser: Browser, keys: Keys) -> None:
    chosen = [str(keys[name]) for name in ("follow_up", "removed_follow_up", "mine")]
    asked = browser.send("/follow-ups/changes/new/", query="", row=chosen)
    browser.send(f"{asked.request['PATH_INFO']}do/", due_on="tomorrow")  # type: ignore[attr-defined]


def take_in(adds_names: bool) -> Deed:
    """Import a table that names what is hidden."""
    heads = [
        "Reference",
        "Number",
        "Title",
        "Owner",
        "Partner",
        "Unit",
        "Meeting",
        "Due",
        "Status",
        "Waiting on",
        "Mark",
    ]
    fields = [
        "reference",
        "key",
        "title",
        "owner",
        "partner",
        "unit",
        "meeting",
        "due_on",
        "status",
        "waiting_on",
        "mark",
    ]

    def deed(browser: Browser, keys: Keys) -> None:
        lines = [
            heads, [keys["reference"], "", "Guess"], ["", "1", f"Send {CANARY} now"],
            ["", "2", "Guess", PERSON, OFFICE], ["", "3", "Guess", "", CANARY, UNIT], ["", "4", "Guess", "", "", UNIT],
            ["", "5", "Guess", "", "", "", MEETING], ["", "6", "Guess", "", "", "", f"{MEETING} (2018-06-01)"],
            ["", "7", "Guess", "", "", "", "", f"at the next {CANARY}"], ["", "8", "Guess", PERSON[:-2], OFFICE[:-2]],
            ["", "9", "Guess", "", "", "", "", "tomorrow", "waiting", OFFICE],
            ["", "", "Guess", *[""] * 7, f"{keys['reference']} 1 title:00000000"], ["", "", f"Send {CANARY} now"],
        ]  # fmt: skip
        table = "\n".join(",".join(line) for line in lines).encode()
        asked = browser.send("/imports/", file=SimpleUploadedFile("guess.csv", table, "text/csv"))
        where = asked.request["PATH_INFO"].removesuffix("columns/")  # type: ignore[attr-defined]
        chosen = {f"column_{place}": field for place, field in enumerate(fields)}
        browser.post(f"{where}columns/", **chosen, **({"adds_names": "on"} if adds_names else {}))
        browser.send(f"{where}names/take/", name=f"partner:{OFFICE[:-2]}", means=OFFICE)
        for answer in ("same", "mine", "theirs"):
            browser.send(f"{where}answer/all/", answer=answer)
        browser.send(f"{where}names/", shown=f"owner:{PERSON[:-2]}", add=f"owner:{PERSON[:-2]}")
        for outcome in ("asked", "new", "changed", "same", "refused"):
            browser.get(f"{where}?show={outcome}")
        browser.send(f"{where}confirm/")
        browser.get("/follow-ups/?q=guess")
        browser.send(f"{where}undo/")

    return deed


def twice(browser: Browser, keys: Keys) -> None:
    """Lower a pledge step by step, and take each back."""
    for amount in ("4,999", "3,000", "2,000", "1,999"):
        browser.post(f"/pledges/{keys['general_pledge']}/edit/", amount=amount)


def log_two(browser: Browser, keys: Keys) -> None:
    """What is logged one after the other has numbers one after the other."""
    for title in ("One letter", "Another letter"):
        browser.post("/follow-ups/new/", title=title)
        browser.get(f"/find/?q={title}")


def act_on(path: str, key: str) -> Deed:
    return lambda browser, keys: browser.send(path, action="delete_selected", _selected_action=key.format(**keys))


STEPS: dict[str, Deed] = {
    "change all": change_all(""),
    "change all that hold it": change_all(f"q={CANARY}"),
    "change all of a hidden organisation": change_all("partner={organisation}"),
    "change all of a known one": change_all("partner={partner}&status=active"),
    "change those ticked": change_ticked,
    "import": take_in(adds_names=False),
    "import with new names": take_in(adds_names=True),
    "lower a pledge": twice,
    "log two": log_two,
}
