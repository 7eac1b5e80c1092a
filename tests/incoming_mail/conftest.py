"""The house as it reads mail; and a real mailbox, which Dovecot holds."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from imap_tools import MailBoxUnencrypted

from tests.incoming_mail.mails import ADDRESS, SERVER

DOVECOT = Path("/usr/sbin/dovecot")
SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@pytest.fixture(autouse=True)
def _house() -> Iterator[None]:
    with override_settings(MAIL_IN_ADDRESS=ADDRESS, MAIL_IN_SERVER=SERVER):
        yield


@dataclass(frozen=True)
class Mailbox:
    port: int
    user: str

    @property
    def url(self) -> str:
        return f"imap://{self.user}:secret@127.0.0.1:{self.port}/INBOX"

    def deliver(self, mail: bytes) -> None:
        with self._opened() as box:
            box.append(mail, "INBOX")

    def unread(self) -> int:
        with self._opened() as box:
            return len(box.uids("UNSEEN"))

    def _opened(self) -> Any:
        return MailBoxUnencrypted("127.0.0.1", self.port, timeout=20).login(self.user, "secret")


@pytest.fixture
def mailbox(imap_port: int, request: pytest.FixtureRequest) -> Mailbox:
    """Empty: of each test another."""
    return Mailbox(imap_port, sha256(request.node.nodeid.encode()).hexdigest()[:12])


@pytest.fixture(scope="module")
def imap_port() -> Iterator[int]:
    """Of a server that nobody else reaches. It runs as nobody where the tests run as root."""
    if not DOVECOT.is_file():
        pytest.skip("Dovecot is not installed (Debian's dovecot-imapd).")
    is_root = os.getuid() == 0
    account = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
    # What a socket is called may not be long, and the folders of pytest are root's alone.
    folder = Path(tempfile.mkdtemp(prefix="imap"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "run").mkdir(mode=0o755)
    (folder / "mail").mkdir()
    names = {"user": account.pw_name, "group": _group(account.pw_gid)}
    (folder / "conf").write_text(SETTINGS.format(folder=folder, port=port, **names))
    how: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if is_root else {}
    if is_root:
        for path in (folder, *folder.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
    # It goes to the background once it listens.
    subprocess.run([DOVECOT, "-c", folder / "conf"], check=True, **how)
    try:
        yield port
    finally:
        subprocess.run([DOVECOT, "-c", folder / "conf", "stop"], check=True, **how)
        shutil.rmtree(folder)


def _group(key: int) -> str:
    return grp.getgrgid(key).gr_name
