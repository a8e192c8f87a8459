"""The child process that runs a model in llama.cpp's server on loopback, as long as its parent.

One JSON line on standard input says what to run; one JSON line on standard output says where it
listens. When standard input ends, because the parent stopped it or died, the process is gone.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import cast


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """What the child is told.

    Args:
        weights: path of a .gguf file.
        alias: the model's name in requests.
        key: what requests must carry; made anew for every start.
        context: how many tokens prompt and answer may have together.
        threads: threads that write; one is best for a tiny model on a busy machine.
    """

    weights: str
    alias: str
    key: str
    context: int = 4096
    threads: int = 1

    def to_line(self) -> str:
        """Return the one line that the child reads."""
        return json.dumps(asdict(self)) + "\n"


def read_config(line: str) -> ServerConfig:
    """Return what the parent's line says."""
    return ServerConfig(**json.loads(line))


def params(config: ServerConfig) -> object:
    """Return the server's parameters; every use of the library's names is in this module."""
    chosen = _library().CommonParams()
    chosen.model.path = config.weights
    chosen.model_alias = {config.alias}
    chosen.hostnames = ["127.0.0.1"]
    chosen.port = 0  # the system picks a free one
    chosen.api_keys = [config.key]
    chosen.n_ctx = config.context
    chosen.n_parallel = 1  # the context is shared among parallel answers
    chosen.cpuparams.n_threads = config.threads
    chosen.cpuparams_batch.n_threads = min(4, os.cpu_count() or 1)
    chosen.ui = False
    chosen.offline = True
    chosen.verbosity = -1
    chosen.cors_origins = "http://127.0.0.1"  # the default lets every web page in
    chosen.cors_credentials = False
    return chosen


def serve(config: ServerConfig) -> tuple[object, str]:
    """Start the server; return it, to be kept, and its address."""
    server = _library().Server(params(config))
    return server, str(server.listening_address)


def main() -> None:
    """Run until standard input ends."""
    # The library may write to descriptor 1; the parent must find our line there and nothing else.
    answers = os.dup(1)
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(10)  # the writer's window comes first
    config = read_config(sys.stdin.readline())
    server, url = serve(config)
    os.write(answers, (json.dumps({"url": url}) + "\n").encode())
    sys.stdin.read()
    os._exit(0 if server is not None else 1)  # no teardown: nothing is worth waiting for


def _library() -> ModuleType:
    """Import the engine: 100 MB of native code that only the child may carry."""
    import xllamacpp  # noqa: PLC0415 - only in the child process

    return cast("ModuleType", xllamacpp)  # an untyped module is Any


if __name__ == "__main__":
    main()
