"""A real loopback server that speaks the chat-completions dialect from a script of answers.

Tests that use it carry the mark `local_server`. The last answer is repeated when the script ends.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

_USAGE: Mapping[str, object] = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True, slots=True)
class ScriptedAnswer:
    """One answer of the service.

    Args:
        pieces: texts, each sent as one chunk.
        reasoning: sent as one chunk before the pieces.
        status: anything but 200 sends `error` (or a standard one) as the body.
        headers: further headers, e.g. {"Retry-After": "7"}.
        usage: the usage chunk at the end; None sends none.
        finish: the finish reason; None sends none.
        is_cut: the connection is dropped after the pieces, before any end.
        is_endless: the pieces are repeated until the client leaves or the service closes.
        pace_s: pause between chunks.
        is_list: content is sent as a list of parts.
        error: an error object; with status 200 it comes in the stream, after the pieces.
        raw: the whole body as it is, in place of everything else.
        content_type: of `raw`.
    """

    pieces: tuple[str, ...] = ()
    reasoning: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    usage: Mapping[str, object] | None = field(default_factory=lambda: dict(_USAGE))
    finish: str | None = "stop"
    is_cut: bool = False
    is_endless: bool = False
    pace_s: float = 0.0
    is_list: bool = False
    error: Mapping[str, object] | None = None
    raw: bytes | None = None
    content_type: str = "text/event-stream"


def says(text: str, *, piece: int = 7, **changes: object) -> ScriptedAnswer:
    """Return an answer of plain text in pieces of `piece` characters."""
    pieces = tuple(text[start : start + piece] for start in range(0, len(text), piece))
    return replace(ScriptedAnswer(pieces), **changes)  # type: ignore[arg-type]  # fields by name


def proposes(
    hunks: Sequence[Mapping[str, object]] = (),
    notes: Sequence[Mapping[str, object]] = (),
    **changes: object,
) -> ScriptedAnswer:
    """Return an answer in the contract's form: hunks and notes."""
    answer = {"hunks": list(hunks), "notes": list(notes)}
    return says(json.dumps(answer, ensure_ascii=False), **changes)  # type: ignore[arg-type]  # fields by name


def refuses(status: int, *, code: str = "", retry_after: str = "") -> ScriptedAnswer:
    """Return a refusal with a status; the body repeats what bodies should never be trusted with."""
    error = {"message": "Refused. Your key sk-test-secret is shown here.", "code": code or None}
    headers = {"Retry-After": retry_after} if retry_after else {}
    return ScriptedAnswer(status=status, headers=headers, error=error)


def breaks_off(text: str) -> ScriptedAnswer:
    """Return an answer whose connection drops after the text."""
    return says(text, is_cut=True)


def never_ends(text: str = "and on ", *, pace_s: float = 0.01) -> ScriptedAnswer:
    """Return an answer that repeats its text until the client leaves."""
    return says(text, is_endless=True, pace_s=pace_s)


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """What a client sent."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, object]


class ScriptedService:
    """The server; use it as a context manager, or call close()."""

    def __init__(
        self, *answers: ScriptedAnswer | str, models: Sequence[str] = ("test-model",)
    ) -> None:
        self.requests: list[SeenRequest] = []
        self.left_early = threading.Event()
        self.is_closing = threading.Event()
        self.models = tuple(models)
        self._answers = [says(item) if isinstance(item, str) else item for item in answers]
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="scripted-service"
        )
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def root_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """The address for providers.toml."""
        return f"{self.root_url}/v1"

    def queue(self, *answers: ScriptedAnswer | str) -> None:
        """Add answers to the end of the script."""
        with self._lock:
            self._answers += [says(item) if isinstance(item, str) else item for item in answers]

    def next_answer(self, request: SeenRequest) -> ScriptedAnswer:
        """Record the request and return the answer whose turn it is."""
        with self._lock:
            self.requests.append(request)
            if not self._answers:
                return refuses(500)
            return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def providers_toml(self, *, name: str = "scripted", price: bool = True) -> str:
        """Return the text of a providers.toml that knows this service."""
        models = ", ".join(json.dumps(model) for model in self.models)
        lines = [
            f"[providers.{name}]",
            'kind = "openai"',
            f'base_url = "{self.base_url}"',
            'api_key_env = "SCRIPTED_KEY"',
            f"models = [{models}]",
        ]
        if price:
            lines.append(
                'price = { input_per_mtok = "1.00", output_per_mtok = "4.00", '
                'currency = "USD", as_of = "2026-11-01" }'
            )
        return "\n".join(lines) + "\n"

    def close(self) -> None:
        self.is_closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> ScriptedService:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, service: ScriptedService) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def do_GET(self) -> None:
        models = self.server.service.models
        if self.path.endswith("/models"):
            self._send_json(200, {"data": [{"id": model} for model in models]})
        elif self.path == "/api/tags":
            self._send_json(200, {"models": [{"name": model} for model in models]})
        else:
            self._send_json(404, {"error": {"message": "nothing here"}})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = json.loads(self.rfile.read(length) or b"{}")
        service = self.server.service
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = service.next_answer(SeenRequest(self.path, headers, body))
        self.close_connection = True
        try:
            self._send(answer)
        except (BrokenPipeError, ConnectionResetError):
            service.left_early.set()

    def _send(self, answer: ScriptedAnswer) -> None:
        if answer.raw is not None:
            self._begin(answer.status, answer.content_type, answer)
            self._chunk(answer.raw)
            self._chunk(b"")
        elif answer.status != 200:
            error = answer.error or {"message": "refused"}
            self._send_json(answer.status, {"error": error}, answer)
        else:
            self._begin(200, "text/event-stream", answer)
            self._stream(answer)

    def _stream(self, answer: ScriptedAnswer) -> None:
        if answer.reasoning:
            self._event(_choice({"reasoning_content": answer.reasoning}))
        closing = self.server.service.is_closing
        while True:
            for piece in answer.pieces:
                content = [{"type": "text", "text": piece}] if answer.is_list else piece
                self._event(_choice({"content": content}))
                if answer.pace_s and closing.wait(answer.pace_s):
                    return
            if not answer.is_endless:
                break
        if answer.is_cut:
            return
        if answer.error is not None:
            self._event({"error": answer.error})
        else:
            self._end(answer)
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _end(self, answer: ScriptedAnswer) -> None:
        if answer.finish is not None:
            self._event(_choice({}, answer.finish))
        if answer.usage is not None:
            self._event({"object": "chat.completion.chunk", "choices": [], "usage": answer.usage})

    def _begin(self, status: int, content_type: str, answer: ScriptedAnswer) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_json(
        self, status: int, document: Mapping[str, object], answer: ScriptedAnswer | None = None
    ) -> None:
        data = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (answer.headers if answer else {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _event(self, document: Mapping[str, object]) -> None:
        self._chunk(b"data: " + json.dumps(document, ensure_ascii=False).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _choice(delta: Mapping[str, object], finish: str | None = None) -> dict[str, object]:
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    return {"object": "chat.completion.chunk", "model": "test-model", "choices": choices}
