from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cocreate.base.errors import ProviderError
from cocreate.providers import weights
from cocreate.providers.complaints import Called
from cocreate.providers.http_client import Call, make
from cocreate.providers.local_model import (
    LocalModel,
    LocalProvider,
    ModelFile,
    embedded,
    from_disk,
)
from cocreate.providers.provider import Message, Request, TextDelta
from tests.fakes.scripted_service import ScriptedService, breaks_off, refuses
from tests.providers.wire_fixtures import collected, stream_all

HELLO = Request(weights.MODEL, (Message("user", "Say hello."),), max_tokens=8, temperature=0.0)
LONG = Request(weights.MODEL, (Message("user", "Tell a long story."),), max_tokens=2000)


def asking(file: ModelFile, python: str = sys.executable) -> str:
    """Return the sentence with which the model refuses to start."""
    model = LocalModel(file, python=python)
    with pytest.raises(ProviderError) as caught:
        stream_all(LocalProvider("built-in", model), HELLO)
    assert model.pid is None
    return caught.value.sentence


def a_python(tmp_path: Path, body: str) -> str:
    """Return the path of a program that stands in for Python and does what `body` says."""
    path = tmp_path / "python"
    path.write_text(f"#!{sys.executable}\nimport os, sys, signal\n{body}\n")
    path.chmod(0o755)
    return str(path)


def a_model_file(tmp_path: Path) -> ModelFile:
    path = tmp_path / "small model.gguf"
    path.write_bytes(b"GGUF and then nothing that makes sense")
    return from_disk(path)


def test_missing_weights_are_told():
    sentence = asking(ModelFile(None, "m", "the built-in model", "hash"))
    assert sentence.startswith("The built-in model is not installed: run `cocreate models install")


def test_a_missing_file_is_told(tmp_path: Path):
    assert "cannot be read" in asking(from_disk(tmp_path / "gone.gguf"))


def test_a_file_that_is_no_model_is_told(tmp_path: Path):
    path = tmp_path / "novel.gguf"
    path.write_text("Call me Ishmael.")
    assert asking(from_disk(path)).startswith("The model file novel.gguf is not a GGUF model")


def test_damaged_weights_are_told(tmp_path: Path):
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF?")
    file = ModelFile(path, "m", "the built-in model", weights.SHA256)
    assert "damaged" in asking(file)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("sys.exit('libgomp.so.1: cannot open shared object file')", "install libgomp1"),
        ("sys.exit(\"No module named 'xllamacpp'\")", "engine is not installed"),
        ("os.kill(os.getpid(), signal.SIGILL)", "the processor of this computer"),
        ("sys.exit(1)", "could not be loaded"),
        ("print('nonsense', flush=True); sys.stdin.read()", "could not be loaded"),
        ("print('[]', flush=True); sys.exit(0)", "could not be loaded"),
    ],
)
def test_a_server_that_does_not_start_is_told_with_its_reason(tmp_path: Path, body, words):
    python = a_python(tmp_path, body)
    assert words in asking(a_model_file(tmp_path), python)


def test_a_server_that_hangs_is_given_up(tmp_path: Path):
    python = a_python(tmp_path, "import time; signal.pause()")
    model = LocalModel(a_model_file(tmp_path), python=python, start_limit_s=0.2)
    with pytest.raises(ProviderError, match="could not be loaded"):
        asyncio.run(model.endpoint())


def test_a_python_that_is_not_there_is_told(tmp_path: Path):
    assert "cannot start" in asking(a_model_file(tmp_path), str(tmp_path / "nowhere"))


def a_server(tmp_path: Path, url: str, then: str) -> LocalModel:
    """Return a model whose server says it listens at `url` and then does what `then` says."""
    body = f"""
sys.stdin.readline()
print('{{"url": "{url}"}}', flush=True)
{then}
"""
    return LocalModel(a_model_file(tmp_path), python=a_python(tmp_path, body))


@pytest.mark.local_server
def test_a_server_that_lives_is_not_started_anew_after_a_failure(tmp_path: Path):
    with ScriptedService(breaks_off("")) as service:
        model = a_server(tmp_path, service.root_url, "sys.stdin.read()")
        with pytest.raises(ProviderError, match="broke off"):
            stream_all(LocalProvider("built-in", model), HELLO)
        assert len(service.requests) == 1


@pytest.mark.local_server
def test_a_server_that_died_is_started_anew_once(tmp_path: Path):
    with ScriptedService(breaks_off(""), "Hello") as service:
        model = a_server(tmp_path, service.root_url, "")
        made = collected(stream_all(LocalProvider("built-in", model), HELLO))
        assert made.text == "Hello"
        assert len(service.requests) == 2


@pytest.mark.local_server
def test_a_refusal_is_no_reason_to_start_anew(tmp_path: Path):
    with ScriptedService(refuses(400, code="exceed_context_size_error")) as service:
        model = a_server(tmp_path, service.root_url, "")
        with pytest.raises(ProviderError, match="too long for the model"):
            stream_all(LocalProvider("built-in", model), HELLO)


@pytest.mark.local_server
def test_what_had_begun_is_not_begun_again(tmp_path: Path):
    with ScriptedService(breaks_off("Once upon")) as service:
        model = a_server(tmp_path, service.root_url, "")
        with pytest.raises(ProviderError, match="The answer of The model file"):
            stream_all(LocalProvider("built-in", model), HELLO)
        assert len(service.requests) == 1


def test_stopping_what_never_ran_is_harmless():
    LocalModel(embedded()).stop()


def test_the_provider_is_local():
    provider = LocalProvider("built-in", LocalModel(embedded()))
    assert provider.name == "built-in"
    assert provider.is_local
    provider.stop()


@pytest.mark.slow
@pytest.mark.local_server
def test_a_broken_model_file_is_told_by_the_real_server(tmp_path: Path):
    assert "could not be loaded" in asking(a_model_file(tmp_path))


@pytest.mark.slow
@pytest.mark.local_server
def test_the_embedded_model_answers_and_stops():
    model = LocalModel(embedded())
    provider = LocalProvider("built-in", model)
    made = collected(stream_all(provider, HELLO))
    assert made.text
    assert made.usage.output_tokens > 0
    assert not made.usage.is_estimated
    assert model.pid is None


@pytest.mark.slow
@pytest.mark.local_server
def test_a_file_from_disk_is_served_too(tmp_path: Path):
    path = weights.find_weights()
    assert path is not None
    link = tmp_path / "mine.gguf"
    link.symlink_to(path)
    made = collected(stream_all(LocalProvider("gguf", LocalModel(from_disk(link))), HELLO))
    assert made.text


@pytest.mark.slow
@pytest.mark.local_server
def test_leaving_an_answer_frees_the_model_and_a_killed_server_starts_anew():
    async def go() -> None:
        model = LocalModel(embedded())
        provider = LocalProvider("built-in", model)
        async with contextlib.aclosing(provider.stream(LONG)) as deltas:
            async for delta in deltas:
                if isinstance(delta, TextDelta):
                    break
        # With one place in the server, this waits for the story unless leaving had ended it.
        async with asyncio.timeout(20):
            assert [delta async for delta in provider.stream(HELLO)]
        first = model.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert [delta async for delta in provider.stream(HELLO)]
        assert model.pid not in (None, first)
        await provider.aclose()

    asyncio.run(go())


@pytest.mark.slow
@pytest.mark.local_server
def test_the_server_lets_nobody_in_without_its_key():
    async def go() -> None:
        model = LocalModel(embedded())
        url, _ = await model.endpoint()
        client = make(local=True)
        call = Call(Called("x", "127.0.0.1"), f"{url}/models", {"Authorization": "Bearer wrong"})
        with pytest.raises(ProviderError, match="does not accept the key"):
            async with client.ask(Call(call.called, f"{url}/chat/completions", {}, {})):
                pass
        await client.aclose()
        model.stop()

    asyncio.run(go())


_PARENT = """
import asyncio, json, sys
from cocreate.providers.local_model import LocalModel, embedded
model = LocalModel(embedded())
asyncio.run(model.endpoint())
print(json.dumps(model.pid), flush=True)
sys.stdin.read()
"""


@pytest.mark.slow
@pytest.mark.local_server
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches a process that is not a child")
def test_killing_the_parent_ends_the_server():
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as parent:
        assert parent.stdout is not None
        child = json.loads(parent.stdout.readline())
        watch = os.pidfd_open(child)
        parent.kill()
        ended, _, _ = select.select([watch], [], [], 10)
        os.close(watch)
    assert ended, f"the server {child} outlived its parent"
