"""Train the weights of reader.subjects.turns from coded stories of several bodies, and measure them leaving stories out.

    PYTHONPATH=src:.:tools python tools/train_turns.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_turns.py [--also DIR] --write    train on all stories and write

Needs scipy (comes with scikit-learn, group `training`). DIR holds codings of one's own in the gold's form beside their texts
(NAME.json, NAME.txt), also in folders of it. A story counts where it has several sections and no printed headings; each
paragraph is a choice between staying with the body above and turning to one of those that it names (conditional logit).
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import choices

from luoshi.model.source import document
from luoshi.reader.draft import Draft
from luoshi.reader.lines import roles
from luoshi.reader.lines.look import Look, looks
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.subjects import turns
from luoshi.reader.subjects.outline import outline, parts
from luoshi.text.normalise import fold

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "luoshi" / "registry" / "data" / "turn_weights.json"
FOLDS, SEEN, STRENGTH = 10, 3, 2.0


class Story(NamedTuple):
    """A coded article: where it comes from, its lines, and the subject of each paragraph by the paragraph's id."""

    source: str
    name: str
    seen: list[Look]
    subjects: dict[str, str]

    @property
    def several(self) -> bool:
        return len(set(self.subjects.values()) - {""}) > 1


def coded(also: Path | None) -> Iterator[tuple[str, Path]]:
    """Source and coding of every article that could be one."""
    for path in sorted((ROOT / "tests").glob("*/*.json")):
        if path.parent.name in ("articles", "blind"):
            yield path.parent.name, path
    for path in sorted(also.rglob("*.json")) if also else ():
        if path.with_suffix(".txt").exists():
            yield f"also-{path.parent.name}", path


def load(also: Path | None) -> list[Story]:
    """The articles without printed headings."""
    out = []
    plan = Plan(STAGES[:1])
    for source, path in coded(also):
        subjects = _subjects(path)
        if not any(subjects.values()):
            continue
        found = document(path.with_suffix(".txt").read_text(encoding="utf-8"))
        draft = Draft(found.source, found.text)
        plan.run(draft)
        seen = looks(draft)
        if not roles.mark(seen):
            out.append(Story(source, path.stem, seen, subjects))
    return out


def _subjects(path: Path) -> dict[str, str]:
    """The subject of each paragraph that a coding tells."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record = record.get("expected", record)
    paragraphs = record.get("paragraphs") or {}
    if isinstance(paragraphs, list):
        paragraphs = {each["id"]: each for each in paragraphs}
    named = {
        each["id"]: fold(each["subject"])
        for each in record.get("sections", [])
        if each.get("id") and each.get("subject")
    }
    return {key: named.get(each.get("section") or "", "") for key, each in paragraphs.items()}


def examples(story: Story) -> list[choices.Example]:
    """A choice for each paragraph whose right answer is among the bodies that it names, told what came before."""
    front, texts, _ = parts(story.seen)
    layout = turns.laid_out(front, texts)
    state = turns.State()
    current = ""
    out = []
    for number, (look, options) in enumerate(turns.places(texts)):
        wanted = story.subjects.get(look.line.id, "")
        others = [option for option in options if not state.holds(option)]
        told = [[*turns.staying(number, look, layout), *state.stays(look)]]
        told += [[name for group in (*each.told, state.of(each)) for name in group] for each in others]
        turned = [at for at, each in enumerate(others, 1) if fold(each.heading.subject) == wanted]
        right = [0] if wanted == current else turned
        if right and others:
            out.append(choices.Example(told, right))
        if wanted and wanted != current:
            if turned:
                state.turn(others[turned[0] - 1].heading)
            current = wanted
    return out


def fit(stories: list[Story]) -> choices.Model:
    """The weights under which the coded turns of stories of several bodies are the likeliest."""
    several = [story for story in stories if story.several]
    return choices.fit([example for story in several for example in examples(story)], SEEN, STRENGTH)


def measure(stories: list[Story]) -> None:
    """Leave a tenth of the articles out in turn; print how many sections are found under their names (F1), by the choice
    alone and by the engine that asks it."""
    counts: Counter[tuple[str, str]] = Counter()
    fold_of = [zlib.crc32(story.name.encode()) % FOLDS for story in stories]
    for each in range(FOLDS):
        model = fit([story for story, where in zip(stories, fold_of, strict=True) if where != each])
        turns.WEIGHTS.use({name: round(100 * float(model.weights[at])) for name, at in model.columns.items()})
        for story, where in zip(stories, fold_of, strict=True):
            if where != each:
                continue
            front, texts, _ = parts(story.seen)
            wanted = set(story.subjects.values()) - {""}
            source = f"{story.source}, {'several' if story.several else 'one'}"
            chosen = {fold(turn.subject) for turn in turns.told(front, texts)}
            engine = {fold(heading.subject) for heading in outline(story.seen, []).headings}
            for told, found in (("choice", chosen), ("engine", engine)):
                counts[source, told] += 2 * len(found & wanted)
                counts[source, f"{told} of"] += len(found) + len(wanted)
    for source in sorted({source for source, _ in counts}):
        scores = {told: counts[source, told] / (counts[source, f"{told} of"] or 1) for told in ("choice", "engine")}
        print(f"{source:28s}", *(f"{told} {score:.3f}" for told, score in scores.items()))


def write(stories: list[Story]) -> None:
    """Train on all stories and write the weights in hundredths."""
    print(f"{choices.write(fit(stories), WEIGHTS)} weights from {len(stories)} stories")


if __name__ == "__main__":
    choices.main(__doc__, load, measure, write)
