"""Sources: HTML pages a second beside trafilatura in the same run, PDF pages a second, and memory at its peak.

Pages are the corpus's where it is there, else those that the tests make. One core, start-up excluded.
"""

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.shared import CORPUS
from tests.sources.pages import PAGES

from luoshi.errors import UnreadableSource
from luoshi.sources import apart
from luoshi.sources.catalogue import documents_of, load
from luoshi.sources.contract import Given, Options
from luoshi.sources.html import page_document

ROUNDS = 5


def main() -> None:
    _html()
    _pdf()
    _memory()


def _pages() -> list[bytes]:
    found = [path.read_bytes() for path in sorted((CORPUS / "pages").glob("*.shtml"))]
    return found or [page().encode() for page in PAGES.values()]


def _best(act: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds."""
    act()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def _ours(pages: Sequence[bytes]) -> None:
    for page in pages:
        try:
            page_document(page, "a.html", Options())
        except UnreadableSource:  # a table of contents without an article
            continue


def _html() -> None:
    pages = _pages()
    told = [page for page in pages if not _empty(page)]
    for name, some in (("all pages", pages), ("pages with an article", told)):
        ours = _best(lambda some=some: _ours(some))  # type: ignore[misc]
        line = f"HTML, {name}: {len(some)} pages, {len(some) / ours:,.0f} a second"
        try:
            import trafilatura  # noqa: PLC0415  (the yardstick)
        except ImportError:
            print(line, "(trafilatura is not installed)")
            continue
        theirs = _best(lambda some=some: [trafilatura.extract(page) for page in some])  # type: ignore[misc]
        print(f"{line}; trafilatura alone {len(some) / theirs:,.0f}; our time is {ours / theirs:.2f} of its time")


def _empty(page: bytes) -> bool:
    try:
        page_document(page, "a.html", Options())
    except UnreadableSource:
        return True
    return False


def _pdf() -> None:
    try:
        from tests.sources import layouts  # noqa: PLC0415  (needs reportlab and a font)
    except ImportError:
        print("PDF: reportlab or pypdfium2 is not installed")
        return
    if layouts.FONT is None:
        print("PDF: no Chinese font (Debian package fonts-wqy-zenhei)")
        return
    content = [make() for make, _ in layouts.LAYOUTS.values()]
    pdf = load("luoshi.sources.pdf:PDF")
    inside = _best(lambda: [list(pdf.open(Given("a.pdf", content=page), Options())) for page in content])
    outside = _best(lambda: [list(documents_of(page, "a.pdf")) for page in content])
    print(
        f"PDF: {len(content) / inside:,.0f} newspaper pages a second; {len(content) / outside:,.0f} in the child "
        "process, starting it excluded"
    )


def _memory() -> None:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    peaks = [_peak(child.process.pid) for child in apart._idle]
    print(
        f"memory at its peak: {own} MB in this process (trafilatura included), {max(peaks, default=0)} MB in the child"
    )


def _peak(pid: int) -> int:
    """The largest resident size of a process, in MB; 0 where the system does not tell."""
    try:
        words = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in words.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
