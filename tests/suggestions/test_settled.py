"""What becomes of each suggestion by whatever somebody decided on its words, for each who may or may not know of it."""

from collections.abc import Callable
from typing import Any

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record
from tracker.suggestions.accept import accept_open
from tracker.suggestions.coverage import coverage_of
from tracker.suggestions.models import Decision
from tracker.suggestions.proposals import Proposals, proposals_of

SENTENCES = {
    "open": "Action: Anna to send the list of ports.",
    "taken": "Action: Anna to book the great hall.",
    "hidden": "Action: Anna to translate the charter.",
    "by hand": "Action: Anna to invite the harbour masters.",
    "done": "Action: Anna to train the customs officers.",
    "dismissed": "Action: Anna to paint the fence.",
    "same": "Action: Anna to draft the annual budget.",
    "same and hidden": "Action: Anna to count the ballots.",
    "information": "Action: Anna to water the plants.",
    "both": "Action: Anna to feed the horses.",
    "near": "Action: Anna to publish the survey of tenants.",
    "again": "Action: Anna to book the great hall.",
    "twice": "Action: Anna to send the list of ports.",
    "perhaps": "The delegations discussed ways of working together on risk analysis once resources are available.",
    "read": "The Chair welcomed the members.",
}
Row = tuple[bool, str, str, str]


def test_what_stands_on_the_words_of_each_suggestion_for_each_reader(
    visit: Meeting, claire: User, omar: User, make_follow_up: Callable[..., FollowUp]
) -> None:
    text = "\n\n".join(SENTENCES.values())
    record = Record.write(by=claire, meeting=visit, text=text, language="en")
    at = {}
    for name, words in SENTENCES.items():
        at[name] = text.index(words, max(at.values(), default=-1) + 1)
    names = {start: name for name, start in at.items()}
    found = {names[each.words.start]: each for each in proposals_of(record.latest, claire).every}

    def passage(name: str) -> Passage:
        return Passage.of(record.latest, at[name], at[name] + 20)

    made = {str(row.passage): row for row in accept_open([found["taken"], found["hidden"]], by=claire)}
    hidden = next(row.follow_up for words, row in made.items() if "charter" in words)
    hidden.edit(by=claire, classification=RESTRICTED, owner=None)
    make_follow_up("By hand", passage=passage("by hand"))
    days = {"starts_on": visit.held_on, "ends_on": visit.held_on}
    Activity.log(by=claire, title="Trained them", **days, passage=passage("done"))
    elsewhere = make_follow_up("Elsewhere")
    secret = make_follow_up("Secret", classification=RESTRICTED)
    make_follow_up("Publish the survey of the tenants")
    for name, follow_up in {"dismissed": None, "same": elsewhere, "same and hidden": secret, "both": None}.items():
        Decision.decide(found[name].words, found[name].read, by=claire, follow_up=follow_up)
    for name in ("information", "both", "read"):
        words = (at[name], at[name] + len(SENTENCES[name]))
        record.refresh_from_db()
        record.mark_information(record.latest, *words, by=claire)

    def told(user: User) -> tuple[Proposals, dict[str, Row]]:
        proposals = proposals_of(record.latest, user)
        rows = {}
        for each in proposals.every:
            settled: Any = each.settled
            of_it = (settled.state, str(settled.row or ""), str(settled.is_dismissed)) if settled else ("", "", "")
            rows[names[each.words.start]] = (each.is_open, *of_it)
        return proposals, rows

    hers, her_rows = told(claire)
    assert her_rows == {
        "open": (True, "", "", ""),
        "taken": (False, "follow_up", "Book the great hall", "False"),
        "hidden": (False, "follow_up", "Translate the charter", "False"),
        "by hand": (False, "follow_up", "By hand", "False"),
        "done": (False, "follow_up", "Trained them", "False"),
        "dismissed": (False, "dismissed", "", "True"),
        "same": (False, "follow_up", "Elsewhere", "False"),
        "same and hidden": (False, "follow_up", "Secret", "False"),
        "information": (False, "information", "", "False"),
        "both": (False, "dismissed", "", "True"),
        "near": (True, "", "", ""),
        "again": (False, "follow_up", "Book the great hall", "False"),
        "twice": (True, "", "", ""),
        "perhaps": (True, "", "", ""),
    }
    his, his_rows = told(omar)
    opened = dict.fromkeys(("hidden", "same and hidden"), (True, "", "", ""))
    assert his_rows == her_rows | opened

    def listed(proposals: Proposals) -> dict[str, list[str]]:
        lists = {
            "sure": proposals.sure(),
            "accept": proposals.to_accept(),
            "open": list(proposals.open()),
            "near": [each for each in proposals.every if each.near],
        }
        return {key: [names[each.words.start] for each in rows] for key, rows in lists.items()}

    first = [name for name in her_rows if name not in ("again", "twice")]
    assert listed(hers) == {
        "sure": [name for name in first if name != "perhaps"],
        "accept": ["open"],
        "open": ["open", "near", "perhaps"],
        "near": ["near"],
    }
    assert listed(his) == {
        "sure": [name for name in first if name != "perhaps"],
        "accept": ["open", "hidden", "same and hidden"],
        "open": ["open", "hidden", "same and hidden", "near", "perhaps"],
        "near": ["near"],
    }
    again = {names[each.words.start]: [names[one.words.start] for one in each.again] for each in hers.every}
    assert {name: rows for name, rows in again.items() if rows} == {"open": ["twice"], "taken": ["again"]}
    states = ("follow_up", "like", "dismissed", "information", "unread")
    for proposals, counts, starts in (
        (hers, (7, 4, 2, 2, 0), ("taken", "open", "dismissed", "information", None)),
        (his, (5, 6, 2, 2, 0), ("taken", "open", "dismissed", "information", None)),
    ):
        coverage = coverage_of(record.latest, proposals)
        firsts = (coverage.first(state) for state in states)
        assert (tuple(coverage.counts.items()), tuple(start and names[start] for start in firsts)) == (
            tuple(zip(states, counts, strict=True)), tuple(at[name] and name if name else None for name in starts),
        )  # fmt: skip
