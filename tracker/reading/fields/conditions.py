"""How firm it is and what it waits for."""

from tracker.reading.candidate import Sentence
from tracker.reading.spans import Span


def strength_of(sentence: Sentence) -> str:
    """As the house says: agreed, offered or exploratory."""
    if sentence.has("left_open") and not sentence.cues.keys() & {"will_do", "agree", "commit", "mark"}:
        return "exploratory"
    if sentence.has("offered") and not sentence.cues.keys() & {"agree", "mark", "will_do"}:
        return "offered"
    return "agreed"


def waits_for_resources(sentence: Sentence) -> Span | None:
    """The words that say that money or people must come first."""
    return sentence.cues.get("resources")


def condition_of(sentence: Sentence) -> Span | None:
    return sentence.cues.get("resources") or sentence.cues.get("condition")
