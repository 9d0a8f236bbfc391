"""The engine's version: part of every reading."""

__version__ = "0.1.0"
