"""Drawing with Typst: what people wrote goes in as data, never as markup."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from tracker.exports.sheets import style
from tracker.exports.sheets.chart import Chart
from tracker.kit.text import writable

_FOLDER = Path(__file__).parent
_LOOK = {
    "ink": style.INK, "ink2": style.INK_2, "line": style.LINE, "strong": style.LINE_STRONG, "sunken": style.SUNKEN,
    "paper": style.PAPER, "late": style.LATE, "worst": style.LATE_SOFT, "progress": style.PROGRESS,
    "progress-soft": style.PROGRESS_SOFT, "done": style.DONE,
}  # fmt: skip


def typeset(template: str, data: dict[str, Any], **how: Any) -> bytes:
    """One of the templates that stand here, filled. Raises typst.TypstError."""
    # Imported here, as few who start Suivi ask for a file.
    import typst  # noqa: PLC0415

    filled = {"language": (get_language() or "en")[:2], "look": _LOOK, **data}
    inputs = {"data": json.dumps(filled, ensure_ascii=False)}
    compiler = typst.Compiler(_FOLDER / template, root=_FOLDER, font_paths=_fonts(), sys_inputs=inputs)
    drawn: Any = compiler.compile(**how)
    return bytes(drawn)


def picture_of(chart: Chart) -> bytes:
    """The plot as a PNG."""
    return typeset("picture.typ", {"chart": data_of(chart)}, format="png", ppi=200)


def data_of(chart: Chart) -> dict[str, Any]:
    return {
        "title": writable(chart.title),
        "note": writable(chart.note),
        "legend": [{"look": look, "words": str(words)} for look, words in chart.legend.items()],
        "groups": [
            {"name": writable(each.name), "y": each.y, "bars": [{**asdict(bar), "end": bar.end} for bar in each.bars]}
            for each in chart.groups
        ],
    }


@cache
def _fonts() -> Any:
    """Found once: looking for those of the machine takes a while."""
    import typst  # noqa: PLC0415

    return typst.Fonts()
