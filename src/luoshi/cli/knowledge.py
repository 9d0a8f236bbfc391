"""`luoshi codebook` and `luoshi registry`: the codes and the registry, readable, in Chinese and English."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from luoshi.cli import terminal
from luoshi.cli.app import Language, chinese
from luoshi.errors import UsageError
from luoshi.registry import codes
from luoshi.registry.world import Body
from luoshi.registry.world import registry as load_registry
from luoshi.text.normalise import name_key


class Entries(StrEnum):
    """The parts of the registry."""

    zones = "zones"
    events = "events"
    formulations = "formulations"
    bodies = "bodies"


Lang = Annotated[Language | None, typer.Option("--lang", help="Language of labels; else the terminal's.")]


def codebook(
    family: Annotated[
        str | None, typer.Argument(help="One family of codes, such as modality or theme; else all.")
    ] = None,
    lang: Lang = None,
) -> None:
    """List the codes and what they mean."""
    language = _language(lang)
    families = codes.families()
    if family and family not in families:
        raise UsageError(f"There is no family {family!r}.", hint=f"Families: {', '.join(families)}.")
    for name, found in families.items():
        if family in (None, name):
            table = Table(
                title=f"{found.label(language)} ({name})", title_justify="left", show_edge=False, pad_edge=False
            )
            for head in ("code", terminal.tell("label", "名称"), terminal.tell("meaning", "含义")):
                table.add_column(head, overflow="fold")
            for code in found.codes:
                table.add_row(code.code, code.label(language), code.about(language))
            terminal.out().print(table)
            terminal.out().print()


def registry(
    part: Annotated[Entries, typer.Argument(help="zones, events, formulations or bodies.")],
    query: Annotated[str | None, typer.Argument(help="An id or a part of a name; else everything.")] = None,
    lang: Lang = None,
) -> None:
    """Look up zones, events, formulations and bodies."""
    language = _language(lang)
    heads, rows = _listing(part, language)
    if query:
        key = name_key(query).lower()
        rows = [row for row in rows if any(key in name_key(cell).lower() for cell in row)]
    if not rows:
        raise UsageError(f"Nothing in {part} matches {query!r}.", hint=f"List all with: luoshi registry {part}")
    table = Table(show_edge=False, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    terminal.out().print(table)
    terminal.err().print(f"{len(rows)} {part}")


def _language(lang: Language | None) -> codes.Lang:
    return lang.value if lang else "zh" if chinese() else "en"


_HEADS = {
    "id": "标识", "name": "名称", "other names": "别名", "province": "省份", "city": "城市", "approved": "批准年份",
    "start": "开始", "end": "结束", "kind": "类别", "text": "提法", "count": "项数", "members": "内容", "since": "始见",
    "scope": "范围",
}  # fmt: skip


def _listing(part: Entries, language: codes.Lang) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of one part of the registry."""
    entries = load_registry()
    if part in (Entries.zones, Entries.bodies):
        bodies = entries.zones if part is Entries.zones else entries.others
        heads = ["id", "name", "province", "city", "approved", "other names"]
        rows = [_body(body) for body in bodies]
    elif part is Entries.events:
        heads = ["id", "name", "kind", "start", "end", "other names"]
        rows = [[e.id, e.name, e.kind, e.start, e.end, "、".join((*e.aliases, *e.generic))] for e in entries.events]
    else:
        heads = ["text", "count", "members", "since", "scope"]
        rows = [
            [f.id, str(f.count or ""), "、".join(f.members), str(f.first_seen or ""), f.region or f.scope]
            for f in entries.formulations
        ]
    return [_HEADS[head] if language == "zh" else head for head in heads], rows


def _body(body: Body) -> list[str]:
    return [
        body.id,
        body.name,
        body.province,
        body.city,
        str(body.approved),
        "、".join(n for n in body.names if n != body.name),
    ]
