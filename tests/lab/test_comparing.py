"""Shown output against real output: what may differ may differ, the rest may not."""

from __future__ import annotations

import pytest

from kakehashi.lab.comparing import unmatched

SAME = [
    ("web-7c9d5f6b8d-x2k4p   2/2   Running   1 (4s ago)   2m", "web-5b9f7c6d4f-zzk9t 2/2 Running 1 (12s ago) 3m5s"),
    ("web-7c9d5f6b8d   4   4   4   10s", "web-5b9f7c6d4f   4   4   4   1h2m"),
    ("kubernetes ClusterIP 10.96.0.1 <none> 443/TCP 5d", "kubernetes   ClusterIP   10.43.0.1   <none>   443/TCP   12m"),
    ("web NodePort 10.96.0.1 80:31234/TCP", "web NodePort 10.96.200.3 80:30001/TCP"),
    ("ecs2k8s-worker Ready v1.37.0", "ecs2k8s-worker Ready v1.36.2"),
    ("created at 2026-11-24T01:02:03Z", "created at 2027-01-01T23:59:59Z"),
    ("image sha256:a1ed56cfb0e7b935", "image sha256:0123456789abcdef"),
    ("uid 123e4567-e89b-12d3-a456-426614174000", "uid 00000000-0000-0000-0000-000000000000"),
    ("web <pod-ip> Ready", "web 10.244.1.7 Ready"),
    ("node 120m 6% 300Mi 10%", "node 90m 4% 512Mi 22%"),
    ("tick-29123456-x2k4p", "tick-29123999-bbbbb"),
    ("Waiting for rollout...", "Waiting for rollout to finish"),
    ("Tue Nov 24 01:02:03 UTC 2026", "Wed Jan  6 11:12:13 UTC 2027"),
]
DIFFERENT = [
    ("web 2/2 Running", "web 1/2 Running"),
    ("pod/web created", "pod/web unchanged"),
    ("kubernetes <none>", "kubernetes 10.0.0.1"),
    ("RESTARTS 1", "RESTARTS 2"),
    ("web-7c9d5f6b8d-x2k4p Running", "api-7c9d5f6b8d-x2k4p Running"),
    ("OOMKilled", "Error"),
]


@pytest.mark.parametrize(("shown", "real"), SAME)
def test_what_may_differ(shown: str, real: str) -> None:
    assert unmatched([shown], f"before\n{real}\nafter\n") == []


@pytest.mark.parametrize(("shown", "real"), DIFFERENT)
def test_what_must_not_differ(shown: str, real: str) -> None:
    assert unmatched([shown], real) == [shown]


def test_lines_come_in_order_and_others_may_stand_between() -> None:
    assert unmatched(["a", "", "...", "c"], "a\nb\nc") == []
    assert unmatched(["c", "a"], "a\nb\nc") == ["a"]
