"""A fragment that a page shows once a row: its template is drawn once, with holes, and the holes filled for each row.

Fifty rows with a menu each cost the server more to draw than to find: this makes them cheap, and the template stays
the one place that says how the fragment looks.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Stands for a row's key where only a number will do, as in an address.
KEY = 1_000_000_000_000_007
_HOLE = re.compile(rf"⟦(\w+)⟧|{KEY}")


def hole(name: str) -> str:
    """What stands in the drawing where the value of `name` goes."""
    return f"⟦{name}⟧"


def stencil(template: str, key: int, words: Mapping[str, Any], **fixed: Any) -> SafeString:
    """The template with `fixed`, drawn once for each language; KEY becomes `key`, each hole its escaped words."""
    pieces, holes = _cut(template, get_language(), tuple(fixed.items()), tuple(words))
    filled = {name: escape(str(value)) for name, value in words.items()}
    filled[""] = str(key)
    # Words that look like a hole are only words: the text was cut before they came.
    text = "".join([piece + filled[name] for piece, name in zip(pieces, holes, strict=False)])
    return mark_safe(text + pieces[-1])  # noqa: S308 (the template escaped what is fixed, the lines above the rest)


@lru_cache(maxsize=1024)
def _cut(
    template: str, _language: str, fixed: tuple[tuple[str, Any], ...], names: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """The pieces of the drawing, and the names of the holes between them, "" for the key."""
    holes = {name: hole(name) for name in names}
    drawn = str(get_template(template).render({**dict(fixed), **holes, "key": KEY})).strip()
    found = _HOLE.split(drawn)
    return found[::2], [name or "" for name in found[1::2]]
