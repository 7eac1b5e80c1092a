"""Another tracker is served, signed in to and asked as its file describes it."""

import shlex
import sys
from pathlib import Path

import pytest

from bench.peers.forms import form_with
from bench.peers.server import Description, served
from bench.wire_measure import in_turns
from bench.wire_pages import LIST, same

pytestmark = pytest.mark.one_database
PEERS = Path(__file__).parents[2] / "bench" / "peers"
ASKED = {"list", "list of an owner", "a rare word", "a common word", "follow-up", "change status", "create"}
PAGE = """
    <form><input name="q"></form>
    <form action="7?edit"><input type="hidden" name="token" value="x&amp;y"><input name="title" value="Call">
    <input type="checkbox" name="private" value="1"><input type="submit" name="go">
    <input type="file" name="paper">
    <select name="owner"><option value="1">A</option><option value="2" selected>B</option></select>
    <select name="status"><option value="new">New</option><option value="old">Old</option></select>
    <textarea name="note">
As said</textarea></form>
"""
SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Tracker(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    round = 0

    def do_GET(self):
        Tracker.round += 1
        cookie = self.headers.get("Cookie", "")
        page = f"<form method=post><input name=token value={Tracker.round}><input name=who><input name=title></form>"
        self.answer(200 if self.path == "/" or "who=mei" in cookie else 403, page, f"token={Tracker.round}")

    def do_POST(self):
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        cookies = self.headers["Cookie"]
        good = f"token={Tracker.round}&" in said and ("who=mei" in said or "who=mei" in cookies and "round+" in said)
        self.answer(302 if good else 200, "", "who=mei")

    def answer(self, status, page, cookie):
        self.send_response(status)
        self.send_header("Set-Cookie", f"{cookie}; Path=/; HttpOnly")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *said):
        pass

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Tracker).serve_forever()
"""


def test_a_form_is_posted_as_it_stands() -> None:
    form = form_with(["title", "owner"], PAGE)
    assert form.action == "7?edit"
    assert form.filled == {"token": "x&y", "title": "Call", "owner": "2", "status": "new", "note": "As said"}
    with pytest.raises(ValueError, match="No form has the fields due_on"):
        form_with(["due_on"], PAGE)


@pytest.mark.parametrize("name", ["redmine", "roundup"])
def test_the_pages_of_a_peer_bear_the_names_of_ours(name: str) -> None:
    assert ASKED <= Description.read(PEERS / f"{name}.toml").pages.keys() <= {*ASKED, "report by owner"}


def test_a_peer_is_signed_in_to_and_asked_in_turn(tmp_path: Path) -> None:
    file = tmp_path / "tracker.py"
    file.write_text(SERVER)
    described = Description(
        name="Tracker",
        folder=str(tmp_path),
        serve=shlex.join([sys.executable, str(file), "PORT"]),
        environment={},
        sign_in={"address": "/", "typed": {"who": "mei"}, "then": "/list"},
        pages={"list": "/list", "create": {"address": "/new", "typed": {"title": ["Call, round TURN", "round TURN"]}}},
    )
    with served(described) as peer:
        listed, created = peer.ask("list"), peer.ask("create")
        assert listed
        assert created
        assert peer.ask("report by owner") is None
        assert [created().typed["title"], created().typed["title"]] == ["round 1", "Call, round 2"]
        (took, size), _other = in_turns([(peer.house, listed), (peer.house, same(LIST))], runs=1)
        assert took > 0
        assert size > 80
        assert in_turns([(peer.house, created)], runs=1)[0][1] == 0
