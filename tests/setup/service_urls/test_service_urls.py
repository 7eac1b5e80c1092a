"""What the lines that name a service become: a cache, a bucket, a replica, a mail service; and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.setup.service_urls.cache_url import caches
from tracker.setup.service_urls.database_url import FOUND_GONE, Pooled, cut_short, database, options_in
from tracker.setup.service_urls.email_url import anymail, mailer, service_of
from tracker.setup.service_urls.files_url import files_storage
from tracker.setup.service_urls.replica_url import replica

pytestmark = pytest.mark.one_database
OWN = {"default": {"BACKEND": "table"}, "memory": {"BACKEND": "process"}}
PATIENT = {"socket_connect_timeout": 1, "socket_timeout": 1}
SHARED = "tracker.databases.shared_cache.SharedCache"


@pytest.mark.parametrize("url", ["redis://:pass@cache.example:6380/2", "rediss://cache.example", "unix:///run/cache"])
def test_a_cache_stands_in_for_both_and_the_table_for_it(url: str) -> None:
    assert caches(url, OWN) == {
        "default": {"BACKEND": SHARED, "LOCATION": url, "KEY_PREFIX": "suivi", "OPTIONS": PATIENT},
        "memory": {"BACKEND": SHARED, "LOCATION": url, "KEY_PREFIX": "suivi-minute", "TIMEOUT": 60, "OPTIONS": PATIENT},
        "meanwhile": OWN["default"],
    }


KEPT: dict[str, Any] = {
    "default_acl": None, "querystring_auth": True, "file_overwrite": True, "max_memory_size": 1_000_000,
    "signature_version": "s3v4",
}  # fmt: skip
BUCKETS: dict[str, dict[str, Any]] = {
    "s3://house": {"bucket_name": "house", "location": ""},
    "s3://house/suivi/files/": {"bucket_name": "house", "location": "suivi/files"},
    "s3://k%2Fey:se%40cret@house?sse=AES256": {
        "bucket_name": "house", "location": "", "access_key": "k/ey", "secret_key": "se@cret",
        "object_parameters": {"ServerSideEncryption": "AES256"},
    },
    "s3://house?endpoint=https://s3.example&region=eu-1&addressing=path": {
        "bucket_name": "house", "location": "", "endpoint_url": "https://s3.example", "region_name": "eu-1",
        "addressing_style": "path",
    },
}  # fmt: skip


def test_a_bucket_is_asked_for_with_what_its_address_says() -> None:
    found = {url: files_storage(url) for url in BUCKETS}
    bucket = "tracker.kept_files.bucket.Bucket"
    assert found == {url: {"BACKEND": bucket, "OPTIONS": {**KEPT, **said}} for url, said in BUCKETS.items()}
    assert (files_storage(""), caches("", OWN)) == ({"BACKEND": "tracker.kept_files.disk.Disk"}, OWN)


MAILERS: dict[str, dict[str, Any]] = {
    "smtp://mail.example": {"host": "mail.example", "timeout": 20},
    "smtp+tls://mail.example:587": {"host": "mail.example", "timeout": 20, "use_tls": True, "port": 587},
    "smtp+ssl://us%40er:p%2Fw@mail.example": {
        "host": "mail.example", "timeout": 20, "use_ssl": True, "username": "us@er", "password": "p/w",
    },
    "smtp://user@mail.example": {"host": "mail.example", "timeout": 20, "username": "user", "password": ""},
}  # fmt: skip


def test_mail_goes_where_its_address_says() -> None:
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert {url: mailer(url) for url in MAILERS} == {
        url: {"BACKEND": smtp, "OPTIONS": options} for url, options in MAILERS.items()
    }
    url = "anymail+postmark://?server_token=t&webhook_secret=a:b&tracking_webhook_x=y"
    assert mailer(url) == {"BACKEND": "anymail.backends.postmark.EmailBackend", "OPTIONS": {"server_token": "t"}}
    assert anymail(url) == {"WEBHOOK_SECRET": "a:b", "POSTMARK_TRACKING_WEBHOOK_X": "y"}
    assert (service_of(url), service_of("smtp://mail.example"), anymail("smtp://m?webhook_secret=a")) == (
        "postmark", "", {},
    )  # fmt: skip


# The function that reads the line, the line, and what is said of it.
REFUSED: list[tuple[Any, str, str]] = [
    (lambda url: caches(url, OWN), "memcached://cache.example", "CACHE_URL is empty or begins with redis://"),
    (files_storage, "https://bucket.example", "FILES_URL is empty or begins with s3://bucket."),
    (files_storage, "s3:///folder", "FILES_URL is empty or begins with s3://bucket."),
    (files_storage, "s3://house?zone=1&acl=2", "FILES_URL knows no acl, zone."),
    (replica, "sqlite:////srv/house.sqlite3", "DATABASE_REPLICA_URL names a PostgreSQL database"),
    (mailer, "http://mail.example", "EMAIL_URL must look like smtp://host:port"),
    (mailer, "smtp://", "EMAIL_URL must look like smtp://host:port"),
    (mailer, "smtp://suivi:half/rest@mail.example", "EMAIL_URL cannot be read: what stands behind the last colon"),
    (database, "nonsense", "DATABASE_URL begins with postgres:// or sqlite:///."),
    (database, "mysql://db.example/house", "DATABASE_URL begins with postgres:// or sqlite:///."),
    (replica, "mysql://db.example/house", "DATABASE_REPLICA_URL begins with postgres://"),
    (
        database,
        "postgres://suivi:half/rest@db.example/house",
        "DATABASE_URL cannot be read: what stands behind the last",
    ),
]


def test_what_names_no_service_is_refused_with_what_it_should_look_like() -> None:
    said = []
    for read, url, _words in REFUSED:
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(url)
        said.append(str(refusal.value))
    assert [
        words for words, (_read, _url, begins) in zip(said, REFUSED, strict=True) if not words.startswith(begins)
    ] == []


def test_a_replica_is_given_up_sooner_and_mirrors_in_tests() -> None:
    found = replica("postgres://reader@replica.example/house", pooled=Pooled(size=0, looked_at=False))
    assert found["OPTIONS"] == {**FOUND_GONE, "connect_timeout": 2, "tcp_user_timeout": 3_000, "options": "-c jit=off"}
    assert (found["TEST"], found["CONN_HEALTH_CHECKS"]) == ({"MIRROR": "default"}, False)


def test_connections_are_kept_unless_somebody_says_otherwise() -> None:
    url = "postgres://suivi@db.example/house"
    pools = [database(url, pooled=Pooled(3)), database(url, pooled=Pooled(0)), database(url, testing=True),
             database(f"{url}?CONN_MAX_AGE=60")]  # fmt: skip
    assert ["pool" in each["OPTIONS"] for each in pools] == [True, False, False, False]
    assert pools[0]["OPTIONS"]["pool"]["max_size"] == 3
    assert [database("sqlite:////a", testing=each)["CONN_MAX_AGE"] for each in (True, False)] == [0, None]


def test_which_options_are_the_database_s_own() -> None:
    said = (
        "postgres://db/x?sslmode=require&conn_max_age=60&prepare_threshold=5&server_side_binding=on&a%20b=c%3Dd&&bare"
    )
    assert options_in(said) == {
        "sslmode": "require", "prepare_threshold": 5, "server_side_binding": True, "a b": "c=d", "bare": "",
    }  # fmt: skip
    limits = [(30, 60), (0, 60), (30, 0), (0, 0)]
    options = [{"options": "-c jit=off"} for _each in limits]
    for each, (statement, idle) in zip(options, limits, strict=True):
        cut_short(each, statement=statement, idle=idle)
    assert [each["options"] for each in options] == [
        "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off",
        "-c idle_in_transaction_session_timeout=60000 -c jit=off",
        "-c statement_timeout=30000 -c jit=off",
        "-c jit=off",
    ]
