"""Where files are kept: in the data folder, or in the bucket that `FILES_URL` names."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What may stand behind the "?", and what django-storages calls it.
OPTIONS = {"endpoint": "endpoint_url", "region": "region_name", "addressing": "addressing_style"}
# A file of so many bytes is held in memory while it is read, a larger one on the disk.
IN_MEMORY = 1_000_000


def files_storage(url: str) -> dict[str, Any]:
    """Django's settings of the storage for `s3://[key:secret@]bucket[/folder][?endpoint=...&region=...&sse=...]`.

    Without a key, boto3 finds one as it always does: AWS_ACCESS_KEY_ID, a file, or the role of the machine.
    """
    if not url:
        return {"BACKEND": "tracker.kept_files.disk.Disk"}
    parts = urlsplit(url)
    said = dict(parse_qsl(parts.query))
    sse = said.pop("sse", "")
    if parts.scheme != "s3" or not parts.hostname:
        raise ImproperlyConfigured("FILES_URL is empty or begins with s3://bucket.")
    if unknown := said.keys() - OPTIONS:
        raise ImproperlyConfigured(f"FILES_URL knows no {', '.join(sorted(unknown))}.")
    options: dict[str, Any] = {OPTIONS[name]: value for name, value in said.items()}
    if parts.username:
        options |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
    if sse:
        options["object_parameters"] = {"ServerSideEncryption": sse}
    private = {"default_acl": None, "querystring_auth": True, "file_overwrite": True}
    place = {"bucket_name": parts.netloc.rpartition("@")[2], "location": parts.path.strip("/")}
    return {
        "BACKEND": "tracker.kept_files.bucket.Bucket",
        "OPTIONS": {**place, **private, "max_memory_size": IN_MEMORY, "signature_version": "s3v4", **options},
    }
