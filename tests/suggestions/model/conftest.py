"""A server that speaks as a model's does: a real one, over HTTP, that says again what was written down."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest


@dataclass
class ModelServer:
    """`answer` writes what it says to a request; `asked` are the requests, as they came."""

    address: str = ""
    answer: Callable[[BaseHTTPRequestHandler], None] = lambda handler: None
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def says(self, content: str, status: int = 200) -> None:
        """The form is that of an answer of llama.cpp's server, written down; what it says was written by hand."""
        message = {"content": content, "role": "assistant"}
        said = {
            "id": "chatcmpl-bce9401b-9709-4bc8-b2e2-796bc2f3fe8b",
            "object": "chat.completion",
            "created": 1795939941,
            "model": "house-7b",
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 4, "completion_tokens": 4, "total_tokens": 8},
        }
        self.sends(json.dumps(said).encode(), status)

    def sends(self, body: bytes, status: int = 200, **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answer = answer

    def is_silent(self) -> None:
        self.answer = lambda handler: self.over.wait() and None

    def drips(self) -> None:
        """Letter by letter, each soon enough, all of them never."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            while not self.over.wait(0.01):
                handler.wfile.write(b" ")
                handler.wfile.flush()

        self.answer = answer


@pytest.fixture
def model(settings: Any) -> Iterator[ModelServer]:
    found = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.asked.append((self.path, dict(self.headers), json.loads(body)))
            found.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever asked has gone."""

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}/v1"
        settings.MODEL_ADDRESS, settings.MODEL_KEY, settings.MODEL_NAME = found.address, "s3cret", "house-7b"
        settings.MODEL_SECONDS = 5
        yield found
        found.over.set()
        server.shutdown()
