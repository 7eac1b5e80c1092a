"""Names in the cells of a table: which fields hold them, how they go into the directory, why one is refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.directory.get_or_add import new_organisation, new_person
from tracker.imports.headers import NAMED, Field
from tracker.imports.models import Import
from tracker.kit.names.find_by_name import first_name_first

MAKERS: dict[str, Callable[[str], Any]] = {Field.OWNER: new_person, Field.PARTNER: new_organisation}


def meanings_of(source: Import) -> dict[str, dict[str, str]]:
    """What the words of an import mean, by field and folded word: of names also what its list knows."""
    known = source.imported_list.meanings if source.imported_list else {}
    names = {name: words for name, words in known.items() if name in NAMED}
    said = source.how.meanings
    return {name: {**names.get(name, {}), **said.get(name, {})} for name in {*names, *said}}


def as_entered(name: str, words: str) -> str:
    """A name as it would go into the directory."""
    words = " ".join(words.split())
    return first_name_first(words) if name == Field.OWNER else words


def as_of_cell(name: str, words: str, refusal: ValidationError) -> ValidationError:
    """Where there is no list to choose from, what else one can do about a name."""
    if name in MAKERS and words.isdecimal():
        return ValidationError(_("This is a number. Write the name."))
    sentences = {
        "several": _("Several are called “%(name)s”. Write the name as Suivi shows it in lists of names."),
        "unknown": _("Nothing is called “%(name)s”. Correct the name, or tick that new names go into the directory.")
        if name in MAKERS
        else _("Nothing is called “%(name)s”. Correct the name, or log it in Suivi first."),
    }
    first = refusal.error_list[0]
    return (
        ValidationError(sentences[first.code] % {"name": words, **(first.params or {})}, code=first.code)
        if first.code in sentences
        else refusal
    )
