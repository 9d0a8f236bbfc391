"""From an article's address back to the file that it was read from, out of the archives around it. Not for reading it."""

import os.path
from pathlib import Path

from luoshi.errors import UnreadableSource
from luoshi.sources import archives
from luoshi.sources.contract import Given, Options


def standing(uri: str) -> str | None:
    """The part of an address that names a file on disk (the article's own, or the outermost archive around it); None
    where that file is gone."""
    cut = len(uri)
    while cut > 0:
        if os.path.isfile(uri[:cut]):
            return uri[:cut]
        cut = uri.rfind("#", 0, cut)
    return None


def original(uri: str, path: Path | None = None, options: Options = Options()) -> Given:  # noqa: B008  (frozen)
    """The file that an article was read from, in hand; UnreadableSource where it is gone or cannot be unpacked. `path`
    says where the file lies whose name begins the address; without it the address itself does."""
    if path is None:
        name = standing(uri)
        if name is None:
            raise UnreadableSource("The file of this article is gone.", hint=f"It was read from {uri}.")
        path = Path(name)
    else:
        name = uri.partition("#")[0]
    given, rest = Given(name, path), uri[len(name) + 1 :]
    while rest and (found := archives.member(given, rest, options)):
        given, rest = found
    return given
