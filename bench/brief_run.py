"""Grows a house in which half of all follow-ups are with one partner, and asks for the note on it."""

from functools import partial
from itertools import batched

from django.urls import reverse
from django.utils import timezone

from bench.grow import Growth, in_haste, settle
from bench.growing.house import BUSY
from bench.measure import measure, sign_in, work_alone
from tracker.demo.load import load
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.setup.management.commands.up import collect_static_files, prepare_database

FOLLOW_UPS, OF_ONE_PARTNER, AT_ONCE = 100_000, 50_000, 5_000


def run() -> dict[str, float]:
    """Seconds of processor time, by what an officer asks for."""
    work_alone()
    prepare_database()
    collect_static_files()
    load(timezone.localdate())
    partner = Organisation.objects.get(short_name="EUROPOL")
    with in_haste():
        Growth().to(FOLLOW_UPS)
        _give_half(partner)
    client, key = sign_in(BUSY), partner.pk
    asked = {"page": reverse("briefings:partner", args=[key])}
    asked |= {form: reverse("briefings:partner_file", args=[key, form]) for form in ("docx", "pdf")}
    return {name: measure(partial(client.get, address)).seconds for name, address in asked.items()}


def _give_half(partner: Organisation) -> None:
    keys = FollowUp.objects.order_by("pk").values_list("pk", flat=True)[: 2 * OF_ONE_PARTNER : 2]
    for some in batched(list(keys), AT_ONCE):
        FollowUp.objects.filter(pk__in=some).update(partner=partner)
    settle()
