"""What each piece of evidence weighs: whole hundredths from a file of data, so that the order of adding changes nothing."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

Names = tuple[str, ...]
"""Names of pieces of evidence that hold together."""
# Groups of names are few and come again and again.
_REMEMBERED = 4096


class Weights:
    """The weights of one choice, loaded when first asked for."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._known: Mapping[str, int] | None = None
        self.of: Callable[[Names], int] = self._remembering()

    def use(self, known: Mapping[str, int]) -> None:
        """Weigh with these from now on; for training."""
        self._known = known
        self.of = self._remembering()

    def _remembering(self) -> Callable[[Names], int]:
        return lru_cache(_REMEMBERED)(self._sum)

    def _sum(self, names: Names) -> int:
        if self._known is None:
            content = files("luoshi.registry").joinpath("data", self._file).read_text(encoding="utf-8")
            self._known = json.loads(content)
        return sum(self._known.get(name, 0) for name in names)
