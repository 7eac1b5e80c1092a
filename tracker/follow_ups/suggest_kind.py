"""What kind of follow-up words speak of: a first guess that the form starts with, never more."""

import re

from tracker.follow_ups.models import Kind
from tracker.kit.text import fold

# Beginnings of words, folded, English and French; the first kind that fits is taken.
SIGNS = {
    Kind.INVITATION: "invit speak keynote panel intervenir",
    Kind.TRAINING: "train curricul capacity-building course form(?:ation|er) stage",
    Kind.BRIEFING: "brief expose",
    Kind.COOPERATION: "cooperat areas domaine partenariat partnership",
    Kind.INFORMATION: "exchang echang data information intelligence renseignement share partage",
    Kind.DOCUMENT: "document report paper draft letter note text send submit circulat rapport projet lettre transm",
    Kind.MEETING: "meet convene reunion rencontr visit",
    Kind.DECISION: "decid decision adopt endors approv approuv",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{'|'.join(signs.split())})") for kind, signs in SIGNS.items()}


def suggest_kind(words: str) -> Kind:
    folded = fold(words)
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(folded)), Kind.OTHER)
