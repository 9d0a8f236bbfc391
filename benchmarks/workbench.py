"""The workbench under load: pages and API on the large library, 50 users at once for 30 seconds, on loopback only.

Prints the time to the first page after start, requests a second, median and 95th percentile by address, errors, memory.
"""

import asyncio
import compileall
import http.client
import os
import resource
import socket
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

import httpx

import luoshi
from benchmarks.library import LIBRARY, build

USERS = 50
SECONDS = 30
STARTS = 5
WORDS = [
    "人工智能",
    "集成电路",
    "生物医药",
    "新能源",
    "低空经济",
    "算力",
    "数据要素",
    "量子",
    "机器人",
    "人才",
    "招商",
    "审批",
    "专精特新",
    "成果转化",
    "绿色低碳",
    "数字化转型",
    "未来产业",
    "产业链",
    "营商环境",
    "开放",
]
ZONES = ["hefei", "guiyang", "suzhou", "chengdu", "xian", "wuxi", "zhuhai", "yinchuan", "xiangyang", "bengbu"]
PAUSE = 0.5
"""A person looks at a page before asking for the next: seconds between a user's requests."""
ADDRESSES = (
    "/", "/search?q=低空经济", "/search?q=营商环境&theme=service", "/search?q=“先承诺后审批”", "/event/cc20-plenum4",
    "/compare?which=hefei+guiyang+suzhou", "/method", "/api/responses?zone=hefei", "/api/search?q=算力",
    "/api/undertakings?checkable=true&limit=50", "/api/articles", *(f"/place/{zone}" for zone in ZONES[:4]),
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def user(
    client: httpx.AsyncClient, number: int, until: float, times: dict[str, list[float]], faults: list[str]
) -> None:
    """One person, going from address to address until the time is up."""
    place = number
    while time.monotonic() < until:
        address = ADDRESSES[place % len(ADDRESSES)] if place % 3 else _searched(place)
        place += 1
        start = time.perf_counter()
        try:
            answer = await client.get(address)
            if answer.status_code >= 400:
                faults.append(f"{answer.status_code} {address}")
        except httpx.HTTPError as error:
            faults.append(f"{type(error).__name__} {address}")
        times[address].append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(PAUSE)


def _searched(place: int) -> str:
    """Every third request is a search or question of its own, seldom asked before."""
    word, zone = WORDS[place % len(WORDS)], ZONES[place * 7 % len(ZONES)]
    return f"/search?q={word}&zone={zone}" if place % 2 else f"/api/undertakings?zone={zone}&since={2018 + place % 8}"


async def load(base: str) -> tuple[dict[str, list[float]], list[str]]:
    times: dict[str, list[float]] = defaultdict(list)
    faults: list[str] = []
    limits = httpx.Limits(max_connections=USERS)
    async with httpx.AsyncClient(base_url=base, timeout=30, limits=limits) as client:
        for address in ADDRESSES:
            while "data-coming" in (await client.get(address)).text:
                await asyncio.sleep(PAUSE)
        until = time.monotonic() + SECONDS
        await asyncio.gather(*(user(client, number, until, times, faults) for number in range(USERS)))
    return times, faults


def first_page(port: int, started: float) -> float:
    """Milliseconds from the start of the process to the first page, whole. Asking is cheap, so that it takes nothing from
    the workbench that is starting."""
    while True:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            asking.request("GET", "/")
            answer = asking.getresponse()
            assert answer.status == 200
            assert answer.read().rstrip().endswith(b"</html>")
            return (time.monotonic() - started) * 1000
        except OSError:
            time.sleep(0.01)
        finally:
            asking.close()


def start(port: int) -> tuple[subprocess.Popen[bytes], float, float]:
    """A workbench with its first page shown: the process, the milliseconds it took, the seconds of processor time."""
    command = [sys.executable, "-c", "import luoshi.cli; luoshi.cli.main()", "serve", "--library", str(LIBRARY),
               "--port", str(port)]  # fmt: skip
    started = time.monotonic()
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    took = first_page(port, started)
    used = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return server, took, (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def starts() -> None:
    """The first page after start, with the package compiled as `make setup` leaves it: once without the counts that a large library keeps beside it, then as it is day by day."""
    compileall.compile_dir(Path(luoshi.__file__).parent, quiet=2)
    for kept in LIBRARY.with_name(LIBRARY.name + ".columns").glob("uptake-*.json"):
        kept.unlink()
    times = []
    for _ in range(1 + STARTS):
        server, took, used = start(free_port())
        server.terminate()
        server.wait(timeout=20)
        times.append((took, used))
    print(f"first page after start    {median(took for took, _ in times[1:]):8.0f} ms   (under 1,000 is asked; "
          f"{median(used for _, used in times[1:]):.2f} s of processor time)")  # fmt: skip
    print(f"  after a change          {times[0][0]:8.0f} ms   ({times[0][1]:.2f} s of processor time)")


def main() -> None:
    if not LIBRARY.exists():
        build()
    starts()
    port = free_port()
    server, _, _ = start(port)
    base = f"http://127.0.0.1:{port}"
    try:
        times, faults = asyncio.run(load(base))
        peak = int(Path(f"/proc/{server.pid}/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    finally:
        server.terminate()
        server.wait(timeout=20)
    every = [value for values in times.values() for value in values]
    print(f"{USERS} users, {SECONDS} s: {len(every) / SECONDS:8.0f} requests/s, {len(faults)} errors")
    print(
        f"median, 95th percentile   {median(every):8.0f} {quantiles(every, n=20)[-1]:8.0f} ms   (95th under 200 is asked)"
    )
    for address, values in ((address, times[address]) for address in ADDRESSES if len(times[address]) > 1):
        print(f"  {median(values):8.0f} {quantiles(values, n=20)[-1]:8.0f} ms   {address}")
    print(
        f"memory at its peak        {peak:8.0f} MiB (children {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f})"
    )
    for fault in faults[:5]:
        print(f"  {fault}")


if __name__ == "__main__":
    main()
