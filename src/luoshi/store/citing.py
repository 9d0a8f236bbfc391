"""The citation of a row: where its words can be read, in one line."""

from collections.abc import Mapping
from typing import Any


def citation(row: Mapping[str, Any]) -> str:
    """Publisher, title, day, page, paragraph and offsets, as far as they are known, and the address."""
    spans = row.get("spans") or []
    place = f"{spans[0][0]}–{spans[-1][1]}" if spans else ""
    title = f"《{' '.join(str(row['title']).split())}》" if row.get("title") else ""
    head = f"{row.get('publisher') or ''}{title}"
    page = f"第{str(row['page']).lstrip('0') or row['page']}版" if row.get("page") else ""
    parts = (head, row.get("published"), page, row.get("paragraph"), place, row.get("uri") or row.get("article"))
    return ", ".join(str(part) for part in parts if part)
