"""What the table of weights knows of a sentence: its cues, some of them together, and what stands around it."""

from tracker.reading.candidate import Sentence

# What is asked of somebody or promised by somebody, in families.
PROMISES = (
    "will_do",
    "will_be_done",
    "agree",
    "commit",
    "promise",
    "task_to",
    "request",
    "please",
    "subject_to",
    "to_first",
    "verb_first",
    "left_open",
    "planned_event",
    "said_will",
    "name_to",
    "name_now",
    "would_do",
    "should_do",
    "must_do",
    "infinitive_first",
    "to_be_done",
)
PLACES = (
    "in_talk",
    "is_item",
    "is_turn",
    "in_actions",
    "in_decisions",
    "listed_in_actions",
    "name_colon",
    "goes_on",
    "handle",
    "owner_at_end",
)
AGAINST = (
    "past",
    "effect",
    "condition",
    "relative",
    "negation",
    "asks",
    "praise",
    "reporting",
    "might",
    "background",
    "motion",
    "agenda_item",
    "ongoing",
    "for_information",
)
WITH = (
    "deadline", "dated", "short", "brief", "we", "staff", "send", "write", "moved_to", "next_meeting", "cooperation",
)  # fmt: skip
PLANS = ("next_meeting", "next_dated", "ongoing", "hope", "is_to")
LEADING = {*PROMISES, "mark", "past", "will", "cooperation", "reporting", "need", "should"}
# From so many turns on a text is a talk that somebody wrote down.
_TALK = 6
MARKS = ("mark", "box_open")


def features(sentences: list[Sentence]) -> list[set[str]]:
    """One set for each sentence, from it and those before it: what comes later changes nothing."""
    found: list[set[str]] = []
    marks = turns = 0
    last_of: dict[int, Sentence] = {}  # by where its block begins
    for n, sentence in enumerate(sentences):
        names = set(sentence.cues)
        lead_in = sentence.block.lead_in
        lead = last_of.get(lead_in.start) if lead_in else None
        last_of[sentence.block.start] = sentence
        names |= _together(names) | _led(lead)
        if _is_assigned(names):
            names.add("assigned")
        if any(_is_early(sentence, name) for name in PROMISES if name in names):
            names.add("promised_early")
        turns += sentence.block.kind == "turn" and not sentence.nth
        if turns > _TALK and sentence.block.kind == "turn":
            names.add("in_talk")
        if marks and not names & set(MARKS):
            names.add("after_marks")
        if n and found[n - 1] & names >= {"verb_first", "is_item"}:
            names.add("row_of_verbs")
        if n and found[n - 1] & set(PROMISES):
            names.add("after_promise")
        if n and found[n - 1] & set(MARKS):
            names.add("after_mark")
        marks += bool(names & set(MARKS))
        found.append(names)
    return found


def _is_assigned(names: set[str]) -> bool:
    """Whether the sentence is set down as somebody's task, by its form."""
    does = names & {"verb_first", "to_first", "subject_to", "name_to"}
    return bool(
        names & {"mark", "box_open", "there_to"}
        or names >= {"listed_in_actions", "is_item"}
        or (does and names >= {"in_actions", "is_item"})
        or (does and names & {"name_colon", "owner_at_end"})
        or names >= {"name_to", "is_item"}
    )


def _is_early(sentence: Sentence, name: str) -> bool:
    start = sentence.cues[name].start - sentence.span.start
    return sum(token.start() < start for token in sentence.tokens[sentence.core : sentence.core + 14]) < 12


def _together(names: set[str]) -> set[str]:
    promised = [name for name in (*PROMISES, *PLANS) if name in names]
    others = [name for name in (*PLACES, *AGAINST, *WITH) if name in names]
    pairs = {f"{one}+{other}" for one in promised for other in others}
    if promises := [name for name in promised if name not in PLANS]:
        pairs.add("promised" if len(promises) == 1 else "promised_twice")
    return pairs


def _led(lead: Sentence | None) -> set[str]:
    """What the lead-in of a list says of its items."""
    return {f"led_{name}" for name in lead.cues if name in LEADING} | {"led"} if lead else set()
