"""Who published an article, when, on which page, by whom: from the lines over and under it that say so in words."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict

# Lines looked at from the top and from the end of an article.
_TOP, _END = 12, 4
_LONGEST = 120
_STOP = r"(?=\s{2,}|[|｜]|\s*(?:来源|作者|记者|编辑|责编|发布|更新|时间|日期|浏览|阅读|点击|字号|打印|\d{4}[-年./])|[)）\]】]|\s+\S+[:：]|$)"
_PUBLISHER = re.compile(
    rf"(?:文章来源|信息来源|新闻来源|稿源|来源|转自|来自)\s*[:：]\s*[《<]?([^\s:：|｜《》<>()（）]{{2,24}}?)[》>]?(?:\s|{_STOP})"
)
_DATE = re.compile(
    r"((?:19|20)\d\d)\s?(?:年|-|/|\.)\s?(1[0-2]|0?[1-9])\s?(?:月|-|/|\.)\s?(3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
_DATED = re.compile(
    r"(?:发布时间|发布日期|发表时间|更新时间|时间|日期|出版日期)\s*[:：]|(?:来源|作者|记者)\s*[:：]|第?\s?[A-Z]?\d{1,2}\s?版|星期[一二三四五六日天]"
)
_PAGE = re.compile(r"(第\s?[A-Z]?\d{1,3}\s?版|[A-Z]?\d{1,3}\s?版(?=\s*[:：]))")
_AUTHORS = re.compile(
    rf"(?:本报记者|本网记者|通讯员|记者|作者|撰文|文)\s*[:：/|｜]\s*([\u3400-\u9fff·、\s]{{2,30}}?)(?:{_STOP}|[,，;；])"
)
# ▶ 本报记者 张三 李四 通讯员 王五, alone on a line.
_BYLINE = re.compile(
    r"[^\u3400-\u9fff\w]{0,4}(?:本报|本网|本刊)?(?:首席|见习|实习|特约)?(?:记者|通讯员)\s+"
    r"([\u3400-\u9fff·]{2,8}(?:[\s、,，]+[\u3400-\u9fff·]{2,8}){0,9})\s*(?:报道|文|文/图|摄影报道)?"
)
_CALLING = re.compile(r"^(?:本报|本网)?(?:见习|实习|特约)?(?:记者|通讯员|摄影|文|图|报道)$")
_NETWORK = re.compile(r"^([\u3400-\u9fff]{2,8}[网报社])(?:消息|讯|电)(?:[(（]|\s)")
_DATE_ALONE = re.compile(rf"\s*(?:{_DATE.pattern})[\s\d:：]*(?:星期.)?\s*")


class Provenance(TypedDict, total=False):
    """The fields of Source that an article's own words may state."""

    title: str
    publisher: str
    published: str
    page: str
    authors: tuple[str, ...]


def of_lines(lines: Iterable[str]) -> Provenance:
    """What the first and last lines of an article state about it; nothing where they state nothing."""
    kept = [line.strip() for line in lines if line.strip()]
    return of_meta_lines([*kept[:_TOP], *kept[max(_TOP, len(kept) - _END) :]])


def of_meta_lines(lines: Iterable[str]) -> Provenance:
    """The same from lines that are all looked at; the first statement of each kind counts."""
    found: Provenance = {}
    for line in lines:
        if match := _NETWORK.match(line):
            found.setdefault("publisher", match.group(1))
        if len(line) > _LONGEST or "。" in line.rstrip("。"):
            continue
        if match := _PUBLISHER.search(line):
            found["publisher"] = match.group(1)
        if "published" not in found and (_DATED.search(line) or _DATE_ALONE.fullmatch(line)):
            found.update(_published(line))
        if match := _PAGE.search(line):
            found.setdefault("page", re.sub(r"\s", "", match.group(1)))
        if match := _BYLINE.fullmatch(line) or _AUTHORS.search(line):
            found.setdefault("authors", names(match.group(1)))
    return found


def _published(line: str) -> Provenance:
    date = iso_date(line)
    return {"published": date} if date else {}


def iso_date(words: str) -> str | None:
    """The first full date in some words, as ISO; None where there is none, or one that is in no calendar."""
    match = _DATE.search(words)
    if not match:
        compact = re.search(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", words)
        match = compact or match
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.group(1, 2, 3))).isoformat()
    except ValueError:
        return None


def names(words: str) -> tuple[str, ...]:
    """The names in a list of names."""
    return tuple(name for name in re.split(r"[、,，;；\s]+", words.strip()) if name and not _CALLING.match(name))
