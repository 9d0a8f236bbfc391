"""A PostgreSQL server for tests: Debian's, on loopback, on a free port, in a folder of its own, by an unprivileged user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def absent() -> str:
    """Why there can be no server here; empty where there can."""
    if _binaries() is None:
        return "needs Debian's postgresql under /usr/lib/postgresql, which is not installed"
    if os.geteuid() == 0 and _user() is None:
        return "needs the user postgres to run the server, since root may not"
    return ""


def _binaries() -> Path | None:
    return max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)


def _user() -> str | None:
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, without a database; it is stopped and forgotten at the end."""
    initdb = _binaries()
    assert initdb
    folder = Path(tempfile.mkdtemp(prefix="luoshi-postgresql-"))
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str | Path) -> None:
        subprocess.run([*as_user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    control = initdb.with_name("pg_ctl")
    run(initdb, "-D", folder / "data", "-U", "luoshi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run(control, "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start")
    try:
        yield f"postgresql://luoshi@127.0.0.1:{port}"
    finally:
        run(control, "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
