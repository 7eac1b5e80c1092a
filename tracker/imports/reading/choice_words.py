"""Words of a status, a kind and the like, as people write them in English and French; and what is no word."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.imports.reading.head_row import bare
from tracker.imports.reading.sheet_marks import NOT_WORKED_OUT
from tracker.lists.field_places import Imported
from tracker.lists.field_register import Column

# What a cell holds that could not be worked out, in the languages of spreadsheets, or was too narrow to be shown.
_ERROR = re.compile(r"#[A-ZÀ-Ý/0_]{3,20}[!?]|#N/[AD]|#NV|#GETTING_DATA|#{3,}|Err:\d{3}")


# What people write where there is nothing to write.
_NOTHING = re.compile(r"[-–—]+|n/a|n\.a\.|s\.o\.", re.IGNORECASE)


def is_error(words: str) -> bool:
    return bool(_ERROR.fullmatch(words))


def refuse_error(words: str) -> None:
    """Raises ValidationError where a cell holds what could not be worked out, or was not."""
    if words == NOT_WORKED_OUT:
        sentence = _("This formula was not worked out. Open the file in a spreadsheet, and save it again.")
        raise ValidationError(sentence)
    if is_error(words):
        sentence = _("The spreadsheet shows an error here: %(error)s. Mend the cell, or empty it.")
        raise ValidationError(sentence % {"error": words})


def is_nothing(words: str) -> bool:
    return bool(_NOTHING.fullmatch(words.strip()))


def choice(column: Column, words: str, meanings: Mapping[str, str] = MappingProxyType({})) -> str | int:
    """The choice that is called so, in English or French, or that it means here. Raises ValidationError naming all."""
    found = known_choice(column, words)
    if found is None and (meant := meanings.get(sign(words))):
        found = known_choice(column, meant)
    if found is None:
        known = ", ".join(map(str, column.choices.labels if column.choices else ()))
        raise ValidationError(_("“%(words)s” is not one of: %(known)s.") % {"words": words[:60], "known": known})
    return found


def known_choice(column: Column, words: str) -> str | int | None:
    """In French it agrees with its noun: "terminée", "terminés"."""
    names, said = _names(column), sign(words)
    return next((names[each] for ending in ("", "s", "e", "es") if (each := said.removesuffix(ending)) in names), None)


def sign(words: str) -> str:
    """Words of a choice as they are looked up."""
    return bare(words).replace("-", " ")


@cache
def _names(column: Column) -> dict[str, Any]:
    imported, choices = column.at(Imported), list(column.choices or ())
    also = imported.also if imported else {}
    names = {sign(word): choice.value for choice, words in also.items() for word in words.split("|")}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= {sign(str(each.label)): each.value for each in choices}
    return names | {sign(str(each.value)): each.value for each in choices}
