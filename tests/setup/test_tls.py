"""A PostgreSQL that speaks TLS is spoken to under the certificate that `DATABASE_URL` names, and under no other."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError

from tests.setup.clusters import Cluster, folder_of_its_own
from tracker.setup.postgresql.base import DatabaseWrapper
from tracker.setup.service_urls.database_url import database

UNSAID = {"TIME_ZONE": None, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0}
SELF_SIGNED = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
SELF_SIGNED += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]


def certificate(folder: Path, name: str) -> None:
    files = ["-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.crt")]
    subprocess.run(["openssl", *SELF_SIGNED, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("There is no openssl on this machine.")
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("ours", "theirs"):
        certificate(folder, name)
    return folder


@pytest.fixture(scope="module")
def cluster(certificates: Path) -> Iterator[Cluster]:
    """It takes connections by TLS alone."""
    with folder_of_its_own() as folder:
        made = Cluster.make(folder, "ssl = on\nssl_cert_file = 'ours.crt'\nssl_key_file = 'ours.key'\n")
        for name in ("ours.crt", "ours.key"):
            shutil.copy(certificates / name, made.data)
            (made.data / name).chmod(0o600)
            shutil.chown(made.data / name, made.data.owner(), made.data.group())
        (made.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        made.start()
        yield made
        made.stop()


def speaks_tls(url: str) -> bool:
    """Whether the connection does, if there is one."""
    wrapper = DatabaseWrapper({**UNSAID, **database(url, testing=True)}, "tls")
    with wrapper.wrap_database_errors, closing(wrapper.get_new_connection(wrapper.get_connection_params())) as found:
        return bool(found.pgconn.ssl_in_use)


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    """Whoever could not connect is not tried again at once."""
    yield
    DatabaseWrapper.reaches.pop("tls", None)


def test_under_its_own_certificate_it_is_connected_to(cluster: Cluster, certificates: Path) -> None:
    asked = cluster.url(f"?sslmode=verify-full&sslrootcert={certificates / 'ours.crt'}")
    assert speaks_tls(asked)


def test_under_a_certificate_of_somebody_else_it_is_not(cluster: Cluster, certificates: Path) -> None:
    asked = cluster.url(f"?sslmode=verify-full&sslrootcert={certificates / 'theirs.crt'}")
    with pytest.raises(OperationalError, match="certificate verify failed"):
        speaks_tls(asked)


def test_under_another_name_than_in_the_certificate_it_is_not(cluster: Cluster, certificates: Path) -> None:
    asked = cluster.url(f"?sslmode=verify-full&sslrootcert={certificates / 'ours.crt'}")
    with pytest.raises(OperationalError, match='does not match host name "localhost"'):
        speaks_tls(asked.replace("127.0.0.1", "localhost"))


def test_without_tls_it_is_not(cluster: Cluster) -> None:
    with pytest.raises(OperationalError, match="no encryption"):
        speaks_tls(cluster.url("?sslmode=disable"))
