"""The engine's version: part of every reading. And whether the reader is compiled, which changes its speed and no answer."""

from importlib.util import find_spec

__version__ = "0.1.0"


def compiled() -> bool:
    """Whether the reader is machine code, as in a wheel of `make wheel`, and not read from its source."""
    engine = find_spec("luoshi.reader.engine")
    return engine is not None and engine.origin is not None and not engine.origin.endswith(".py")
