"""The wheel: one `pip install` and three lines give another site all of this. Built and installed without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "tests" / "example_site"
MISTAKE = "\n```yaml\na: 1\na: 2\n```\n"
# Nothing but the installed wheel may be what is imported.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment into which the wheel was installed by one command.

    What the wheel depends on is found in the environment of the tests, since nothing is fetched here: pip takes it for
    installed, and fails where something is missing or too old.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], env=ENVIRONMENT, check=True)
    others = folder / "others"
    others.mkdir()
    for path in {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}:
        for item in path.iterdir():
            if "kakehashi" not in item.name and item.name.partition("-")[0] not in ("pip", "setuptools"):
                (others / item.name).symlink_to(item)
    bin_ = folder / "venv" / "bin"
    words = [str(bin_ / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    done = subprocess.run(words, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    (Path(done.stdout.strip()) / "others.pth").write_text(f"{others}\n", "utf-8")
    done = subprocess.run(
        [str(bin_ / "pip"), "install", "--no-index", f"kakehashi[site] @ {wheel.as_uri()}"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Successfully installed kakehashi-" in done.stdout and done.stdout.count("Successfully") == 1
    return bin_ / "python"


@pytest.fixture(scope="module")
def installed(python: Path) -> Path:
    """The folder that the wheel was installed into."""
    words = [str(python), "-c", "import kakehashi, pathlib; print(pathlib.Path(kakehashi.__file__).parents[1])"]
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, env=ENVIRONMENT, check=True)
    return Path(done.stdout.strip())


def build(site: Path, python: Path, program: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", program, "build", "--strict"],
        cwd=site,
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )


def test_the_version_is_in_one_place(wheel: Path, installed: Path) -> None:
    version = re.search(
        r'^__version__ = "([^"]+)"$', (ROOT / "hooks/kakehashi/__init__.py").read_text("utf-8"), re.MULTILINE
    )
    assert version and wheel.name == f"kakehashi-{version[1]}-py3-none-any.whl"
    about = (installed / f"kakehashi-{version[1]}.dist-info" / "METADATA").read_text("utf-8")
    assert "Provides-Extra: site" in about and "Requires-Dist: mkdocs" in about


def test_every_adapter_and_nothing_else_comes_along(wheel: Path, installed: Path) -> None:
    carried = {path.name for path in (installed / "kakehashi_mkdocs" / "adapters").glob("*.py")}
    assert carried == {path.name for path in (ROOT / "hooks").glob("*.py")}
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"kakehashi", "kakehashi_mkdocs"}
    packed = {name for name in names if name.startswith("kakehashi/")}
    source = ROOT / "hooks" / "kakehashi"
    ours = {f"kakehashi/{path.relative_to(source).as_posix()}" for path in source.rglob("*") if path.is_file()}
    assert packed == {name for name in ours if "__pycache__" not in name and "_cache/" not in name}


def test_another_site_is_checked_linked_and_drawn(python: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE, site)
    done = build(site, python)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 pages checked" in done.stderr
    for name in ("index.html", "en/index.html"):
        html = (site / "site" / name).read_text("utf-8")
        assert '<a href="#pods">Pod</a>' in html
        assert 'class="kakehashi-diagram' in html and "flowchart TB" not in html
        assert 'hreflang="x-default"' in html

    for language in ("ja", "en"):
        page = site / "docs" / language / "index.md"
        page.write_text(page.read_text("utf-8") + MISTAKE, "utf-8")
    done = build(site, python)
    assert done.returncode == 1
    assert "docs/en/index.md" in done.stderr and "yaml/duplicate-key" in done.stderr


def test_three_lines_are_all_it_takes(python: Path, tmp_path: Path) -> None:
    lines = (EXAMPLE / "mkdocs.yml").read_text("utf-8").splitlines(keepends=True)
    marked = [line for line in lines if re.search(r" # [1-3]$", line.rstrip())]
    assert len(marked) == 3
    for name in ("README.md", "README.ja.md"):
        block = "plugins:\n" + "".join(re.sub(r" # [1-3]$", "", line.rstrip()) + "\n" for line in marked)
        assert f"```yaml\n{block}```" in (ROOT / name).read_text("utf-8"), name
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE, site)
    (site / "mkdocs.yml").write_text("".join(line for line in lines if line not in marked), "utf-8")
    page = site / "docs" / "en" / "index.md"
    page.write_text(page.read_text("utf-8") + MISTAKE, "utf-8")
    done = build(site, python)
    # Without them nothing is checked and nothing drawn.
    assert done.returncode == 0, done.stderr
    assert "kakehashi-diagram" not in (site / "site" / "en" / "index.html").read_text("utf-8")


def test_a_site_in_one_language_is_checked_too(python: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A {#a}\n\n```yaml\na: 1\n```\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [kakehashi]\nmarkdown_extensions: [attr_list, pymdownx.superfences]\n"
    )
    done = build(tmp_path, python)
    assert done.returncode == 0, done.stderr
    (tmp_path / "docs" / "index.md").write_text(f"# A {{#a}}\n{MISTAKE}", "utf-8")
    done = build(tmp_path, python)
    assert done.returncode == 1 and "yaml/duplicate-key" in done.stderr


def test_the_fork_of_mkdocs_takes_the_plugin(python: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE, site)
    done = build(site, python, "properdocs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'class="kakehashi-diagram' in (site / "site" / "index.html").read_text("utf-8")
