"""Calling `luoshi` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def luoshi(*arguments: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line; the answer holds exit status, standard output and standard error as bytes."""
    return subprocess.run(
        [sys.executable, "-c", "import luoshi.cli; luoshi.cli.main()", *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**os.environ, "LUOSHI_LANG": "en", **environment},
        check=False,
    )
