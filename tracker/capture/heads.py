"""Which field a column is for: a first guess from the words above it, in English and French."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.sorting import COLUMNS as LIST_COLUMNS
from tracker.kit.text import fold


class Field(TextChoices):
    """What a column may hold."""

    REFERENCE = "reference", _("Reference in Suivi, such as F-2018-014")
    KEY = "key", _("Number of your own")
    TITLE = "title", _("Title")
    KIND = "kind", _("Kind")
    PARTNER = "partner", _("Partner")
    OWNER = "owner", _("Owner")
    UNIT = "unit", _("Unit")
    DUE = "due_on", _("Due date")
    STATUS = "status", _("Status")
    STRENGTH = "strength", _("Strength")
    OWED_BY = "owed_by", _("Owed by")
    MEETING = "meeting", _("Meeting")
    DETAIL = "detail", _("Detail")
    NOTES = "notes", _("Notes")
    WAITING_ON = "waiting_on", _("Waiting on")
    REVIEW_ON = "review_on", _("Waiting until")


# Folded words that people write above such a column, beside the field's own name and the head of our own list.
SIGNS: dict[str, str] = {
    Field.REFERENCE: "ref|reference|f-number",
    Field.KEY: "no|nr|n°|number|numero|#|id|key|item|item no|cle",
    Field.TITLE: "title|action|action item|action point|subject|what|suite a donner|suite|follow-up"
    "|description of action"
    "|intitule|titre|objet|tache|task|todo|commitment|decision",
    Field.KIND: "kind|type|nature|category|categorie",
    Field.PARTNER: "partner|organisation|organization|counterpart|partenaire|with|contrepartie|country|pays",
    Field.OWNER: "owner|responsible|responsible person|who|lead|assigned to|assignee|action officer|focal point"
    "|chef de file|responsable|attribue a|qui|pilote",
    Field.UNIT: "unit|department|directorate|service|division|unite|direction|departement|bureau",
    Field.DUE: "due|due date|due on|deadline|by when|target date|when|echeance|date limite|delai|pour le"
    "|date d'echeance",
    Field.STATUS: "status|state|progress|statut|etat|avancement",
    Field.STRENGTH: "strength|engagement|degree|force",
    Field.OWED_BY: "owed by|a la charge de|a charge de",
    Field.MEETING: "meeting|source|reunion|origin|origine|seance",
    Field.DETAIL: "detail|details|description|precisions|explanation|background|contexte",
    Field.NOTES: "notes|note|comment|comments|remarks|update|updates|latest update|commentaires|commentaire|remarques"
    "|suivi|observations|last note|last notes|derniere note|dernieres notes",
    Field.WAITING_ON: "waiting on|waiting for|en attente de",
    Field.REVIEW_ON: "until|waiting until|review date|jusqu'au|jusqu’au",
}
OWN_REFERENCE = re.compile(r"F-\d{4}-\d{3,}", re.IGNORECASE)
LOOKED_AT = 12


def known_heads() -> dict[str, str]:
    """The field for each folded head."""
    heads = {sign: field for field, signs in SIGNS.items() for sign in signs.split("|")}
    ours = {"due": Field.DUE, "title": Field.TITLE, "reference": Field.REFERENCE}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            heads |= {_bare(str(field.label)): field for field in Field}
            for name, heading in LIST_COLUMNS.items():
                if ours.get(name, name) in Field:
                    heads[_bare(str(heading.label))] = Field(ours.get(name, name))
    return heads


def guess(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The field for each column, "" where nothing fits; each field once, for the first column that it fits."""
    known, taken = known_heads(), set[str]()
    found: list[str] = []
    for place, head in enumerate(heads):
        field = known.get(_bare(head), "")
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        if field in (Field.REFERENCE, Field.KEY):
            # What others call a reference is a number of their own.
            field = Field.REFERENCE if any(OWN_REFERENCE.fullmatch(cell) for cell in cells) else Field.KEY
        found.append("" if field in taken else field)
        taken.add(field)
    return found


def head_row(rows: Sequence[Sequence[str]]) -> int:
    """Where the heads stand: the row, of the first few, with the most known heads; else the first that is not empty."""
    known = known_heads()
    scores = [sum(_bare(cell) in known for cell in row) for row in rows[:LOOKED_AT]]
    if scores and max(scores) > 1:
        return scores.index(max(scores))
    return next((place for place, row in enumerate(rows) if row), 0)


def _bare(head: str) -> str:
    return " ".join(fold(head).replace("_", " ").split()).strip(" .:*")


def column_name(place: int) -> str:
    """The letters over a column, from 0: A, B, ..., Z, AA."""
    name, left = "", place + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
