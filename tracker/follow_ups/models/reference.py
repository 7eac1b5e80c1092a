"""References people quote: F-2018-014 is the fourteenth of those of 2018 that were logged for all to see.

What is restricted when it is logged is numbered at random, as F-2018-R48213: it leaves no gap among the others, and its
own number tells nothing of how many there are. Whatever becomes of it, a follow-up keeps its reference.
"""

import re
from secrets import randbelow

from django.apps import apps
from django.db import connection, models

WRITTEN = re.compile(r"(?:f[-– ]?)?([0-9]{4})[-–/ ](r?)([0-9]{1,7})", re.IGNORECASE)
# A house has some hundreds a year that are restricted: of so many numbers most stay free.
DIGITS = 5


class ReferenceYear(models.Model):
    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"F-{self.year}"


def new_reference(year: int, *, is_restricted: bool) -> str:
    return drawn_reference(year) if is_restricted else next_reference(year)


# One statement, so that nobody comes between reading and writing; Django has no word for it.
COUNT_ON = (
    'INSERT INTO "follow_ups_referenceyear" ("year", "last") VALUES (%s, 1) '
    'ON CONFLICT ("year") DO UPDATE SET "last" = "follow_ups_referenceyear"."last" + 1 RETURNING "last"'
)


def next_reference(year: int) -> str:
    """Take the year's next number. Call it in a transaction: the row stays locked until that ends."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [year])
        ((last,),) = cursor.fetchall()
    return f"F-{year}-{last:03}"


def drawn_reference(year: int) -> str:
    """One that no other has."""
    drawn = f"F-{year}-R{randbelow(10**DIGITS):0{DIGITS}}"
    is_taken = apps.get_model("follow_ups", "FollowUp")._base_manager.filter(reference=drawn).exists()
    return drawn_reference(year) if is_taken else drawn


def read_reference(words: str) -> str:
    """The reference that a person may have meant, as "2018-14"; empty when it is none."""
    found = WRITTEN.fullmatch(words.strip())
    if not found:
        return ""
    year, letter, number = found.groups()
    return f"F-{year}-R{int(number):0{DIGITS}}" if letter else f"F-{year}-{int(number):03}"
