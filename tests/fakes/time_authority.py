"""A time-stamping authority on this machine: `openssl ts` behind a loopback server.

Tests that use it carry the mark `local_server`.
"""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

_CURVE = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
_CONFIG = """\
[req]
distinguished_name = name
prompt = no
[name]
CN = Authority
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.1
digests = sha256
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *words: str) -> bytes:
    """Return what `openssl` prints in a folder."""
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=True)
    return done.stdout


def make_authority(folder: Path, kind: tuple[str, ...] = _CURVE) -> None:
    """Make the keys and certificates of an authority in a folder; `kind` is that of its keys."""
    (folder / "tsa.cnf").write_text(_CONFIG, encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    new = ("req", "-config", "tsa.cnf", "-newkey", *kind)
    root = ("-x509", "-extensions", "root", "-days", "30", "-out", "root.pem")
    openssl(folder, *new, "-nodes", "-keyout", "root.key", "-subj", "/CN=Root", *root)
    openssl(folder, *new, "-nodes", "-keyout", "tsa.key", "-subj", "/CN=Stamper", "-out", "csr")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-out", "tsa.pem")
    extensions = ("-extfile", "tsa.cnf", "-extensions", "stamper")
    openssl(folder, "x509", "-req", "-in", "csr", "-days", "30", *signed, *extensions)


def reply(folder: Path, query: bytes) -> bytes:
    """Return what the authority replies to a query."""
    (folder / "query").write_bytes(query)
    keys = ("-signer", "tsa.pem", "-inkey", "tsa.key")
    return openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", *keys)


class TimeAuthority:
    """The authority at an address of this machine.

    Args:
        folder: where `make_authority` was.
        status: of each answer.
        raw: sent in place of a reply, if it is not None.
        is_silent: no answer comes until the authority closes.
    """

    def __init__(
        self,
        folder: Path,
        *,
        status: int = 200,
        raw: bytes | None = None,
        is_silent: bool = False,
    ) -> None:
        self.folder = folder
        self.status = status
        self.raw = raw
        self.is_silent = is_silent
        self.asked: list[bytes] = []
        self._closing = threading.Event()
        authority = self

        class _Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                authority.answer(self)

            def log_message(self, *_words: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/stamp"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        query = handler.rfile.read(int(handler.headers["Content-Length"]))
        assert handler.headers["Content-Type"] == "application/timestamp-query"
        self.asked.append(query)
        if self.is_silent:
            self._closing.wait()
            return
        body = reply(self.folder, query) if self.raw is None else self.raw
        handler.send_response(self.status)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def __enter__(self) -> TimeAuthority:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
