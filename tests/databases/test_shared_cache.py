"""What is remembered for a while, in a real Redis that two machines share, and while that is away."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from tests.databases.servers import wait_for
from tests.setup.clusters import free_port
from tracker.setup.service_urls.cache_url import caches as caches_of

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
OWN = {name: settings.CACHES[name] for name in ("default", "memory")}
pytest.importorskip("redis", reason="The client of Redis is not installed: the extra redis.")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("There is no Redis on this machine: install redis-server.")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_for(port)
    yield port
    process.terminate()
    process.wait()


@pytest.fixture(autouse=True)
def _in_a_house_with_one() -> Iterator[None]:
    with override_settings(CACHES={**OWN, "meanwhile": OWN["default"]}):
        yield


def machine(address: str, name: str = "default") -> Any:
    """The cache as one of several machines has it."""
    said = caches_of(address, OWN)[name]
    from tracker.databases.shared_cache import SharedCache

    return SharedCache(
        said["LOCATION"], {key: value for key, value in said.items() if key not in {"BACKEND", "LOCATION"}}
    )


def test_what_one_machine_remembers_another_one_knows(port: int) -> None:
    one, other = (machine(f"redis://127.0.0.1:{port}/0") for _ in range(2))
    one.set("deeds", [1, 2])
    assert (other.get("deeds"), other.add("deeds", 3), one.incr("counted", 1) if one.add("counted", 1) else 0) == (
        [1, 2], False, 2,
    )  # fmt: skip
    other.delete("deeds")
    assert one.get("deeds", "gone") == "gone"


def test_what_is_remembered_for_a_minute_stands_apart(port: int) -> None:
    address = f"redis://127.0.0.1:{port}/0"
    machine(address).set("same", "long")
    machine(address, "memory").set("same", "short")
    assert machine(address).get("same") == "long"


def test_emptied_it_keeps_what_is_not_ours(port: int) -> None:
    address = f"redis://127.0.0.1:{port}/0"
    for name in ("default", "memory"):
        machine(address, name).set("same", name)
    machine(address).clear()
    assert [machine(address, name).get("same") for name in ("default", "memory")] == [None, "memory"]


def test_while_it_is_away_the_database_remembers() -> None:
    cache = machine(f"redis://127.0.0.1:{free_port()}/0")
    cache.set("signed_in", 1)
    assert (cache.get("signed_in"), caches["meanwhile"].get("signed_in")) == (1, 1)
    assert cache.rests_until > 0


def test_without_an_address_all_stays_as_it_was_and_another_is_refused() -> None:
    assert caches_of("", OWN) == OWN
    with pytest.raises(ImproperlyConfigured):
        caches_of("memcached://127.0.0.1", OWN)
