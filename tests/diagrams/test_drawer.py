from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.diagrams.samples import JAPANESE_FLOWCHART, SEQUENCE

import kakehashi
from kakehashi.diagrams import Drawer, Drawing, Problem
from kakehashi.diagrams import drawer as drawer_module

SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawer: Drawer, source: str) -> ElementTree.Element:
    drawing = drawer.draw(source)
    assert isinstance(drawing, Drawing), drawing
    return ElementTree.fromstring(drawing.svg)


def text_of(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_every_type_has_its_text_alternative_and_nothing_foreign(drawer: Drawer, source: str) -> None:
    drawing = drawer.draw(source)
    assert isinstance(drawing, Drawing)
    root = ElementTree.fromstring(drawing.svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert title.text == drawing.title
    assert description.text and description.text in source
    known = {"svg", "title", "desc", "defs", "marker", "g", "path", "rect", "circle", "line", "polygon", "text"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known | {"tspan"}
    assert not re.search(r"mermaid|my-svg|style=|<script|href|http(?!://www\.w3\.org/2000/svg)", drawing.svg)


def test_ids_are_unique_and_references_resolve(drawer: Drawer, source: str) -> None:
    drawing = drawer.draw(source)
    assert isinstance(drawing, Drawing)
    page = drawing.copy(1) + drawing.copy(2) + drawing.copy(11)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert max(Counter(ids).values()) == 1
    assert all(found.startswith(drawing.prefix) for found in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_a_drawing_is_small(drawer: Drawer, source: str) -> None:
    drawing = drawer.draw(source)
    assert isinstance(drawing, Drawing)
    assert len(gzip.compress(drawing.svg.encode())) < 3000


def test_japanese_labels_fit_their_boxes(drawer: Drawer) -> None:
    root = drawn(drawer, JAPANESE_FLOWCHART)
    checked = 0
    for node in root.iter(f"{SVG}g"):
        box, texts = node.find(f"{SVG}rect[@class='kd-shape']"), node.findall(f"{SVG}text")
        if box is None or "kd-node" not in node.get("class", ""):
            continue
        for text in texts:
            ems = sum(1.0 if ord(char) > 0x2E80 else 0.45 for char in "".join(text.itertext()))
            assert float(box.get("width", "0")) >= ems * 14 + 16, "".join(text.itertext())
            checked += 1
    assert checked >= 5
    # The long label is broken between phrases, never inside a katakana word.
    lines = text_of(root)
    assert "APIサーバーがすべての要求を受け付ける" not in lines
    assert any(line.startswith("APIサーバー") for line in lines)


def test_roles_differ_by_form(drawer: Drawer) -> None:
    root = drawn(drawer, JAPANESE_FLOWCHART)
    looks = {look for element in root.iter(f"{SVG}g") for look in [element.get("class", "")] if "kd-" in look}
    assert {"kd-node kd-aws", "kd-node kd-k8s", "kd-node kd-machine", "kd-node kd-muted", "kd-group kd-aws"} <= looks

    def part(look: str, tag: str, name: str) -> ElementTree.Element | None:
        return root.find(f".//{SVG}g[@class='{look}']/{SVG}{tag}[@class='{name}']")

    assert part("kd-node kd-aws", "rect", "kd-mark") is not None
    assert part("kd-node kd-k8s", "path", "kd-mark") is not None
    assert part("kd-node kd-machine", "rect", "kd-inner") is not None
    frame = part("kd-group kd-aws", "rect", "kd-shape")
    box = part("kd-node kd-k8s", "rect", "kd-shape")
    assert frame is not None and box is not None
    assert float(frame.get("rx", "0")) < 4 < float(box.get("rx", "0"))
    # A stadium is one rounded rectangle again, not a hundred curves.
    pill = part("kd-node kd-aws", "rect", "kd-shape")
    assert pill is not None and float(pill.get("rx", "0")) * 2 == pytest.approx(float(pill.get("height", "0")), abs=0.2)


def test_a_groups_title_stands_above_its_content(drawer: Drawer) -> None:
    root = drawn(drawer, JAPANESE_FLOWCHART)
    title = root.find(f".//{SVG}g[@class='kd-title kd-aws']/{SVG}text")
    assert title is not None and title.text == "制御プレーン（EKS では AWS が運用）"
    api = next(group for group in root.iter(f"{SVG}g") if "".join(group.itertext()).startswith("APIサーバー"))
    top = float(re.findall(r"[-\d.]+", api.get("transform", ""))[1]) - float(api[0].get("height", "0")) / 2
    assert float(title.get("y", "0")) < top - 6


def test_sequence_diagrams_know_roles_by_comment(drawer: Drawer) -> None:
    drawing = drawer.draw(SEQUENCE)
    assert isinstance(drawing, Drawing)
    assert drawing.roles == ("aws", "k8s")
    root = ElementTree.fromstring(drawing.svg)
    assert [group.get("class") for group in root.iter(f"{SVG}g")].count("kd-node kd-k8s") == 2
    words = text_of(root)
    for said in (
        "kubectl",
        "APIサーバー",
        "マニフェストを送る",
        "検証する",
        "保存する",
        "ここまで",
        "登録する",
        "エラー",
        "1",
    ):
        assert said in words


def test_a_label_is_text_whatever_it_holds(drawer: Drawer) -> None:
    root = drawn(drawer, 'flowchart TB\n a["&lt;script&gt;alert(1)&lt;/script&gt; <i onclick=x>b</i> & c"] --> b')
    assert not list(root.iter(f"{SVG}script"))
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "<script>alert(1)</script>" in "".join(text_of(root)).replace(" ", "")


def test_a_label_that_waits_for_a_picture_is_a_problem(drawer: Drawer) -> None:
    problem = drawer.draw('flowchart TB\n a["<img src=x>"] --> b')
    assert isinstance(problem, Problem)
    assert "no pictures in labels" in problem.words.en


def test_two_workers_draw_the_same(drawer: Drawer, source: str) -> None:
    first = drawer.draw(source)
    with Drawer(None, time_limit=120) as other:
        # Something else first: numbering inside the renderer must not leak into the result.
        other.draw("flowchart LR\n x --> y --> z")
        assert other.draw(source) == first


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("flowchart TB\n  a --> b\n  b --> c]\n  c --> d\n", 3),
        ("%% one\n\n%% two\nflowchart TB\n  %% three\n  a --> b\n  a -->\n", 7),
        ("sequenceDiagram\n  A->>B: x\n  nonsense here\n  A->>B: y", 3),
    ],
)
def test_a_syntax_error_is_a_problem_with_its_line(drawer: Drawer, source: str, line: int) -> None:
    problem = drawer.draw(source)
    assert isinstance(problem, Problem)
    assert problem.kind == "syntax"
    assert problem.line is not None and abs(problem.line - line) <= 1
    assert problem.words.en.startswith("Mermaid cannot read the diagram: ")
    assert "\n" not in problem.words.en + problem.words.ja
    assert problem.words.ja.startswith("Mermaid が図を読めない")


def test_a_diagram_without_content_is_a_problem(drawer: Drawer) -> None:
    problem = drawer.draw("flowchart TB")
    assert isinstance(problem, Problem)
    assert problem.words.en == "the diagram shows nothing"


def test_after_a_problem_the_same_drawer_goes_on(drawer: Drawer) -> None:
    assert isinstance(drawer.draw("flowchart TB\n a --> b["), Problem)
    assert isinstance(drawer.draw("flowchart TB\n a --> after"), Drawing)


def test_a_diagram_that_takes_too_long_is_given_up_and_the_next_is_drawn() -> None:
    with Drawer(None, time_limit=0.001) as drawer:
        problem = drawer.draw("flowchart TB\n a --> b")
        assert isinstance(problem, Problem)
        assert problem.kind == "time"
        drawer._time_limit = 120
        assert isinstance(drawer.draw("flowchart TB\n a --> c"), Drawing)


def test_a_worker_that_dies_is_a_problem_and_is_replaced() -> None:
    with Drawer(None, time_limit=120) as drawer:
        assert isinstance(drawer.draw("flowchart TB\n a --> b"), Drawing)
        assert drawer._worker is not None
        drawer._worker._process.kill()
        problem = drawer.draw("flowchart TB\n a --> c")
        assert isinstance(problem, Problem)
        assert problem.kind == "crash"
        assert isinstance(drawer.draw("flowchart TB\n a --> d"), Drawing)


def test_a_missing_library_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mermaidx.py").write_text("raise ImportError('no mermaidx here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Drawer(None) as drawer:
        problem = drawer.draw("flowchart TB\n a --> b")
    assert isinstance(problem, Problem)
    assert problem.kind == "library"


def test_a_warm_cache_needs_neither_the_library_nor_a_process(tmp_path: Path) -> None:
    with Drawer(tmp_path, time_limit=120) as drawer:
        first = drawer.draw(JAPANESE_FLOWCHART)
    assert isinstance(first, Drawing)
    (tmp_path / "source").write_text(JAPANESE_FLOWCHART, encoding="utf-8")
    code = (
        "import pathlib, subprocess, sys\n"
        "def refuse(*a, **k): raise SystemExit('a process was started')\n"
        "subprocess.Popen = refuse\n"
        "from kakehashi.diagrams import Drawer, figure\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "drawing = Drawer(folder).draw((folder / 'source').read_text(encoding='utf-8'))\n"
        "print(figure(drawing, 'ja').count('<svg'))\n"
        "loaded = [name for name in sys.modules if name.partition('.')[0] in ('mermaidx', 'quickjs', 'novasvg')]\n"
        "print(loaded)\n"
    )
    hooks = str(Path(kakehashi.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": hooks},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split("\n")[1] == "[]"


def test_a_damaged_cache_entry_is_drawn_again(tmp_path: Path) -> None:
    with Drawer(tmp_path, time_limit=120) as drawer:
        first = drawer.draw("flowchart TB\n a --> b")
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:100])
    with Drawer(tmp_path, time_limit=120) as drawer:
        assert drawer.draw("flowchart TB\n a --> b") == first
    assert len(entry.read_bytes()) > 100


def test_the_key_of_the_cache_follows_the_library_and_the_look(monkeypatch: pytest.MonkeyPatch) -> None:
    now = drawer_module.look_version.__wrapped__()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9.9.9")
    assert drawer_module.look_version.__wrapped__() != now
