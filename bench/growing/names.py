"""Proper names as titles are full of them: of places, projects and people, all made up.

A few stand everywhere, most are rare, and new ones never cease: a fixed list has no word that stands once, of which
every large body of text is full.
"""

from itertools import accumulate
from random import Random

SEED = 1648
# Those that come again, the first the most often; beside them so many of all are made for the occasion.
KNOWN = 8_000
SHARE_NEW = 0.15
BEGINNINGS = (
    "", "", "b", "bl", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k", "kl",
    "kr", "l", "m", "n", "p", "pl", "pr", "r", "s", "sh", "sk", "sl", "st", "sv", "t", "th", "tr", "v", "w", "y", "z",
)  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "au", "ei", "ia", "ou", "é", "ö")
MIDDLES = (
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ck", "ld", "ll", "lm", "lt", "mb", "nd",
    "ng", "nk", "nt", "rd", "rg", "rk", "rm", "rn", "rv", "ss", "st",
)  # fmt: skip
ENDINGS = (
    "a", "o", "is", "en", "as", "um", "ia", "ova", "ino", "ez", "ski", "dal", "holm", "berg", "stad", "ville", "grad",
    "mouth", "ton", "ara", "eda", "ukka", "iri", "anga", "oto", "esh",
)  # fmt: skip


def make(random: Random) -> str:
    parts = [random.choice(BEGINNINGS)]
    for _syllable in range(random.choice((1, 1, 2))):
        parts += [random.choice(VOWELS), random.choice(MIDDLES)]
    return "".join([*parts, random.choice(ENDINGS)]).capitalize()


def _known() -> list[str]:
    random, names = Random(SEED), dict[str, None]()
    while len(names) < KNOWN:
        names[make(random)] = None
    return list(names)


NAMES = _known()
# Zipf's law: the tenth stands a tenth as often as the first.
WEIGHTS = list(accumulate(1 / rank for rank in range(1, KNOWN + 1)))


def name(random: Random) -> str:
    if random.random() < SHARE_NEW:
        return make(random)
    return random.choices(NAMES, cum_weights=WEIGHTS)[0]
