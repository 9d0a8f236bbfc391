"""Formats that do what parsers of broken files do: hang, die, ask for the network."""

import os
import socket
import time
from collections.abc import Callable, Iterator

from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources.contract import Given, Options


class _Doing:
    name = "trouble"
    media_type = "application/octet-stream"
    apart = True

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act

    def sniff(self, head: bytes, name: str) -> bool:
        return False

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        self.act()
        yield Failure(given.uri, "tests", "the trouble did not happen")


HANGING = _Doing(lambda: time.sleep(60))
HUNGRY = _Doing(lambda: bytearray(2_000_000_000))
DYING = _Doing(os.abort)
CALLING = _Doing(lambda: socket.create_connection(("192.0.2.1", 80), timeout=1))
