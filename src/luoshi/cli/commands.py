"""The catalogue of commands: name, where it lives, what it does in English and Chinese. Loaded when it is called."""

from typing import NamedTuple


class Command(NamedTuple):
    """A command: `target` is `module:function`, or `module:app` for a Typer group of subcommands."""

    target: str
    english: str
    chinese: str


COMMANDS: dict[str, Command] = {
    "read": Command("luoshi.cli.reading:read", "Read articles into cited findings.", "读取文章，得出有出处的发现。"),
    "demo": Command(
        "luoshi.cli.demo:demo", "Read the sample articles and print what they say.", "读取样例文章并列出结果。"
    ),
    "show": Command(
        "luoshi.cli.show:show", "Show an article with its sections, codes and findings.", "在终端中看一篇文章。"
    ),
    "score": Command(
        "luoshi.cli.score:score", "Score readings against gold codings.", "以人工编码为准给读取结果打分。"
    ),
    "watch": Command(
        "luoshi.cli.watch:watch",
        "Add new and changed files of a folder as they arrive.",
        "监视文件夹，随到随读入文库。",
    ),
    "add": Command("luoshi.cli.library:add", "Read articles and keep them in a library.", "读取文章并存入文库。"),
    "refresh": Command(
        "luoshi.cli.library:refresh", "Read again what an earlier engine read.", "重新读取旧版引擎读过的文章。"
    ),
    "search": Command("luoshi.cli.search:search", "Search a library.", "检索文库。"),
    "ask": Command(
        "luoshi.cli.ask:ask", "Ask a library for a table: responses, undertakings …", "按表查询文库：响应、部署等。"
    ),
    "articles": Command("luoshi.cli.library:articles", "List the articles of a library.", "列出文库中的文章。"),
    "article": Command("luoshi.cli.library:article", "Show one article of a library.", "查看文库中的一篇文章。"),
    "remove": Command("luoshi.cli.library:remove", "Forget articles of a library.", "从文库中删除文章。"),
    "export": Command("luoshi.cli.library:export", "Write a library to a folder.", "导出文库。"),
    "import": Command("luoshi.cli.library:import_", "Bring an exported library back.", "导入文库。"),
    "serve": Command("luoshi.cli.serve:serve", "Open a library in the browser.", "在浏览器中打开文库。"),
    "users": Command(
        "luoshi.cli.serve:users", "Who may use a library in the browser.", "管理可在浏览器中使用文库的人。"
    ),
    "codebook": Command("luoshi.cli.knowledge:codebook", "List the codes and what they mean.", "查看编码手册。"),
    "registry": Command(
        "luoshi.cli.knowledge:registry",
        "Look up zones, events, formulations and bodies.",
        "查询园区、会议、提法与机构。",
    ),
    "timeline": Command(
        "luoshi.cli.analysis:timeline",
        "Who responded to an event, and how many days after it.",
        "各地何时响应，会后几天。",
    ),
    "compare": Command(
        "luoshi.cli.analysis:compare", "Compare places, events or years, with intervals.", "比较各地、各次会议或各年。"
    ),
    "followup": Command(
        "luoshi.cli.analysis:followup",
        "What became of a place's undertakings in later articles.",
        "一地部署在后来报道中的下落。",
    ),
    "formulation": Command(
        "luoshi.cli.analysis:formulation",
        "Who said a set phrase first, and how it spread.",
        "一个提法由谁先说，如何传播。",
    ),
    "people": Command("luoshi.cli.analysis:people", "Who held which office, and when.", "何人何时任何职。"),
    "industries": Command(
        "luoshi.cli.analysis:industries", "Which industries places name, year by year.", "各地逐年提到哪些产业。"
    ),
    "targets": Command(
        "luoshi.cli.analysis:targets", "Indicators over time: aimed at beside reached.", "指标序列：目标与完成并列。"
    ),
    "reuse": Command(
        "luoshi.cli.reuse:reuse",
        "Whose words: the centre's, shared, a place's own.",
        "谁的话：中央的、共有的、自己的。",
    ),
    "reference": Command("luoshi.cli.reuse:reference", "The central texts compared with.", "用于比对的中央文本。"),
}
