"""What is shown of a record that goes round: its text in parts that may be corrected, and what was proposed."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tracker.circulation.forms import CorrectionForm
from tracker.circulation.models.correction import may_correct
from tracker.reading.layout.blocks import Block
from tracker.records.layout.passage_layout import marker_of
from tracker.records.layout.record_blocks import blocks_in
from tracker.records.layout.stretches import stretches_of
from tracker.records.models import Record, Version, VersionQuerySet

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, an item, a heading or a row of the text, from its first word to its last."""

    number: int
    kind: str
    start: int
    end: int
    words: str
    marker: str  # of an item: "3.", "(a)", a dot
    said: str  # the words as they are read, with bars between the cells of a row

    @property
    def is_heading(self) -> bool:
        return self.kind == "heading"


def parts_of(version: Version) -> list[Part]:
    text = version.text
    blocks = [block for block in blocks_in(text, version.record.language) if block.kind != "rule"]
    return [
        Part(
            number, block.kind, block.start, block.end, text[block.start : block.end], marker_of(text, block),
            _said(text, block),
        )
        for number, block in enumerate(blocks, 1)
    ]  # fmt: skip


def _said(text: str, block: Block) -> str:
    if block.kind != "row":
        return text[block.start : block.end]
    cells = ("".join(text[one.start : one.end] for one in cell).strip() for cell in stretches_of(text, block))
    return " | ".join(cells)


def text_context(
    record: Record, texts: VersionQuerySet, asked: str, *, here: str, form: CorrectionForm | None = None
) -> dict[str, Any]:
    """The newest text; with a form where `asked` says, "3" for its third part, or "all"; or where `form` was sent."""
    version = record.latest
    parts, is_open = parts_of(version), may_correct(record, timezone.localdate())
    chosen = next((part for part in parts if str(part.number) == asked), None)
    if form is None and is_open and (chosen or asked == WHOLE):
        form = CorrectionForm(None, texts=texts, initial=_started(version, chosen))
    return {
        "record": record,
        "version": version,
        "parts": parts,
        "may_correct": is_open,
        "form": form,
        "edited": _place(form, version, parts) if form else None,
        "here": here,
    }


def _started(version: Version, part: Part | None) -> dict[str, Any]:
    place = {"start": part.start, "end": part.end} if part else {"start": 0, "end": len(version.text)}
    return {**place, "number": version.number, "words": version.text[place["start"] : place["end"]]}


def _place(form: CorrectionForm, version: Version, parts: list[Part]) -> int:
    """The number of the part that it is about; 0 for the text as a whole, or for a place that has moved since."""
    start, end, number = (str(form[name].value()) for name in ("start", "end", "number"))
    same = (part.number for part in parts if (str(part.start), str(part.end)) == (start, end))
    return next(same, 0) if number == str(version.number) else 0
