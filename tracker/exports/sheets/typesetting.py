"""Drawing with Typst: what people wrote goes in as data, never as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language

from tracker.exports.sheets import style
from tracker.exports.sheets.chart import Chart, data_of

_FOLDER = Path(__file__).parent
_LOOK = {
    "ink": style.INK, "ink2": style.INK_2, "line": style.LINE, "strong": style.LINE_STRONG, "sunken": style.SUNKEN,
    "paper": style.PAPER, "late": style.LATE, "worst": style.LATE_SOFT, "progress": style.PROGRESS,
    "progress-soft": style.PROGRESS_SOFT, "done": style.DONE,
}  # fmt: skip


def typeset(template: str | Path, data: dict[str, Any], **how: Any) -> bytes:
    """One of the templates that stand here, or another by its path, filled. Raises typst.TypstError."""
    filled = {"language": (get_language() or "en")[:2], "look": _LOOK, **data}
    inputs = {"data": json.dumps(filled, ensure_ascii=False)}
    place = _FOLDER / template
    compiler = typst.Compiler(place, root=place.parent, font_paths=_fonts(), sys_inputs=inputs)
    drawn: Any = compiler.compile(**how)
    return bytes(drawn)


def picture_of(chart: Chart) -> bytes:
    """The plot as a PNG."""
    return typeset("picture.typ", {"chart": data_of(chart)}, format="png", ppi=200)


@cache
def _fonts() -> Any:
    """Found once: looking for those of the machine takes a while."""
    return typst.Fonts()
