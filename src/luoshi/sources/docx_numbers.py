"""The numbers that Word prints before paragraphs and keeps out of their text: 一、 （二） 1. and the like."""

import re
from collections.abc import Callable
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number up to 99 as Chinese counts: 一, 十, 十二, 二十三; larger ones in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def roman(number: int) -> str:
    """A number in Roman numerals."""
    out = ""
    for value, mark in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + mark, number - value
    return out


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if 0 < n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if 0 < n <= 20 else str(n),
    "decimalFullWidth": lambda n: str(n).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "upperLetter": lambda n: chr(64 + (n - 1) % 26 + 1),
    "lowerLetter": lambda n: chr(96 + (n - 1) % 26 + 1),
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "decimalZero": lambda n: f"{n:02d}",
}
_SILENT = frozenset({"bullet", "none"})


class Numbers:
    """The numbering of one document: `before` is asked for its paragraphs in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
        for relation in document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith("/numbering"):
                self._load(relation.target_part.element)

    def _load(self, root: Any) -> None:
        for kind in root.iterchildren(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl")): level for level in kind.iterchildren(f"{_W}lvl")}
            self._levels[kind.get(f"{_W}abstractNumId")] = levels
        for number in root.iterchildren(f"{_W}num"):
            kind = number.find(f"{_W}abstractNumId")
            if kind is not None:
                self._kinds[number.get(f"{_W}numId")] = kind.get(f"{_W}val")

    def before(self, paragraph: Any) -> str:
        """The number that is printed before a paragraph; empty where there is none."""
        number, level = self._given(paragraph)
        levels = self._levels.get(self._kinds.get(number or "", ""), {})
        if number is None or level not in levels:
            return ""
        counts = self._counts.setdefault(self._kinds[number], {})
        counts[level] = counts.get(level, self._start(levels[level]) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return self._printed(levels, level, counts)

    def _given(self, paragraph: Any) -> tuple[str | None, int]:
        """The numbering and level of a paragraph, from itself or from its style and the styles under that."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        element, seen = paragraph, 0
        while element is not None and seen < 12:
            numbering = element.find(f"{_W}pPr/{_W}numPr")
            number = numbering.find(f"{_W}numId") if numbering is not None else None
            if number is not None:
                level = numbering.find(f"{_W}ilvl")
                return number.get(f"{_W}val"), int(level.get(f"{_W}val")) if level is not None else 0
            base = style if element is paragraph else element.find(f"{_W}basedOn")
            element, seen = self._styles.get(base.get(f"{_W}val")) if base is not None else None, seen + 1
        return None, 0

    def _printed(self, levels: dict[int, Any], level: int, counts: dict[int, int]) -> str:
        pattern = levels[level].find(f"{_W}lvlText")
        if pattern is None or self._format(levels[level]) in _SILENT:
            return ""

        def number(found: "re.Match[str]") -> str:
            asked = int(found.group(1)) - 1
            form = levels.get(asked)
            count = counts.get(asked, self._start(form) if form is not None else 1)
            return _FORMATS.get(self._format(form), str)(count)

        return re.sub(r"%(\d)", number, pattern.get(f"{_W}val") or "")

    @staticmethod
    def _format(level: Any) -> str:
        form = level.find(f"{_W}numFmt") if level is not None else None
        return form.get(f"{_W}val") if form is not None else "decimal"

    @staticmethod
    def _start(level: Any) -> int:
        start = level.find(f"{_W}start")
        return int(start.get(f"{_W}val")) if start is not None else 1
