"""Which encoding a text came in: that in which one language explains the most of its letters."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

# What no ASCII has, of the languages that each of these encodings is for; of equals the first is taken.
ALPHABETS: dict[str, tuple[str, ...]] = {
    "cp1252": (
        "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àáâãçéêíóôõú", "àèéìíîòóùú", "áéëïíóöúü", "æøåéèòóôü", "åäöéšžàü",
        "áðéíóúýþæö",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "cp1251": ("абвгґдеёєжзиіїйјклљмнњопрстћќуўфхцчџшщъыьэюяђѓѕ",),
    "cp1253": ("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
    "mac_roman": ("àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àáâãçéêíóôõú", "àèéìíîòóùú"),
}  # fmt: skip
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# What a person may choose, by the name that programs which save such files show.
CHOICES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 (LE)", "utf-16-be": "UTF-16 (BE)", "cp1252": "Windows-1252",
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1253": "Windows-1253", "cp1254": "Windows-1254",
    "cp1257": "Windows-1257", "mac_roman": "Mac Roman",
}  # fmt: skip
JUDGED, PIECE = 200_000, 1 << 20
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Signs of every language; an apostrophe may even stand within a word.
_NEUTRAL = "\u00a0\u202f‘’‚“”„«»‹›–—…•·°º€§№"
_WITHIN = "’·"


@dataclass(frozen=True, slots=True)
class Encoding:
    """`why` is a key of the reasons in `reading.options`."""

    name: str
    why: str


def encoding_of(file: BinaryIO) -> Encoding | None:
    """By its mark, by its zeros, as valid UTF-8, else by its letters; None where nothing reads them."""
    head = file.read(JUDGED)
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return Encoding(name, "marked")
    if side := _sixteen_bits(head[:2000]):
        return Encoding(side, "zeros")
    return Encoding("utf-8", "valid") if _is_utf8(head, file) else _by_letters(head)


def _is_utf8(head: bytes, file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = file.read(PIECE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sixteen_bits(head: bytes) -> str:
    """UTF-16 without a mark has its zeros, of which every line has some, in every other place alone."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 30 or 4 * min(even, odd) > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _by_letters(head: bytes) -> Encoding | None:
    scores = {name: score for name in ALPHABETS if (score := _score(head, name)) is not None}
    best = max(scores, key=lambda name: scores[name], default="")
    if scores.get(best, 0) > 0 or best == "cp1252":
        return Encoding(best, "letters")
    return Encoding("cp1252", "letters") if "cp1252" in scores else None


def _score(data: bytes, name: str) -> int | None:
    """How many letters more the best language of each line explains than it does not; None where it cannot be read."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return sum(_score_of_line(line, ALPHABETS[name]) for line in text.splitlines() if not line.isascii())


def _score_of_line(line: str, alphabets: tuple[str, ...]) -> int:
    signs = list(_FOREIGN.finditer(line))
    odd = [match for match in signs if _is_odd(line, match.start())]
    letters = [match[0].lower() for match in signs if match[0].isalpha() and match not in odd]
    return max(sum(1 if each in alphabet else -2 for each in letters) for alphabet in alphabets) - 2 * len(odd)


def _is_odd(text: str, place: int) -> bool:
    """A capital after a small letter, another script within a word, a letter at a figure, or a sign at letters."""
    sign, before, after = text[place], text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if not sign.isalpha():
        beside = before.isalpha() and after.isalpha()
        return sign not in _WITHIN if beside else sign not in _NEUTRAL and (before.isalpha() or after.isalpha())
    if (sign.isupper() and before.islower()) or after.isdigit():
        return True
    return sign > "\u0370" and any(each.isascii() and each.isalpha() for each in (before, after))
