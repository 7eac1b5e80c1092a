"""To whom a record went, and what corrections they proposed."""

from tracker.circulation.models.copy import Copy
from tracker.circulation.models.correction import Correction

__all__ = ["Copy", "Correction"]
