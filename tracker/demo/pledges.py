"""What follow-ups of the demo need, who pledged what towards it, and what became of that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.demo.story import Day


@dataclass(frozen=True)
class NeedStory:
    """What the follow-up of that title needs, as its unit estimated it."""

    follow_up: str
    on: Day
    by: str
    measure: dict[str, Any]


@dataclass(frozen=True)
class StageStory:
    on: Day
    by: str
    stage: str
    reason: str = ""


@dataclass(frozen=True)
class ShareStory:
    """So much of the pledge is meant for the need of that kind of that follow-up."""

    on: Day
    by: str
    follow_up: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class PledgeStory:
    """`meeting` is the title of the meeting of that day where it was made, if it was at one."""

    donor: str
    on: Day
    by: str
    measure: dict[str, Any]
    stage: str = "indicated"
    meeting: str = ""
    detail: str = ""
    then: Sequence[StageStory | ShareStory] = ()


def money(amount: int, currency: str = "EUR", what: str = "", **more: Any) -> dict[str, Any]:
    return {"kind": "money", "quantity": amount, "currency": currency, "what": what, **more}


def staff(people: int, months: int, what: str, **more: Any) -> dict[str, Any]:
    return {"kind": "staff", "quantity": people * months, "people": people, "what": what, **more}


def things(number: int, what: str, **more: Any) -> dict[str, Any]:
    return {"kind": "in_kind", "quantity": number, "what": what, **more}


EXCHANGE = "Information exchange with EU institutions"
STUDY = "Study of passenger traffic at one land border"
ANALYST = "Second analyst for the cultural objects desk"
PORTUGUESE = "Portuguese edition of the training material"
TAXUD = "Annual meeting with DG TAXUD"

# Units of each currency for one euro.
RATES = (("USD", -320, "1.0790"), ("USD", -62, "1.0835"), ("CHF", -62, "0.9580"), ("JPY", -62, "161.40"))
RATES_FROM = "Demo rates"

# fmt: off
NEEDS = (
    NeedStory(EXCHANGE, date(2018, 6, 18), "claire", money(200_000, what="A secure link, joint analyses", priority=1)),
    NeedStory(EXCHANGE, date(2018, 6, 18), "claire", staff(2, 12, "secondees", priority=1)),
    NeedStory(ANALYST, -440, "claire", staff(1, 12, "analyst", priority=1)),
    NeedStory("Try an exchange of strategic analyses on one subject", -300, "claire", money(30_000, priority=2)),
    NeedStory("Visite d’étude à Dakar pour six agents", -178, "jean", money(18_000, what="Travel for six", priority=3)),
    NeedStory(STUDY, -52, "jean", money(60_000, "USD", "Survey and report", priority=2)),
    NeedStory(STUDY, -52, "jean", things(2, "passenger counters", priority=2)),
    NeedStory(PORTUGUESE, -34, "amina", money(14_000, what="Translation and layout", priority=2)),
    NeedStory("Second an analyst to EUROPOL for three months", -26, "amina", staff(1, 3, "replacement", priority=2)),
)

PLEDGES = (
    PledgeStory(
        donor="eu", on=date(2018, 5, 25), by="claire", meeting="Visit of the EU Counter-Terrorism Coordinator",
        measure=money(90_000, what="Information exchange"),
        then=[
            ShareStory(date(2018, 6, 20), "claire", EXCHANGE, 90_000),
            StageStory(date(2018, 11, 12), "claire", "pledged"), StageStory(date(2019, 3, 4), "claire", "committed"),
        ],
    ),
    PledgeStory(
        donor="taxud", on=-318, by="claire", meeting=TAXUD, measure=money(50_000, what="Joint analyses"),
        detail="Said in the corridor after the meeting; no letter has come.",
        then=[ShareStory(-310, "claire", EXCHANGE, 50_000)],
    ),
    PledgeStory(
        donor="japan", on=-238, by="jean", meeting="Visit of Japan Customs", measure=staff(1, 12, "analyst"),
        then=[
            ShareStory(-230, "claire", ANALYST, 12),
            StageStory(-206, "claire", "withdrawn", "No analyst can be spared before the next staff rotation."),
        ],
    ),
    PledgeStory(
        donor="japan", on=-238, by="jean", meeting="Visit of Japan Customs", stage="pledged",
        measure=money(40_000, "USD", "Border security"),
        then=[
            StageStory(-180, "jean", "committed"), ShareStory(-50, "jean", STUDY, 25_000),
            StageStory(-24, "jean", "received"),
        ],
    ),
    PledgeStory(
        donor="korea", on=-49, by="jean", stage="pledged", measure=things(2, "passenger counters"),
        then=[ShareStory(-40, "jean", STUDY, 2)],
    ),
    PledgeStory(
        donor="italy", on=-40, by="amina", stage="pledged", measure=money(14_000, what="Training material"),
        then=[
            ShareStory(-32, "amina", PORTUGUESE, 14_000), StageStory(-18, "amina", "committed"),
            StageStory(-4, "amina", "received"),
        ],
    ),
    PledgeStory(
        donor="netherlands", on=-140, by="amina", measure=money(35_000, what="Enforcement training"),
        detail="For the year after next, if the budget passes.",
    ),
    PledgeStory(
        donor="belgium", on=-20, by="claire", stage="pledged", measure=staff(1, 6, "secondee"),
    ),
)
