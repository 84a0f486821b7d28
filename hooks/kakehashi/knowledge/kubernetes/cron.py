"""Cron schedules and time zones of CronJobs.

Source: kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ and the robfig/cron standard parser it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.words import shown

_MACROS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
_EVERY = re.compile(r"@every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+")
_MONTHS = dict(
    zip(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], range(1, 13), strict=True)
)
_DAYS = dict(zip(["sun", "mon", "tue", "wed", "thu", "fri", "sat"], range(7), strict=True))
_FIELDS: tuple[tuple[str, str, int, int, dict[str, int]], ...] = (
    ("minute", "分", 0, 59, {}),
    ("hour", "時", 0, 23, {}),
    ("day of month", "日", 1, 31, {}),
    ("month", "月", 1, 12, _MONTHS),
    ("day of week", "曜日", 0, 6, _DAYS),
)
_PART = re.compile(r"(?P<first>\*|\?|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\w+))?")

Words = tuple[str, str]


def schedule_error(schedule: str) -> Words | None:
    """Why a schedule is wrong, (English, Japanese), or None where it is right."""
    text = schedule.strip()
    if text.startswith(("TZ=", "CRON_TZ=")):
        return (
            "`TZ=` and `CRON_TZ=` are not allowed in `schedule`; use `timeZone`.",
            "`schedule` に `TZ=` や `CRON_TZ=` は書けない。`timeZone` を使う。",
        )
    if text.startswith("@"):
        if text in _MACROS or _EVERY.fullmatch(text):
            return None
        return f"There is no schedule `{shown(text)}`.", f"`{shown(text)}` というスケジュールはない。"
    if text.startswith(("rate(", "cron(")):
        return (
            "`rate(…)` and `cron(…)` belong to EventBridge; a CronJob takes five cron fields.",
            "`rate(…)` と `cron(…)` は EventBridge の書き方。CronJob には 5 つのフィールドを書く。",
        )
    found = text.split()
    if len(found) == 6:
        return (
            "A schedule has five fields (minute first); this one has six, as with seconds or a year.",
            "スケジュールのフィールドは 5 つ（分から始まる）。これは 6 つあり、秒か年が付いている。",
        )
    if len(found) != 5:
        return (
            f"A schedule has five fields, not {len(found)}.",
            f"スケジュールのフィールドは 5 つ（今は {len(found)}）。",
        )
    for raw, (en, ja, low, high, names) in zip(found, _FIELDS, strict=True):
        if error := _field_error(raw, en, ja, low, high, names):
            return error
    return None


def _field_error(raw: str, en: str, ja: str, low: int, high: int, names: dict[str, int]) -> Words | None:
    for part in raw.split(","):
        matched = _PART.fullmatch(part)
        if not matched:
            return f"`{shown(part)}` is no {en}.", f"`{shown(part)}` は{ja}の指定にならない。"
        first, last, step = matched["first"], matched["last"], matched["step"]
        if step is not None and (not step.isdecimal() or int(step) == 0):
            return f"The step of `{part}` must be a number above 0.", f"`{part}` の間隔は 1 以上の整数。"
        if first in "*?":
            if last is not None:
                return f"`{part}` is no {en}.", f"`{part}` は{ja}の指定にならない。"
            continue
        numbers: list[int] = []
        for word in (first, last):
            if word is None:
                continue
            number = names.get(word.lower(), int(word) if word.isdecimal() else -1)
            if not low <= number <= high:
                return (
                    f"The {en} goes from {low} to {high}; `{shown(word)}` is outside.",
                    f"{ja}は {low}〜{high}。`{shown(word)}` は範囲外。",
                )
            numbers.append(number)
        if len(numbers) == 2 and numbers[0] > numbers[1]:
            return f"The range `{part}` runs backwards.", f"範囲 `{part}` が逆順。"
    return None


@cache
def _zones() -> frozenset[str]:
    # Imported at need: it brings half of the standard library's mail package along.
    import zoneinfo

    return frozenset(zoneinfo.available_timezones())


def cron_problems(manifest: Manifest) -> Iterator[Problem]:
    """Schedules and time zones of CronJobs that the API refuses (`cron`)."""
    for part in manifest.of("batch.v1.CronJobSpec"):
        schedule, node = part.text("schedule"), part.value("schedule")
        if schedule is not None and node is not None:
            error = schedule_error(schedule)
            if error:
                yield problem("cron", node, part.at("schedule"), error)
        zone, node = part.text("timeZone"), part.value("timeZone")
        # Without a time zone database on this machine nothing can be said.
        if zone and node is not None and _zones() and zone not in _zones():
            near, _ = nearest(zone, _zones())
            words = f"There is no time zone `{shown(zone)}`.", f"`{shown(zone)}` というタイムゾーンはない。"
            if zone == "Local":
                words = "`timeZone: Local` is not allowed.", "`timeZone: Local` は書けない。"
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            if zone.upper() == "JST":
                hint = "Write `Asia/Tokyo`.", "`Asia/Tokyo` と書く。"
            yield problem("cron", node, part.at("timeZone"), words, hint)
