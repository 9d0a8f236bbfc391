"""Each question on a large library: seconds from the call to the answer, fetching included.

python -m benchmarks.analysis [LIBRARY [QUESTION …]]    (else the library of benchmarks.library)
"""

import argparse
import time
from collections.abc import Callable

import polars as pl

from benchmarks.library import LIBRARY, build
from luoshi import questions
from luoshi.analysis.coverage import Answer
from luoshi.project import Library, open_library


def _busiest(lib: Library) -> str:
    """The place with most sections."""
    return str(lib.table("sections", columns=["zone"])["zone"].drop_nulls().value_counts(sort=True)["zone"][0])


def _commonest(lib: Library) -> tuple[str, str]:
    """An event that many responses take up, and a phrase that many articles use."""
    events = lib.table("responses", columns=["events"])["events"].explode().drop_nulls().value_counts(sort=True)
    phrases = lib.table("formulations", columns=["text"])["text"].value_counts(sort=True)
    return str(events[events.columns[0]][0]), str(phrases["text"][0])


def asked(lib: Library) -> dict[str, Callable[[], Answer]]:
    """Name -> the question as every face asks it."""
    zone = _busiest(lib)
    event, phrase = _commonest(lib)
    return {
        "timeline, one event": lambda: questions.timeline(lib, event=event),
        "timeline, all events": lambda: questions.timeline(lib),
        "compare zones by themes": lambda: questions.compare(lib),
        "compare events by modality": lambda: questions.compare(
            lib, rows="events", columns="modality", measure="share"
        ),
        "compare zones by industries": lambda: questions.compare(lib, columns="industries"),
        "follow-up of one zone": lambda: questions.followup(lib, zone),
        "one formulation": lambda: questions.formulation(lib, phrase),
        "new formulations": lambda: questions.new_formulations(lib, "2025"),
        "national formulations": lambda: questions.national_formulations(lib),
        "people of one zone": lambda: questions.people(lib, zone),
        "people of all": lambda: questions.people(lib),
        "industries of one zone": lambda: questions.industries(lib, zone),
        "industries of all": lambda: questions.industries(lib),
        "chain of one zone": lambda: questions.chain(lib, zone),
        "targets of one zone": lambda: questions.targets(lib, zone),
        "targets of all": lambda: questions.targets(lib),
    }


def main() -> None:
    """Print the seconds of each question and the rows of its answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", nargs="?", default=str(LIBRARY))
    parser.add_argument("question", nargs="*")
    given = parser.parse_args() if __name__ == "__main__" else parser.parse_args([])
    if given.library == str(LIBRARY) and not LIBRARY.exists():
        build()
    with open_library(given.library) as lib:
        print(f"{len(lib):,} articles")
        for name, ask in asked(lib).items():
            if given.question and not any(word in name for word in given.question):
                continue
            start, own = time.perf_counter(), time.process_time()
            try:
                answer = ask()
                told = f"{answer.table.height:>9,} rows"
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
            spent = f"{time.perf_counter() - start:6.2f} s ({time.process_time() - own:5.2f} of all cores)"
            print(f"{name:>30}: {spent} {told}", flush=True)


if __name__ == "__main__":
    pl.Config.set_tbl_rows(5)
    main()
