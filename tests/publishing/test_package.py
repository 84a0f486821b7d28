"""What runs beside strangers' files needs the standard library alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "hooks" / "kakehashi" / "publishing"


def test_only_the_standard_library_and_the_words_of_the_engine_are_imported() -> None:
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in names:
                assert name == "kakehashi.finding" or name.split(".")[0] in sys.stdlib_module_names, f"{path}: {name}"


def test_it_starts_without_any_installed_package() -> None:
    words = [sys.executable, "-S", "-m", "kakehashi.publishing", "--help"]
    done = subprocess.run(words, cwd=ROOT / "hooks", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_missing_is_said_without_a_traceback() -> None:
    for words in (["preview"], ["site"], ["comment"], ["summary", "a", "b", "c"]):
        command = [sys.executable, "-S", "-m", "kakehashi.publishing", *words]
        done = subprocess.run(
            command, cwd=ROOT / "hooks", capture_output=True, text=True, check=False, env={"PATH": "/bin"}
        )
        assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr


def test_two_builds_are_compared_file_by_file(tmp_path: Path) -> None:
    from kakehashi.publishing.sameness import differences

    for name, program in (("a", "one"), ("b", "two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f'<meta name="generator" content="{program}"><p>x')
    assert list(differences(tmp_path / "a", tmp_path / "b")) == []
    (tmp_path / "a" / "x.css").write_text("x")
    (tmp_path / "b" / "index.html").write_text('<meta name="generator" content="two"><p>y')
    assert len(list(differences(tmp_path / "a", tmp_path / "b"))) == 2
    (tmp_path / "c").mkdir()
    assert list(differences(tmp_path / "c", tmp_path / "c"))
