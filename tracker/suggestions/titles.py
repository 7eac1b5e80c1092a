"""What a suggested follow-up is called: its words, without the mark and the owner that they begin with."""

import re

from django.utils.text import capfirst

from tracker.kit.text import on_one_line, shorten

LONGEST = 120
_LABEL = re.compile(
    r"[\s*_>•\[\]-]*"
    # "AI – rules" is about something else.
    r"(?:actions?(?: items?| points?)?|(?:ap|ai)(?!\s*[–-])"
    r"|to[ -]?do|decisions?|next steps?|task|à faire|décision|suites?(?: à donner)?|prochaines? étapes?)"
    r"\s*#?(?:\d+(?:[./]\d+)*)?\s*"
    # Whose it is: "(Anna)", "by Anna", "AB/CD".
    r"(?:[(\[][^()\[\]:]{2,40}[)\]]|(?:by|for|par|pour) (?:l[’'])?(?-i:[A-Z])[^:–]{1,40}?"
    r"|(?:on )?(?-i:[A-Z]{2,3}(?:[ /,&+]+[A-Z]{2,3}){0,4}))?"
    r"[\s*_]*(?::|[–-](?=[\s*_]))[\s*_]*",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"[\s*_:,–-]*(?:(?:has |have )?(?:agreed|offered|undertaken|undertook|promised|committed|volunteered) to"
    r"|(?:agrees|offers|undertakes|promises|commits) to|is to|are to|to|will|shall|should|would(?! like)"
    r"|doit|doivent|devra|(?:se charge|est chargée?|sont chargée?s) d(?:e|(?=['’]))"
    r"|s[’']engage à|accepte de|à)(?:\s+|['’])(?=\w{3})"
    # A label, of which "I" is the one who speaks.
    r"|\s*(?::|[–-](?=\s))\s*+(?:(?:I will|I[’']ll|I shall)\s+(?=\w{3})|(?!I\b|je\b|j[’']))",
    re.IGNORECASE,
)
# What somebody is asked to do is what is to be done, whatever leads up to it.
_ASKED = re.compile(
    r"\b(?:invited|requested|asked|encouraged|urged|instructed|a invité|a prié|a chargé|a demandé à)\s+"
    r"(?:[^\s,.;]+\s+){1,6}?"
    r"(?:to|à|de|d[’'])\s*(?=[^\W\d]{3})(?P<what>.{15,})",
    re.IGNORECASE | re.DOTALL,
)
_RESOLVED = re.compile(
    r"(?:it (?:was|is) (?:also |further |then )?)?(?:agreed|resolved|decided) (?:to|that)\s+(?=\w{3})"
    r"|il (?:est|a été) (?:décidé|convenu|acté|demandé) (?:de |d['’]|que |qu['’])(?=\w{3})",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
_BOLD = re.compile(r"\*\*|__")
_END = " .;,*_"


def title_of(words: str, owner: str = "") -> str:
    """`owner` is whom the words name, as they do."""
    said = _BOLD.sub("", _LINK.sub(r"\1", on_one_line(words)))
    said = said[label.end() :] if (label := _LABEL.match(said)) else said
    said = said[resolved.end() :] if (resolved := _RESOLVED.match(said)) else said
    said = asked["what"] if (asked := _ASKED.search(said)) else said
    article = re.match(r"(?:the|le|la|les)\s+", said, re.IGNORECASE)
    after = said[article.end() if article else 0 :]
    name = on_one_line(owner).strip(_END)
    for start in (said, after):
        if name and start.startswith(name) and (does := _DOES.match(start, len(name))):
            said = start[does.end() :]
            break
    return capfirst(shorten(said.strip(_END) or on_one_line(words), LONGEST))
