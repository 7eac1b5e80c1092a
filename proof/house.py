"""A house of the demo as it runs for real, and eight people who sign in to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from bench.production import served
from proof.browser import HOST, TOKEN
from tracker.accounts.models import Role, User
from tracker.demo.cast import CAST, PASSWORD
from tracker.demo.load import load
from tracker.directory.models import Person
from tracker.setup.database_ready import prepare_database
from tracker.setup.static_files import collect_static_files

# Beside Amina and Jonas of the demo, who may do what they may.
OTHERS = {
    "Omar Diallo": Role.MANAGER, "Mei Tanaka": Role.MANAGER, "Rosa Conti": Role.MANAGER,
    "Ada Byron": Role.ADMINISTRATOR, "Ines Costa": Role.ADMINISTRATOR, "Tomas Novak": Role.ADMINISTRATOR,
}  # fmt: skip


class NotEmpty(Exception):  # noqa: N818
    """The database holds data already."""


@contextmanager
def house(folder: Path) -> Iterator[int]:
    """Inside, it answers at the port."""
    prepare_database()
    if User.objects.exists():
        raise NotEmpty("This database holds data already: give an empty one.")
    collect_static_files()
    load(timezone.localdate())
    for name, role in OTHERS.items():
        user = User.objects.create_user(address_of(name), PASSWORD, name=name, role=role, sees_restricted=True)
        Person.add(by=None, name=name, email=user.email, account=user)
    keys()
    connections.close_all()
    with served(log_of(folder)) as (_process, port):
        yield port


def address_of(name: str) -> str:
    return f"{name.partition(' ')[0].lower()}@suivi.example"


def eight() -> list[User]:
    emails = ["amina@suivi.example", "jonas@suivi.example", *map(address_of, OTHERS)]
    User.objects.filter(email__in=emails).update(sees_restricted=True)
    return [User.objects.get(email=email) for email in emails]


def log_of(folder: Path) -> Path:
    return folder / "proof.log"


def traces_in(folder: Path) -> int:
    """How often the server or the worker told of an exception that nobody caught."""
    return log_of(folder).read_text(errors="replace").count("Traceback (most recent call last)")


def come_in(who: str) -> Mapping[str, str]:
    """The cookies of somebody of the demo, who is again who they were there; of nobody else."""
    member = next((each for each in CAST if each.key == who), None)
    if member is None:
        return {"csrftoken": TOKEN}
    rights = {"role": member.role, "sees_restricted": member.sees_restricted, "is_active": True}
    User.objects.filter(pk=keys()[who]).update(email=member.email, **rights)
    return {"csrftoken": TOKEN, "sessionid": session_of(User.objects.get(email=member.email))}


@cache
def keys() -> dict[str, int]:
    """Of the accounts of the demo, by whose they are: names and e-mails may be changed by what is sent."""
    return {member.key: User.objects.get(email=member.email).pk for member in CAST}


def session_of(user: User) -> str:
    client = Client(SERVER_NAME=HOST)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies["sessionid"].value
