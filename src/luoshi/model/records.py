"""What small records of the reading are made of. Their options stand here and are inherited, since a compiled module (mypyc) drops
the keyword arguments of its classes; `frozen=True` is said again for the type checker alone. Not compiled itself."""

import msgspec


class Value(msgspec.Struct, frozen=True, gc=False):
    """What is equal to its like. It holds nothing that holds it, so that the garbage collector need not look at it."""


class Ordered(msgspec.Struct, frozen=True, order=True, gc=False):
    """A value with an order, by its fields."""


class Entity(msgspec.Struct, eq=False):
    """What is itself alone, however alike another may be."""
