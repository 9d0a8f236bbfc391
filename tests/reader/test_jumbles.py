"""Own-written round-ups, jumbled as columns do: the repaired order is the original one, as far as the text can tell."""

from collections.abc import Sequence
from random import Random

import pytest

from tests.reader import roundups
from tests.reader.roundups import JUMBLES, Piece
from tests.reader.test_structure import structured

SEEDS = range(24)
# Share of lines that stand in their place again. What is lost is lost to the text: a paragraph that names nobody may
# stand in either of two sections. Floors only rise.
FLOORS = {
    (): 1.0,
    ("cut",): 0.98,
    ("heading below",): 0.98,
    ("heading in two",): 0.98,
    ("lead inside",): 0.98,
    ("cut", "heading below"): 0.97,
    ("printed twice",): 0.92,
    ("paragraph astray",): 0.90,
    ("interleaved",): 0.84,
    ("tail away",): 0.78,
}


def read(pieces: Sequence[Piece]) -> list[tuple[object, ...]]:
    """For each line: role, section by number, order, joins, and the line that it repeats, as the engine has it."""
    draft = structured("\n".join(piece.text for piece in pieces))
    numbers = {
        line.section.id: piece.section
        for piece, line in zip(pieces, draft.lines, strict=True)
        if piece.role == "heading" and line.section
    }
    return [
        (
            line.role,
            numbers.get(line.section.id) if line.section else None,
            line.section.lines.index(line) + 1 if line.section and not line.duplicate_of else None,
            line.joins,
            line.duplicate_of.index if line.duplicate_of else None,
        )
        for line in draft.lines
    ]


@pytest.mark.parametrize("kinds", FLOORS, ids="+".join)
def test_a_jumbled_round_up_is_put_in_order(kinds: tuple[str, ...]) -> None:
    """Of the lines of jumbled round-ups at least the floor's share stands in its section, in its order, joined or not."""
    right = total = 0
    for seed in SEEDS:
        pieces, random = roundups.roundup(seed), Random(seed)
        for kind in kinds:
            pieces = JUMBLES[kind](pieces, random)
        pairs = list(zip(roundups.expected(pieces), read(pieces), strict=True))
        right += sum(wanted == found for wanted, found in pairs)
        total += len(pairs)
    assert right / total >= FLOORS[kinds]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_has_one_place(seed: int) -> None:
    """Whatever the jumble, no line is lost or told twice: sections hold each of their lines once, copies apart."""
    pieces, random = roundups.roundup(seed), Random(seed)
    for jumble in JUMBLES.values():
        pieces = jumble(pieces, random)
    draft = structured("\n".join(piece.text for piece in pieces))
    held = [line for section in draft.sections for line in section.lines]
    assert len(held) == len({line.id for line in held})
    assert {line.id for line in held} == {line.id for line in draft.lines if line.section and not line.duplicate_of}


@pytest.mark.parametrize("seed", range(40))
def test_lines_in_any_order_are_read(seed: int) -> None:
    """Lines shuffled beyond repair still make a reading: the matching of cut lines ends and makes no circle."""
    pieces, random = roundups.roundup(seed), Random(seed)
    pieces = JUMBLES["cut"](JUMBLES["cut"](pieces, random), random)
    random.shuffle(pieces)
    draft = structured("\n".join(piece.text for piece in pieces))
    held = [line.id for section in draft.sections for line in section.lines]
    assert len(held) == len(set(held))
