"""Reuse, frames in and out: pairs of passages, for each section whose words it is made of, and its own sentences."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from luoshi.analysis.coverage import Answer, coverage
from luoshi.analysis.reuse.corpus import Corpus, articles, central_texts
from luoshi.analysis.reuse.passages import Passage, passages
from luoshi.analysis.reuse.seeds import Fresh, common, runs, within
from luoshi.analysis.reuse.shares import own_words, owners, shares
from luoshi.analysis.words import labels, say
from luoshi.errors import UsageError


def references(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Central texts as a frame: reference (id), event, title, text."""
    names = ("reference", "event", "title", "text")
    return pl.DataFrame(list(rows), schema=dict.fromkeys(names, pl.String), orient="row")


def found_in(corpus: Corpus, fresh: Fresh = None) -> list[Passage]:
    """The passages of a corpus; with `fresh` (whether each text is new), those of new texts alone."""
    told = runs(corpus.letters)
    kept = common(corpus.letters, told)
    return list(passages(corpus.letters, within(corpus.letters, told, fresh), corpus.central, kept))


def reuse(
    paragraphs: pl.DataFrame, sections: pl.DataFrame | None = None, central: pl.DataFrame | None = None
) -> Answer:
    """The passages that articles share with each other and with central texts (see `references`).

    `table`: a row a pair (reuse.corpus.PASSAGES), the earlier side as `a_…`; `kind` is "central" where `a` is a central
    text. Where very many articles share the same words, each is paired with the earliest. `parts["shares"]`: for each
    section the shares of its letters that are the centre's, shared with other places, and its own. `parts["own"]`: its
    own sentences, those with the rarest wording first.
    """
    if paragraphs.is_empty():
        raise UsageError(say("empty_library", what=labels("what")["paragraphs"]), hint=say("add_articles"))
    corpus = Corpus([*central_texts(central), *articles(paragraphs, sections)])
    found = found_in(corpus)
    owner = owners(corpus, found)
    made_of = shares(corpus, owner)
    days = paragraphs.select("article", "published").unique()
    rests_on = made_of.select("article", pl.col("place").alias("zone"), pl.lit(None, pl.String).alias("subject"))
    return Answer(
        corpus.table(found),
        coverage(rests_on.join(days, on="article", how="left")),
        {"shares": made_of, "own": own_words(corpus, owner)},
    )
