"""References people quote: F-2018-014 is the fourteenth follow-up of 2018."""

import re

from django.db import models
from django.db.models import F

WRITTEN = re.compile(r"(?:f[-– ]?)?([0-9]{4})[-–/ ]([0-9]{1,7})", re.IGNORECASE)


class ReferenceYear(models.Model):
    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"F-{self.year}"


def next_reference(year: int) -> str:
    """Take the year's next number. Call it in a transaction: the row stays locked until that ends."""
    ReferenceYear.objects.get_or_create(year=year)
    ReferenceYear.objects.filter(year=year).update(last=F("last") + 1)
    return f"F-{year}-{ReferenceYear.objects.get(year=year).last:03}"


def read_reference(words: str) -> str:
    """The reference that a person may have meant, as "2018-14"; empty when it is none."""
    found = WRITTEN.fullmatch(words.strip())
    return f"F-{found[1]}-{int(found[2]):03}" if found else ""
