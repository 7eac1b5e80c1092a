"""Mandates that somebody names on the way: made once, whoever names them first."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.directory.get_or_add import one_at_a_time
from tracker.kit.text import fold
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate


@transaction.atomic
def get_or_add_mandate(thing: Mandate | Target, *, by: User) -> Mandate | Target:
    """The thing itself when it is saved; else the one of its title, added now unless there is one."""
    if thing.pk or isinstance(thing, Target):
        return thing
    one_at_a_time(Mandate)
    if found := Mandate.objects.visible_to(by).filter(folded=fold(thing.title).strip()).first():
        return found
    return Mandate.write(by=by, kind=thing.kind, title=thing.title)
