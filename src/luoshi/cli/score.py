"""`luoshi score`: readings beside gold codings, field by field."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from luoshi.cli import terminal
from luoshi.errors import UsageError
from luoshi.evaluation import gold as golds
from luoshi.evaluation.measures import Found, Paired, Tally
from luoshi.evaluation.score import score as score_readings
from luoshi.model import codec

UNSCORED = 2


def score(
    readings: Annotated[Path, typer.Argument(help="Readings as JSON Lines, as `luoshi read` writes them.")],
    gold: Annotated[Path, typer.Option("--gold", help="A folder of gold codings.")],
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FIELD", help="List what was missed and what was extra in one field."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score readings against gold codings."""
    if not readings.is_file():
        raise UsageError(f"There is no file {readings}.", hint="Make it with: luoshi read PATH… -o FILE")
    with readings.open("rb") as file:
        read = list(codec.decode_lines(file, str(readings)))
    tally, absent = score_readings(golds.load(gold), read)
    if errors:
        _print_errors(tally, errors)
    elif as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(tally.figures())).decode())
    else:
        _print_figures(tally)
    for doc in absent:
        typer.echo(f"{doc}: no reading of this text", err=True)
    raise typer.Exit(UNSCORED if absent else 0)


def _print_figures(tally: Tally) -> None:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(terminal.tell("field", "项目"))
    for head in ("n", "found", "accuracy", "kappa", "precision", "recall", "F1"):
        table.add_column(head, justify="right")
    for field, figure in sorted(tally.figures().items()):
        table.add_row(field, *_cells(figure))
    terminal.out().print(table)


def _cells(figure: Paired | Found) -> list[str]:
    def show(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    if isinstance(figure, Paired):
        return [str(figure.n), "", show(figure.accuracy), show(figure.kappa), "", "", ""]
    return [str(figure.gold), str(figure.found), "", "", show(figure.precision), show(figure.recall), show(figure.f1)]


def _print_errors(tally: Tally, field: str) -> None:
    """What was missed and what was extra, or the pairs of codes that differ, tab-separated."""
    if field not in tally.figures():
        raise UsageError(f"There is no field {field!r}.", hint=f"Fields: {', '.join(sorted(tally.figures()))}.")
    for label, table in (("missed", tally.missed), ("extra", tally.extra)):
        for row in table.get(field, []):
            typer.echo("\t".join([label, *map(str, row)]))
    for (gold, read), count in tally.confusions(field):
        typer.echo(f"{count}\tgold\t{gold}\tread\t{read}")
