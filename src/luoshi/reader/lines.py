"""The printed line of each place of the flow: findings are counted once a line."""

from bisect import bisect_right

from luoshi.reader.draft import Draft, Line


class Places:
    """Places of a draft's flow."""

    def __init__(self, draft: Draft) -> None:
        self._starts: list[int] = []
        self._lines: list[Line] = []
        for block in draft.flow.blocks:
            place = block.start
            for line in block.lines:
                self._starts.append(place)
                self._lines.append(line)
                place += len(line.text)

    def line(self, position: int) -> Line:
        """The line that holds a position of the flow."""
        return self._lines[bisect_right(self._starts, position) - 1]
