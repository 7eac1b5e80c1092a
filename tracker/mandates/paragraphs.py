"""The paragraphs of a mandate as people type them: one a line, its number first. Pure, no rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_NUMBER = 20
MOST = 500
# "5", "5.", "(a)", "iv", "3.2", "OP 5", "Article 12": what stands before the text of a paragraph.
_LINE = re.compile(
    r"(?P<number>(?:(?:[^\W\d]{1,4}\.?|§|article|section|annex|chapter)\s)?"
    r"\(?(?:[\w.-]*\d[\w.()-]*|[ivxlc]{1,7}|[a-z])\)?)[.:]*"
    r"(?:\s+(?P<text>\S.*))?",
    re.IGNORECASE,
)


class ParagraphRow(NamedTuple):
    number: str
    text: str


class Numbered(Protocol):
    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...


def read_lines(words: str) -> list[ParagraphRow]:
    """The paragraphs in `words`. Raises ValidationError with a sentence for every line that is none."""
    found: dict[str, ParagraphRow] = {}
    wrong: list[str] = []
    for place, typed in enumerate(words.splitlines(), start=1):
        if not typed.strip():
            continue
        try:
            line = _read_line(" ".join(typed.split()), place)
        except ValidationError as problem:
            wrong += problem.messages
            continue
        if line.number in found:
            wrong.append(_("Number %(number)s stands twice. Give each paragraph a number of its own.") % line._asdict())
        found[line.number] = line
    if len(found) > MOST:
        wrong.append(_("These are more than %(most)s paragraphs. Keep those that matter here.") % {"most": MOST})
    if wrong:
        raise ValidationError(wrong[:10])
    return list(found.values())


def write_lines(paragraphs: Sequence[Numbered]) -> str:
    """The lines that `read_lines` reads back."""
    return "\n".join(f"{paragraph.number} {' '.join(paragraph.text.split())}" for paragraph in paragraphs)


def pair_up[Row: Numbered](standing: Sequence[Row], lines: Sequence[ParagraphRow]) -> list[Row | None]:
    """For each line the standing paragraph it goes on with, None for a new one.

    Words weigh more than the number, so that a new paragraph in the middle renumbers the others and takes nothing
    from them.
    """
    left = list(standing)
    pairs: list[Row | None] = [None] * len(lines)
    for is_same in (_is_alike, _has_words, _has_number):
        for place, line in enumerate(lines):
            row = next((row for row in left if is_same(row, line)), None) if pairs[place] is None else None
            if row is not None:
                left.remove(row)
                pairs[place] = row
    return pairs


def _is_alike(row: Numbered, line: ParagraphRow) -> bool:
    return _has_number(row, line) and _has_words(row, line)


def _has_words(row: Numbered, line: ParagraphRow) -> bool:
    return " ".join(row.text.split()) == line.text


def _has_number(row: Numbered, line: ParagraphRow) -> bool:
    return row.number == line.number


def _read_line(typed: str, place: int) -> ParagraphRow:
    match = _LINE.fullmatch(typed)
    if match is None or len(match["number"].rstrip(".")) > LONGEST_NUMBER:
        raise ValidationError(
            _("Line %(place)s does not begin with a number. Type it so: 5 Encourages the members to cooperate.")
            % {"place": place}
        )
    if not match["text"]:
        raise ValidationError(_("Line %(place)s has a number but no text.") % {"place": place})
    return ParagraphRow(match["number"].rstrip("."), match["text"])
