"""Starting stays light: what `import luoshi` and `luoshi --help` load."""

import subprocess
import sys

HEAVY = ("polars", "rich", "opencc", "ahocorasick_rs", "sqlalchemy", "litestar", "altair", "trafilatura", "pypdfium2")


def loaded(code: str) -> set[str]:
    """The modules that a process holds after running the code."""
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(answer.stderr.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import luoshi` loads none of the heavy parts, and not the reader."""
    modules = loaded("import luoshi")
    assert not modules & {*HEAVY, "typer", "msgspec", "luoshi.reader.engine"}


def test_help_loads_nothing_heavy() -> None:
    """The list of commands is printed without loading a command or a heavy part."""
    code = "import sys; sys.argv[1:] = ['--help']\nimport luoshi.cli\ntry: luoshi.cli.main()\nexcept SystemExit: pass"
    modules = loaded(code)
    assert not modules & {*HEAVY, "luoshi.cli.reading", "luoshi.project"}
