"""A page must be UTF-8.

A file saved as Shift_JIS or cp1252 reaches readers as garbage, or stops the build with a message about a byte.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.source import Source
from kakehashi.rule import source_rule
from kakehashi.settings import Settings

JA = """ページは UTF-8 で保存します。

Shift_JIS などで保存されたファイルは、読者には文字化けして見えるか、バイトの番号だけを告げてビルドを止めます。
"""
GOOD = "# 日本語 {#japanese}\n"
BAD = "クラスターの構成\n".encode("shift_jis")


@source_rule()
def check(source: Source, _: Settings) -> Iterator[Complaint]:
    by_line: dict[int, list[tuple[int, int]]] = {}
    for offset, value in source.bad_bytes:
        line, column = source.place(offset)
        by_line.setdefault(line, []).append((column, value))
    for line, found in by_line.items():
        column, value = found[0]
        count_en = f" (and {len(found) - 1} more in this line)" if len(found) > 1 else ""
        count_ja = f"（この行にほか {len(found) - 1} 個）" if len(found) > 1 else ""
        yield Complaint(
            Span(line, column, line, found[-1][0] + 1),
            Words(
                f"byte 0x{value:02x} is not UTF-8{count_en}",
                f"バイト 0x{value:02x} は UTF-8 ではありません{count_ja}",
            ),
            Words("save the file as UTF-8", "ファイルを UTF-8 で保存し直してください"),
        )
