"""Train the weights of reader.subjects.choice from coded pages of one section, and measure them leaving pages out.

    PYTHONPATH=src:.:tools python tools/train_subjects.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_subjects.py [--also DIR] --write    train on all pages and write

Needs scipy (comes with scikit-learn, group `training`) and the shared corpus beside the checkout. DIR holds codings of
one's own in the gold's form beside their texts (NAME.json, NAME.txt), also in folders of it. A page counts where the words
of its subject are printed; the model is a choice among its candidates (conditional logit).
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import choices
from tests import shared

from luoshi.model.source import document
from luoshi.reader.draft import Draft
from luoshi.reader.lines import roles
from luoshi.reader.lines.headings import Heading
from luoshi.reader.lines.look import looks
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.subjects import own_place
from luoshi.reader.subjects.candidates import candidates
from luoshi.reader.subjects.evidence import evidence, printed
from luoshi.reader.subjects.outline import parts
from luoshi.reader.subjects.own_grade import own_grade
from luoshi.text.normalise import fold

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "luoshi" / "registry" / "data" / "subject_weights.json"
# The gold is agreed upon and our own cases show one trouble each, the other codings are one coder's each.
COUNTS = {"gold": 5, "articles": 3}
# A piece of evidence that fewer candidates have is left out; how much small weights are preferred.
FOLDS, SEEN, STRENGTH = 10, 3, 2.0


class Page(NamedTuple):
    """A coded page: where it comes from, the evidence of each candidate, and which of them are its subject."""

    source: str
    name: str
    evidence: list[frozenset[str]]
    right: list[int]


def coded(also: Path | None) -> Iterator[tuple[str, Path, str]]:
    """Source, text and subject of every page of one section."""
    for path in sorted((ROOT / "tests").glob("*/*.json")):
        if path.parent.name in ("articles", "blind") and (subject := _subject(path)):
            yield path.parent.name, path.with_suffix(".txt"), subject
    if shared.SHARED.is_dir():
        for path in sorted(shared.GOLD.rglob("[0-9]*.json")):
            if subject := _subject(path):
                yield "gold", next(shared.CORPUS.rglob(f"{path.stem}*.txt")), subject
    for path in sorted(also.rglob("*.json")) if also else ():
        if path.with_suffix(".txt").exists() and (subject := _subject(path)):
            yield f"also-{path.parent.name}", path.with_suffix(".txt"), subject


def _subject(path: Path) -> str | None:
    """The subject of the only section, or of all responses where a case lists no sections."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record = record.get("expected", record)
    sections = record.get("sections")
    if sections is None:
        subjects = {each["subject"] for each in record.get("responses", []) if "subject" in each}
        return subjects.pop() if len(subjects) == 1 else None
    return sections[0]["subject"] if len(sections) == 1 and "subject" in sections[0] else None


def load(also: Path | None) -> list[Page]:
    """The pages whose subject is among their candidates."""
    out = []
    plan = Plan(STAGES[:1])
    for source, path, subject in coded(also):
        found = document(path.read_text(encoding="utf-8"))
        draft = Draft(found.source, found.text)
        plan.run(draft)
        seen = looks(draft)
        if roles.mark(seen):
            continue
        front, texts, page = parts(seen)
        words = printed(front, texts, page, own_grade(front, texts))
        every = candidates(front, texts, page, words.grade)
        names = [own_place.settled(Heading(each.look, each.name, each.named), seen) for each in every]
        right = [at for at, told in enumerate(names) if told and fold(told.subject) == fold(subject)]
        if right:
            told = [frozenset(name for group in evidence(each, every, words) for name in group) for each in every]
            out.append(Page(source, path.stem, told, right))
    return out


def measure(pages: list[Page]) -> None:
    """Leave a tenth of the pages out in turn; print how many subjects are chosen."""
    hits: Counter[str] = Counter()
    fold_of = [zlib.crc32(page.name.encode()) % FOLDS for page in pages]
    for each in range(FOLDS):
        model = fit([page for page, where in zip(pages, fold_of, strict=True) if where != each])
        hits.update(
            page.source
            for page, where in zip(pages, fold_of, strict=True)
            if where == each and model.best(page.evidence) in page.right
        )
    counts = Counter(page.source for page in pages)
    for source in sorted(counts):
        print(f"{source:12s} {hits[source]:4d} of {counts[source]:4d}")
    print(f"{'all':12s} {sum(hits.values()):4d} of {len(pages):4d}")


def fit(pages: list[Page]) -> choices.Model:
    """The weights under which the subjects of the pages are the likeliest choices."""
    examples = [choices.Example(page.evidence, page.right) for page in pages for _ in range(COUNTS.get(page.source, 1))]
    return choices.fit(examples, SEEN, STRENGTH)


def write(pages: list[Page]) -> None:
    """Train on all pages and write the weights in hundredths."""
    model = fit(pages)
    kept = choices.write(model, WEIGHTS)
    right = sum(model.best(page.evidence) in page.right for page in pages)
    print(f"{kept} weights from {len(pages)} pages, of which {right} are chosen rightly")


if __name__ == "__main__":
    choices.main(__doc__, load, measure, write)
