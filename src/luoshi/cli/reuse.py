"""`luoshi reuse` and `luoshi reference`: whose words a library's articles are made of, and the central texts compared."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli import terminal
from luoshi.cli.answers import (
    Asked,
    Drawn,
    Form,
    Format,
    Most,
    Out,
    Where,
    Zones,
    draw,
    give,
    nested,
    opened,
    write,
)  # fmt: skip
from luoshi.cli.printed import language
from luoshi.errors import UsageError

if TYPE_CHECKING:
    from luoshi.analysis.reuse import Index
    from luoshi.project import Library

reference = typer.Typer(no_args_is_help=True, help="The central texts with which articles are compared.")


def reuse(
    zone: Zones = None,
    shares: Annotated[bool, typer.Option("--shares", help="For each section whose words it is made of.")] = False,
    own: Annotated[bool, typer.Option("--own", help="A place's own sentences, those with the rarest wording first.")] = False,
    kind: Annotated[str | None, typer.Option("--kind", help="central or article: pairs with central texts, or between articles.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Look for everything anew.")] = False,
    library: Where = "luoshi.db", form: Form = Format.table, out: Out = None, chart: Drawn = None, limit: Most = 40,
) -> None:  # fmt: skip
    """Passages that articles share with each other and with central texts, exact or with small changes."""
    from luoshi.questions import sharing  # noqa: PLC0415  (frames are loaded when a question is asked)
    from luoshi.questions.fetching import place_key  # noqa: PLC0415

    if kind not in (None, "central", "article"):
        raise UsageError(f"There is no kind {kind!r}.", hint="Kinds: central, article.")
    if own and len(zone or ()) != 1:
        raise UsageError("Own words are listed for one place.", hint="luoshi reuse ZONE --own")
    printed = form is Format.table and out is None
    with opened(library) as lib:
        index = sharing.index_of(lib)
        places = [place_key(lib, name) for name in zone or ()]
        if rebuild:
            index.clear()
        up_to_date(lib, index)
    most = 1 if shares or own else limit if printed and limit else None
    answer = index.answer(places, kind=kind, most=most)
    if form is Format.jsonl and not (shares or own):
        write(nested(answer.table), out, form)
    else:
        part = answer.parts["shares"] if shares else index.own(places[0]) if own else answer.table
        shown = ("kind", "letters", "same", "a_place", "a_date", "a_title", "b_place", "b_date", "b_title", "a_text", "b_text",
                 "article", "section", "place", "central", "shared", "own", "rarity", "quote")  # fmt: skip
        counted = int(answer.parts["counted"]["passages"].sum()) if printed and not (shares or own) else None
        give(answer, shown, Asked(form, out, limit), part, of=counted)
    if chart:
        from luoshi.analysis import charts  # noqa: PLC0415

        draw(charts.reuse(answer, lang=language()), chart)


def up_to_date(lib: "Library", index: "Index") -> None:
    """Bring the index up to date with the library, and say what was done."""
    from luoshi.questions.sharing import bring_up_to_date  # noqa: PLC0415

    start = time.perf_counter()
    done = bring_up_to_date(lib, index)
    if done.added or done.dropped:
        spent = time.perf_counter() - start
        terminal.err().print(
            terminal.tell(
                f"Index: {done.added:,} texts added, {done.dropped:,} dropped, {done.passages:,} passages, {spent:.1f} s",
                f"索引：加入 {done.added:,} 篇，移除 {done.dropped:,} 篇，新得 {done.passages:,} 处，用时 {spent:.1f} 秒",
            )
        )


@reference.command("add")
def add_reference(
    file: Annotated[Path, typer.Argument(help="A file with the words of a communiqué, report or speech.")],
    event: Annotated[str | None, typer.Option("--event", help="The event that it belongs to, by name or id.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="What to call it; else the file's name.")] = None,
    library: Where = "luoshi.db",
) -> None:
    """Compare the library's articles with a central text from now on."""
    from luoshi.analysis.reuse import Index  # noqa: PLC0415
    from luoshi.model.source import Document  # noqa: PLC0415
    from luoshi.project import documents  # noqa: PLC0415

    if not file.is_file():
        raise UsageError(f"There is no {file}.", hint="Give a file that exists.")
    found = list(documents([file]))
    texts = [each for each in found if isinstance(each, Document)]
    if not texts:
        reasons = "; ".join(each.what for each in found if not isinstance(each, Document))
        raise UsageError(f"{file} holds no text. {reasons}".strip(), hint="Give a text, HTML, PDF or DOCX file.")
    index = Index.beside(library)
    text = "\n".join(each.text for each in texts)
    name = index.add_reference(text, event=event, title=title or texts[0].source.title or file.stem)
    told = (f"{name}: {len(text):,} characters", f"{name}：{len(text):,} 字")
    terminal.err().print(terminal.tell(*told))


@reference.command("list")
def list_references(library: Where = "luoshi.db") -> None:
    """List the central texts."""
    from luoshi.analysis.reuse import Index  # noqa: PLC0415

    for row in Index.beside(library).references().iter_rows(named=True):
        terminal.out().print(f"{row['reference']}\t{row['event'] or ''}\t{row['title'] or ''}\t{len(row['text'])}")


@reference.command("remove")
def remove_reference(
    name: Annotated[str, typer.Argument(help="The beginning of its id or title.")], library: Where = "luoshi.db"
) -> None:
    """Forget a central text; the next answer is without it."""
    from luoshi.analysis.reuse import Index  # noqa: PLC0415

    terminal.err().print(Index.beside(library).remove_reference(name))
