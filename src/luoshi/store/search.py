"""Searching: the rows that the index gives, weighed and put in order, with the words found in their places.

The weight is BM25 and is worked out here, so that both stores put the same hits in the same order. A word that stands
in very many passages says little about any of them: then the newest of them are weighed (`_WEIGHED`).
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, Table, func, select

from luoshi.model.codebook import MODALITIES
from luoshi.model.spans import Spans
from luoshi.model.tables import columns
from luoshi.store import indexed, inventory, questions
from luoshi.store import tables as t
from luoshi.store.contract import Filters, Hit, Hits, Kind
from luoshi.store.language import Query
from luoshi.store.rows import themes_of
from luoshi.text.tokens import Word, find, shifted, squeeze

_WEIGHED = 2000
_COUNTED, _COUNTED_BY_ROW = 20000, 5000
_ROUNDS = 5
"""How often further candidates are fetched where the words' tokens, but not the words, stand in many passages."""
_K1, _B = 1.2, 0.4
_TYPICAL = 50
"""Characters of a usual passage: what BM25 holds the length of a passage against."""

_spans = msgspec.json.Decoder(Spans).decode


class Search:
    """One search in one library."""

    def __init__(self, matcher: "Matcher", connection: Connection, query: Query, kind: Kind, filters: Filters) -> None:
        self.matching, self.connection, self.query, self.kind = matcher, connection, query, kind
        self.codes, self.left = indexed.wanted(filters)
        if kind == "formulations":
            self.codes.append(["k:f"])
        elif kind == "quantities":
            self.codes.append(["k:q"])
        self.patterns = [re.compile(word.pattern()) for word in query.words]
        self.counters = [_counter(word) for word in query.words]
        self.without = [re.compile(word.pattern()) for word in query.without]
        places = {word: place for place, word in enumerate(query.words)}
        self.clauses = [[places[word] for word in clause] for clause in query.clauses]

    @property
    def table(self) -> str:
        """The table of model.tables whose rows are found."""
        return self.kind if self.kind in ("formulations", "quantities") else "units"

    def hits(self, limit: int, offset: int = 0) -> Hits:
        """The best hits from `offset` on, and how many there are."""
        weights: list[float] = []
        scored: list[tuple[float, Row[Any]]] = []
        before = None
        for _ in range(_ROUNDS):
            rows = self.connection.execute(self.candidates(_WEIGHED, before)).all()
            full = len(rows) == _WEIGHED
            weights = weights or self._weights(len(rows))
            scored += self._scored(rows, weights)
            if not full or len(scored) >= _WEIGHED:
                break
            before = rows[-1].number
        scored.sort(key=lambda entry: (-entry[0], -entry[1].number))
        total = max(self.count(), len(scored)) if full else len(scored)
        if self.kind == "articles":
            scored = _by_article(scored)
            total = len(scored)
        more = full and (self.kind == "articles" or total >= (_COUNTED_BY_ROW if self.conditions() else _COUNTED))
        return Hits(tuple(self._hits(scored[offset : offset + limit])), total, more)

    def found(self) -> list[int] | None:
        """The numbers of all hits, None where there are too many to look at each."""
        rows = self.connection.execute(self.candidates(_WEIGHED)).all()
        if len(rows) == _WEIGHED:
            return None
        return [row.number for _, row in self._scored(rows, [0.0] * len(self.patterns))]

    def candidates(self, limit: int, before: int | None = None) -> Select[Any]:
        """The newest rows whose tokens match (with numbers below `before`), as SELECT number, words."""
        main = questions.home(self.table)
        found = self.matching(main, self.query, self.codes)
        words = [main.c.quote.label("words")] if main is t.passages else _term_words(main)
        extra = [t.sections.c.article.label("article")] if self.kind == "articles" else []
        conditions = self.conditions()
        if before is not None:
            conditions.append(found.number < before)
        asked = select(main.c.number, *words, *extra).select_from(self._source(main, found, conditions, bool(extra)))
        return asked.where(*conditions, found.condition).order_by(found.number.desc()).limit(limit)

    def _source(self, main: Any, found: "Matching", conditions: Sequence[Any], sections: bool) -> Any:
        source = found.table.join(main, main.c.number == found.number)
        needed = questions.tables_of(conditions)
        if sections or {t.sections, t.articles} & needed:
            source = source.join(t.sections, t.sections.c.number == main.c.in_section)
        if t.articles in needed:
            source = source.join(t.articles, t.articles.c.number == t.sections.c.article)
        return source

    def count(self, query: Query | None = None, most: int = _COUNTED) -> int:
        """How many rows match, counted up to a bound: a high one where the index alone can tell."""
        search = self if query is None else Search(self.matching, self.connection, query, self.kind, Filters())
        found = search.matching(questions.home(self.table), search.query, search.codes)
        if not search.conditions():
            few = select(found.number).select_from(found.table).where(found.condition).limit(most)
        else:
            few = search.candidates(_COUNTED_BY_ROW).with_only_columns(questions.home(self.table).c.number)
        asked = select(func.count()).select_from(few.subquery())
        return int(self.connection.execute(asked).scalar_one())

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters that the index does not know."""
        return [part for part in questions.where(self.table, self.left) if not _is_unit_test(part)]

    def _weights(self, found: int) -> list[float]:
        """For each word how much it says: the rarer, the more."""
        words = self.query.words
        counts = [found] if len(words) == 1 else [self.count(Query(((word,),)), _COUNTED_BY_ROW) for word in words]
        passages = max(1, inventory.holdings(self.connection).passages)
        return [math.log(1 + max(0.0, passages - n + 0.5) / (n + 0.5)) for n in counts]

    def _scored(self, rows: Sequence[Row[Any]], weights: list[float]) -> "list[tuple[float, Row[Any]]]":
        """Score and row of each row in which the words stand, in its own line or running on into the next one."""
        out, cut = [], []
        for row in rows:
            text = squeeze(row.words).text
            if any(pattern.search(text) for pattern in self.without):
                continue
            times = [counter(text) for counter in self.counters]
            if self._met(times):
                out.append((_bm25(times, weights, len(text)), row))
            elif self.table == "units":
                cut.append(row)
        return out + self._running_on(cut, weights)

    def _met(self, times: Sequence[int]) -> bool:
        return all(any(times[place] for place in clause) for clause in self.clauses)

    def _running_on(self, rows: Sequence[Row[Any]], weights: list[float]) -> "list[tuple[float, Row[Any]]]":
        """The rows in which the words stand once the beginning of the next line is read with them."""
        following = inventory.following(self.connection, [row.number for row in rows])
        out = []
        for row in rows:
            if row.number in following:
                text = squeeze(row.words + following[row.number][0][: indexed.OVERHANG]).text
                own = len(squeeze(row.words).text)
                times = [sum(found.start() < own for found in p.finditer(text)) for p in self.patterns]
                if self._met(times):
                    out.append((_bm25(times, weights, own), row))
        return out

    def _hits(self, scored: "Sequence[tuple[float, Row[Any]]]") -> Iterable[Hit]:
        """The hits of some scored rows, fetched whole."""
        main = questions.home(self.table)
        numbers = [row.number for _, row in scored]
        found = {row.number: row for row in self.connection.execute(_whole(self.table, numbers))}
        following = inventory.following(self.connection, numbers) if main is t.passages else {}
        for score, row in scored:
            if row.number in found:
                yield self._hit(score, found[row.number], following.get(row.number))

    def _hit(self, score: float, row: Row[Any], after: tuple[str, Spans] | None) -> Hit:
        place = _spans(row.spans)
        marks, words = self._marked(row.quote, place, after)
        unit = self.table == "units"
        return Hit(
            article=row.article,
            uri=row.uri,
            title=row.title,
            published=row.published,
            paragraph=row.paragraph,
            unit=row.unit if unit else None,
            spans=place,
            text=row.quote,
            score=round(score, 4),
            kind=self.kind,
            zone=row.zone,
            subject=row.subject,
            section=row.section,
            date=row.date,
            modality=MODALITIES[row.modality] if unit and row.modality is not None else None,
            checkable=row.checkable if unit else None,
            themes=themes_of(row.themes) if unit else (),
            words=words,
            marks=marks,
        )

    def _marked(self, text: str, place: Spans, after: tuple[str, Spans] | None) -> tuple[Spans, Spans]:
        """The words found, as spans of the text and as spans of the article (with what runs on into the next line)."""
        joined, pieces = (text, place) if after is None else (text + after[0], place + after[1])
        squeezed = squeeze(joined)
        found = sorted({spans for pattern in self.patterns for spans in find(pattern, squeezed)})
        found = [spans for spans in found if spans[0][0] < len(text)]
        flat = tuple(_disjoint(span for spans in found for span in spans))
        marks = tuple((a, min(b, len(text))) for a, b in flat if a < len(text))
        return marks, shifted(flat, pieces)


def _counter(word: Word) -> Callable[[str], int]:
    """How often a word stands in a squeezed text."""
    if len(word.runs) == 1:
        run = word.runs[0]
        return lambda text: text.count(run)
    pattern = re.compile(word.pattern())
    return lambda text: len(pattern.findall(text))


def _bm25(times: Sequence[int], weights: Sequence[float], length: int) -> float:
    norm = _K1 * (1 - _B + _B * length / _TYPICAL)
    return round(sum(w * n * (_K1 + 1) / (n + norm) for n, w in zip(times, weights, strict=True) if n), 6)


class Matching:
    """How a store says which rows match: a table with their numbers, and the condition."""

    def __init__(self, table: Any, number: ColumnElement[Any], condition: ColumnElement[bool]) -> None:
        self.table, self.number, self.condition = table, number, condition


Matcher = Callable[[Table, Query, list[list[str]]], Matching]


def facets(search: Search, names: Sequence[str]) -> dict[str, list[tuple[Any, int]]]:
    """For each facet its values and how many passages have them, the most frequent first.

    Few hits are counted as they are; of many the newest, as the index gives them.
    """
    main = questions.home(search.table)
    found = search.found()
    if found is None:
        few = search.candidates(_COUNTED_BY_ROW).with_only_columns(main.c.number).subquery()
    else:
        few = select(main.c.number).where(main.c.number.in_(found)).subquery()
    out = {"industry": industries(search.connection, few)} if "industry" in names else {}
    names = [name for name in names if name != "industry"]
    columns = [questions.facet(search.table, name).label(name) for name in names]
    asked = (
        select(*columns, func.count().label("n"))
        .select_from(
            few.join(main, main.c.number == few.c.number).join(t.sections, t.sections.c.number == main.c.in_section)
        )
        .group_by(*columns)
    )
    return {**questions.tallied(names, search.connection.execute(asked).all()), **out}


def industries(connection: Connection, few: Subquery) -> list[tuple[Any, int]]:
    """The industries that some passages name, and how many of them name each, the most frequent first."""
    named, passage = t.industries.c, t.passages.c
    asked = (
        select(named.name, func.count(passage.number.distinct()).label("n"))
        .select_from(
            few.join(t.passages, passage.number == few.c.number).join(
                t.industries, named.in_section == passage.in_section
            )
        )
        .where(passage.quote.contains(named.name))
        .group_by(named.name)
    )
    return sorted(((name, n) for name, n in connection.execute(asked)), key=lambda pair: (-pair[1], pair[0]))


def newest(filters: Filters) -> Subquery:
    """The numbers of the newest units that the filters leave, as many as facets look at one by one."""
    return (
        questions.statement("units", filters, ["unit"], _COUNTED_BY_ROW)
        .with_only_columns(t.passages.c.number)
        .subquery()
    )


def _is_unit_test(condition: Any) -> bool:
    """Whether a condition only says that the passage is a unit: search also finds titles, headings and captions."""
    return bool(condition.compare(t.passages.c.unit.is_not(None)))


def _term_words(main: Any) -> list[ColumnElement[Any]]:
    parts = [main.c.text, main.c.members] if main is t.formulations else [main.c.quote, main.c.indicator]
    return [func.coalesce(parts[0], "").concat("。").concat(func.coalesce(parts[1], "")).label("words")]


def _whole(table: str, numbers: Sequence[int]) -> Select[Any]:
    main = questions.home(table)
    article = t.articles.c
    section = t.sections.c
    return (
        select(
            *(questions.column(table, c.name).label(c.name) if c.name in columns(table) else c for c in main.c), article.id.label("article"), article.uri, article.title, article.published,
            section.section, section.subject, section.zone, section.date,
        )
        .select_from(main.join(t.sections, section.number == main.c.in_section).join(t.articles, article.number == section.article))
        .where(main.c.number.in_(numbers))
    )  # fmt: skip


def _by_article(scored: "list[tuple[float, Row[Any]]]") -> "list[tuple[float, Row[Any]]]":
    """One entry an article: its best passage, with the scores of all its passages added up."""
    sums: dict[int, float] = {}
    best: dict[int, Row[Any]] = {}
    for score, row in scored:
        sums[row.article] = sums.get(row.article, 0.0) + score
        best.setdefault(row.article, row)
    order = sorted(best, key=lambda article: (-round(sums[article], 6), -article))
    return [(sums[article], best[article]) for article in order]


def _disjoint(spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last:
                yield last
            last = (start, end)
    if last:
        yield last
