"""The English and French words that dates are said with, brought to one short code. Pure.

"la semaine suivant sa visite" and "the week after his visit" both become "week after meeting": what reads spans of
days knows these codes alone. Months become "m05", weekdays "d5", ordinals "#2", other numbers figures.
"""

import re

from tracker.kit.date_parser import TWO_MEANINGS, month_named, weekday_named
from tracker.kit.text import fold

# What several words say at once; the longer ones first.
_PHRASES = {
    "dans un delai de": "within", "within a period of": "within", "dans les": "in", "over the": "in",
    "no later than": "by", "not later than": "by", "at the latest by": "by", "at the latest": "by",
    "au plus tard": "by",
    "d ici a la": "by", "d ici": "by", "jusqu a": "by", "jusqu au": "by", "jusqu en": "by",
    "week of": "weekof", "week beginning": "weekof", "week commencing": "weekof", "week starting": "weekof",
    "pour le": "by", "mois de": "", "mois d": "", "month of": "",
    "semaine du": "weekof", "semaine de": "weekof", "week end": "weekend", "week ends": "weekend",
    "after next": "afternext", "d apres": "next", "en cours": "this", "au cours": "", "il y a": "ago",
    "plus tard": "later", "from now": "later", "from today": "later", "a compter de": "after", "a partir de": "after",
    "in the course of": "in", "as soon as possible": "soon", "des que possible": "soon", "le plus tot possible": "soon",
    "half year": "half", "half years": "half", "le lendemain": "day after", "lendemain": "day after",
    "le surlendemain": "2 day after", "eom": "end month", "eow": "end week", "eoq": "end quarter", "eoy": "end year",
}  # fmt: skip
_CODES = {
    "day": "day jour",
    "days": "days jours",
    "week": "week wk semaine sem",
    "weeks": "weeks wks semaines",
    "fortnight": "fortnight quinzaine",
    "fortnights": "fortnights quinzaines",
    "month": "month mois",
    "months": "months",
    "quarter": "quarter trimestre",
    "quarters": "quarters trimestres",
    "half": "half semester semestre moitie",
    "halfs": "halves semesters semestres",
    "year": "year an annee",
    "years": "years ans annees",
    "weekend": "weekend weekends",
    "weekof": "weekof",
    "spring": "spring printemps",
    "summer": "summer ete",
    "autumn": "autumn fall automne",
    "winter": "winter hiver",
    "next": "next prochain prochaine coming",
    "nexts": "prochains prochaines",
    "following": "following suivant suivante suivants suivantes suit suivent",
    "afternext": "afternext",
    "this": "this ce cet cette current courant courante",
    "last": "last dernier derniere derniers dernieres past passe passee previous precedent precedente",
    "early": "early beginning start debut",
    "mid": "mid middle mi milieu",
    "late": "late",
    "end": "end fin",
    "after": "after apres since depuis onwards",
    "before": "before avant",
    "by": "by until till",
    "within": "within sous",
    "in": "in dans en",
    "ago": "ago",
    "later": "later",
    "soon": "soon bientot prochainement asap",
    "around": "around about approximately vers environ circa",
    "meeting": "visit visite meeting reunion mission session conference seminar seminaire workshop atelier rencontre "
    "entretien talks call summit sommet",
    "or": "or ou and et",
    "": "the of on le la les l d de du des at au aux his her their our its my sa son ses leur leurs notre nos qui "
    "pour for during lors pendant from ci calendar civil civile",
}
_CODE_OF = {word: code for code, words in _CODES.items() for word in words.split()}
_NUMBERS = {
    1: "one un une", 2: "two deux", 3: "three trois", 4: "four quatre", 5: "five cinq", 6: "six", 7: "seven",
    8: "eight huit", 9: "nine neuf", 10: "ten dix", 11: "eleven onze", 12: "twelve douze", 14: "fourteen quatorze",
    15: "fifteen quinze", 18: "eighteen", 20: "twenty vingt", 30: "thirty trente", 60: "sixty soixante",
    90: "ninety",
}  # fmt: skip
_NUMBER_OF = {word: str(number) for number, words in _NUMBERS.items() for word in words.split()}
_ORDINALS = {1: "first premier premiere", 2: "second deuxieme seconde", 3: "third troisieme", 4: "fourth quatrieme"}
_ORDINAL_OF = {word: f"#{number}" for number, words in _ORDINALS.items() for word in words.split()}
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ere|re|e|eme|nde|de)")
_NUMBERED = re.compile(r"([qths]|w|sem)(\d{1,2})")
_UNIT = "(?=(?:nexts? )?(?:day|week|fortnight|month|quarter|half|year)s?\\b)"
_AFTERWARDS = (
    (re.compile(rf"\bsept {_UNIT}"), "7 "),
    (re.compile(r"\bsept\b"), "m09"),
    (re.compile(rf"\ba {_UNIT}"), "1 "),
    (re.compile(r"\ba\b"), ""),
    # "courant 2027", "this 25 May".
    (re.compile(r"\bthis (?=\d)"), ""),
    (re.compile(r"(.+) by$"), r"by \1"),
)


def code_of(word: str) -> str | None:
    """Of one folded word, numbers aside: "" where it says nothing, None where no date is said with it."""
    return "" if word == "a" else _CODE_OF.get(word)


def in_codes(words: str, language: str) -> str:
    """`words` in codes; a word that no date is said with stays, so that nothing reads it."""
    text = fold(words).replace("’", " ").replace("'", " ")
    text = re.sub(r"(?<=[a-z])[-./–]+|[-–](?=[a-z])|,", " ", text)
    text = " ".join(text.split())
    if text in TWO_MEANINGS:
        return text
    text = f" {text} "
    for phrase, code in _PHRASES.items():
        text = text.replace(f" {phrase} ", f" {code} ")
    text = " ".join(_code(word, language) for word in text.split())
    for pattern, code in _AFTERWARDS:
        text = " ".join(pattern.sub(code, text).split())
    return text


def _code(word: str, language: str) -> str:
    if word in ("sept", "a"):
        return word
    for known in (_CODE_OF, _NUMBER_OF, _ORDINAL_OF):
        if word in known:
            return known[word]
    if ordinal := _ORDINAL.fullmatch(word):
        return f"#{int(ordinal[1])}"
    if numbered := _NUMBERED.fullmatch(word):
        return _numbered(numbered[1], int(numbered[2]))
    if month := month_named(word, language):
        return f"m{month:02}"
    weekday = weekday_named(word, language)
    return f"d{weekday}" if weekday else word


def _numbered(letter: str, number: int) -> str:
    """Q and T for quarters, H for halves; S for semesters, which are two, and else for semaines."""
    if letter in "qt" and number <= 4:
        return f"q{number}"
    if letter in "hs" and 1 <= number <= 2:
        return f"h{number}"
    return f"week {number}" if letter in ("s", "w", "sem") else f"{letter}{number}"
