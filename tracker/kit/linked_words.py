"""Words as they were typed, of which addresses become links: those of pages and of e-mails, and nothing else."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Where an address ends: at a space of any kind, at a quotation mark of any language, at a sign of HTML.
_OTHER = r"\s<>\"“”„«»‹›`{}|\\^"
ADDRESS = re.compile(
    rf"(?<![\w@/])(?:(?P<page>https?://[^{_OTHER}]+)|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))", re.IGNORECASE
)
# What ends a sentence ends no address; a bracket does, unless it was opened in it.
_AFTER = ".,:;!?…'’*_"
_BRACKETS = {")": "(", "]": "["}


def linked_words(words: str) -> SafeString:
    """As HTML. A link leads away with nothing of where it came from."""
    return mark_safe("".join(_pieces(words)))  # noqa: S308 (every piece is escaped)


def _pieces(words: str) -> Iterator[str]:
    at = 0
    for found in ADDRESS.finditer(words):
        said = _without_end(found[0])
        yield str(escape(words[at : found.start()]))
        yield _link(said, is_mail=found["mail"] is not None)
        at = found.start() + len(said)
    yield str(escape(words[at:]))


def _link(said: str, *, is_mail: bool) -> str:
    if is_mail:
        return f'<a href="mailto:{escape(said)}">{escape(said)}</a>'
    if said.partition("://")[2] == "":
        return str(escape(said))
    return f'<a href="{escape(said)}" rel="noopener nofollow noreferrer">{escape(said)}</a>'


def _without_end(said: str) -> str:
    while said and (said[-1] in _AFTER or _closes_more(said)):
        said = said[:-1]
    return said


def _closes_more(said: str) -> bool:
    """Whether it ends with a bracket that was opened before it."""
    opening = _BRACKETS.get(said[-1], "")
    return bool(opening) and said.count(opening) < said.count(said[-1])
