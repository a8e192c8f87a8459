from __future__ import annotations

from cocreate.providers.builtin_server import ServerConfig, params, read_config

CONFIG = ServerConfig("/models/a.gguf", "tiny", "secret", context=2048, threads=2)


def test_the_configuration_survives_its_line():
    line = CONFIG.to_line()
    assert line.count("\n") == 1
    assert read_config(line) == CONFIG


def test_the_server_is_private_and_modest():
    chosen = params(CONFIG)
    seen = {
        name: getattr(chosen, name)
        for name in ("hostnames", "port", "api_keys", "n_ctx", "n_parallel", "offline", "ui")
    }
    assert seen == {
        "hostnames": ["127.0.0.1"],
        "port": 0,
        "api_keys": ["secret"],
        "n_ctx": 2048,
        "n_parallel": 1,
        "offline": True,
        "ui": False,
    }
    assert getattr(chosen, "cors_origins") == "http://127.0.0.1"  # noqa: B009 - an untyped object
