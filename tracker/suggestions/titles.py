"""What a suggested follow-up is called: its words, without the mark and the owner that they begin with."""

import re

from django.utils.text import capfirst

from tracker.kit.text import on_one_line, shorten

LONGEST = 120
_LABEL = re.compile(
    r"[\s*_>•\[\]-]*(?:actions?(?: items?| points?)?|todo|to do|decisions?|next steps?|task|à faire|décision|suite)"
    r"\s*(?:\d+|#\d+)?[\s*_]*[:–-][\s*_]*",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"[\s*_:,–-]*(?:(?:has |have )?agreed to|is to|are to|to|will|shall|should|volunteered to|doit|doivent|devra"
    r"|s[’']engage à|accepte de|à)\s+(?=\w{3})",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
_END = " .;,*_"


def title_of(words: str, owner: str = "") -> str:
    """`owner` is whom the words name, as they do."""
    said = _LINK.sub(r"\1", on_one_line(words))
    said = said[label.end() :] if (label := _LABEL.match(said)) else said
    article = re.match(r"(?:the|le|la|les)\s+", said, re.IGNORECASE)
    after = said[article.end() if article else 0 :]
    name = on_one_line(owner).strip(_END)
    for start in (said, after):
        if name and start.startswith(name) and (does := _DOES.match(start, len(name))):
            said = start[does.end() :]
            break
    return capfirst(shorten(said.strip(_END) or on_one_line(words), LONGEST))
