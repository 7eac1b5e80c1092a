"""What mail programs and houses write around what somebody wrote: Outlook, Gmail, Thunderbird, Apple Mail."""

import re

# Above what is sent on, or quoted below. Of Outlook, Gmail, Thunderbird, Apple Mail, in English and French.
SENT_ON = re.compile(
    r"^\W*(?:forwarded message|begin forwarded message|message transféré|début du message (?:réexpédié|transféré)"
    r"|message réexpédié|transfert du message)\b[^\w\n]*$",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"^\W*(?:original message|message d[’' ]origine|message original|original appointment)\W*$", re.IGNORECASE
)
UNDERSCORES = re.compile(r"^[_]{8,}$")
HEADS = r"from|sent|to|cc|subject|date|reply-to|de|envoyé|envoyé le|à|objet|pour|répondre à|importance"
HEAD = re.compile(rf"^[*>\s]*(?:{HEADS})\s?:[*]?(?:\s|$)", re.IGNORECASE)
FIRST_HEAD = re.compile(r"^[*>\s]*(?:from|de)\s?:[*]?(?:\s|$)", re.IGNORECASE)
# "On 3 May 2018, at 10:12, Gilles wrote:", which programs break into several lines, in the language of whoever writes.
WROTE = re.compile(
    r"^(?:on\b.{4,300}\bwrote|le\b.{4,300}\ba écrit|el\b.{4,300}\bescribió|il\b.{4,300}\bha scritto"
    r"|am\b.{4,300}\bschrieb\b.{0,200}|op\b.{4,300}\bschreef\b.{0,200}"
    r"|.{4,200}<[^<>\s]+@[^<>\s]+>\s+(?:wrote|a écrit))\s?:$",
    re.IGNORECASE | re.DOTALL,
)
MOST_BROKEN = 4

# What stands below what somebody wrote.
SIGNED = re.compile(r"^(?:--|—|__)\s?$")
FROM_TELEPHONE = re.compile(
    r"^(?:sent from (?:my|outlook|mail|yahoo|the)|get outlook for"
    r"|envoyé (?:de|depuis|à partir de) (?:mon|ma|outlook|mail|yahoo|l)"
    r"|obtenir outlook|obtenez outlook|télécharger outlook|téléchargez outlook)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:(?:best|kind|warm|kindest|many thanks and|with (?:best|kind)) ?(?:regards|wishes)?|regards|many thanks"
    r"|thanks(?: again| a lot)?|thank you|cheers|yours (?:sincerely|faithfully)|sincerely|all the best"
    r"|(?:bien |très )?(?:cordialement|amicalement|sincèrement)|bien à (?:vous|toi)|cordiales salutations"
    r"|salutations(?: distinguées)?|meilleures salutations|merci(?: d[’']avance| beaucoup)?|bonne (?:journée|réception)"
    r"|respectueusement)\s?[,.!]?$",
    re.IGNORECASE,
)
# A name, a post, a house, an address, a telephone: longer than that nobody signs.
MOST_SIGNED = 9
DISCLAIMER = re.compile(
    r"^[*_\s]*(?:disclaimer|confidentiality notice|this (?:e-?mail|message) (?:and any|is intended|may contain|is conf)"
    r"|ce (?:message|courriel|mail) (?:et (?:toutes|ses)|est (?:confidentiel|destiné)|peut contenir)"
    r"|avis de confidentialité|caution:|the information in this e-?mail)",
    re.IGNORECASE,
)
SENT_ON_SUBJECT = re.compile(r"^\s*(?:fwd?|tr|wg|i)\s*:", re.IGNORECASE)
MARKS_OF_SUBJECT = re.compile(r"^\s*(?:(?:re|fwd?|tr|rép|ref|wg|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
