"""A real Chromium on a workbench that serves the samples on loopback; pictures of what it saw are kept in out/pages."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from luoshi import project
from luoshi.model.reading import Reading
from luoshi.workbench.app import create_app
from luoshi.workbench.serving import Serving

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PICTURES = Path(__file__).resolve().parents[3] / "out" / "pages"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium these tests are skipped, and say so."""
    missing = None if CHROMIUM.exists() else f"needs Debian's chromium at {CHROMIUM}"
    for item in items:
        if missing and "browser" in str(item.fspath):
            item.add_marker(pytest.mark.skip(reason=missing))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(where: Path, serving: Serving) -> Iterator[str]:
    """A workbench over the samples, kept in a library there; its address."""
    import uvicorn  # noqa: PLC0415

    with project.open_library(where, create=True) as library:
        library.keep(found for found in project.read_paths([project.samples()]) if isinstance(found, Reading))
        port = free_port()
        app = create_app(library, serving)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench over the samples."""
    with running(tmp_path_factory.mktemp("served") / "samples.db", Serving()) as address:
        yield address


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[str]:
    """The address of one that waits for nothing that takes long."""
    with running(tmp_path / "samples.db", Serving(promptness=0)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator["playwright.sync_api.Browser"]:  # type: ignore[name-defined]  # noqa: F821
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What the page's console complained of; every test ends with none."""
    return []


@pytest.fixture
def page(chromium, served: str, faults: list[str]):  # type: ignore[no-untyped-def]
    """A page of 1440 × 1000 in Chinese that counts clicks; foreign addresses are refused."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 1000}, locale="zh-CN", base_url=served, accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    opened = context.new_page()
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    foreign: list[str] = []
    opened.on(
        "request", lambda request: None if request.url.startswith((served, "data:")) else foreign.append(request.url)
    )
    yield opened
    context.close()
    assert faults == []
    assert foreign == []
