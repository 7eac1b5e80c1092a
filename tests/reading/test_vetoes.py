"""What is never suggested, and what always is."""

import pytest

from tracker.reading.grammar import NoGrammarError
from tracker.reading.read import read


def suggested(text: str, language: str = "en") -> list[str]:
    return [one.span.of(text) for one in read(text, language).suggestions]


@pytest.mark.parametrize(
    "text",
    [
        "## Action items\n\n- [x] Anna to send the list",
        "## Action items\n\n- Anna to send the list ✅",
        "## Action items\n\n- Anna to send the list (done)",
        "> Action: Anna to send the list",
        "**Action:** Approved the minutes",
        "Action: None",
        "## Attendance\n\n* [ ] Gordon Bradley, Autodesk\n* [ ] Mark Dolby, Animal Logic",
        "* [ ] Gordon Bradley, Autodesk",
        "# Agenda\n\n- Discuss the budget\n- Approve the minutes",
        "Discussion and action items\n\n1. Approve the minutes\n2. Adopt the budget",
        "Ayes: Tan, Chen. Noes: none",
        "## Action items\n\nThe list was short this time. Nobody had much to add to it.",
        "## Report\n\n- The team will be larger next year\n- Prices should fall",
        "From: Anna Bo\nTo: The members\nSubject: To send the list by Friday\nDate: 3 March 2022",
        "Thank you all. Present: Anna Bo (who will send the list by Friday), Cy Do.",
        "No | Action | Who | Status\n1 | Send the list | Anna | done",
        "Action\tOwner\tDue\n\tAnna\t5 May 2022",
        "Action\tOwner\tDue\nSend the list\tAnna\tdone",
        "The meeting has not requested the Secretariat to send the list.",
        "The members do not agree to send the list.",
        f"{'The list was long and ' * 80}Anna will send it by Friday.",
    ],
)
def test_what_is_done_quoted_voted_on_or_only_listed(text: str) -> None:
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("## Action items\n\n- [ ] Anna to send the list", "en", ["Anna to send the list"]),
        ("Action: Anna to send the list.", "en", ["Action: Anna to send the list."]),
        # A heading that says nothing stands between: what is set down under it need not be done.
        ("# Done\n\n## Training\n\n- Anna to send the list", "en", ["Anna to send the list"]),
        ("Action : Anne enverra la liste.", "fr", ["Action : Anne enverra la liste."]),
        (
            "Le Comité demande au directeur d’envoyer le rapport.",
            "fr",
            ["Le Comité demande au directeur d’envoyer le rapport."],
        ),
    ],
)
def test_what_is_set_down_as_a_task(text: str, language: str, wanted: list[str]) -> None:
    assert suggested(text, language) == wanted


def test_a_language_without_a_grammar_says_so() -> None:
    with pytest.raises(NoGrammarError):
        read("Nada.", "xx")


@pytest.mark.parametrize(
    "text",
    [
        "- [The minutes of May](https://example.org/minutes-and-actions-to-send)",
        "Chair Anna Bo called the meeting to order.",
        "**Action:** Presentation received.",
        "1. WELCOME:\nThe chair welcomed everybody.",
    ],
)
def test_what_only_opens_a_meeting_or_leads_elsewhere(text: str) -> None:
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("# Agenda\n\n- The new paste - Anna to comment", "en", ["The new paste - Anna to comment"]),
        ("Staff would report back to the Board by May.", "en", ["Staff would report back to the Board by May."]),
        ("## Décisions\n\n- Communication : Anne rédige le projet de lettre", "fr",
         ["Communication : Anne rédige le projet de lettre"]),
        ("La commission Climat poursuivra les travaux en mai.", "fr",
         ["La commission Climat poursuivra les travaux en mai."]),
    ],
)  # fmt: skip
def test_what_is_told_as_a_task(text: str, language: str, wanted: list[str]) -> None:
    assert suggested(text, language) == wanted
