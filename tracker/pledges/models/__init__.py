"""The tables of pledges, and of the rates at which currencies compare."""

from tracker.pledges.models.exchange_rate import Rate, RateQuerySet
from tracker.pledges.models.pledge import Pledge, PledgeQuerySet

__all__ = ["Pledge", "PledgeQuerySet", "Rate", "RateQuerySet"]
