"""Luoshi (落实): from what was said to what was done.

Reads Chinese reporting on how places respond to central policy into findings that point at their exact words.
Names are loaded when they are first used, so that importing the package stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luoshi import questions as questions
    from luoshi.errors import LuoshiError as LuoshiError
    from luoshi.model.failure import Failure as Failure
    from luoshi.model.reading import Reading as Reading
    from luoshi.project import Library as Library
    from luoshi.project import open_library as open  # noqa: F401  (the public name differs)
    from luoshi.project import read as read
    from luoshi.project import read_file as read_file
    from luoshi.project import read_paths as read_paths

from luoshi.version import __version__

# The public names and where they live: the one list behind `luoshi.…`.
_PUBLIC = {
    "Failure": "luoshi.model.failure:Failure",
    "Library": "luoshi.project:Library",
    "LuoshiError": "luoshi.errors:LuoshiError",
    "Reading": "luoshi.model.reading:Reading",
    "open": "luoshi.project:open_library",
    "read": "luoshi.project:read",
    "read_file": "luoshi.project:read_file",
    "read_paths": "luoshi.project:read_paths",
    "questions": "luoshi.questions",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'luoshi' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    found = import_module(module)
    return getattr(found, attribute) if attribute else found
