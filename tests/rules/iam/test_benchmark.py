# ruff: noqa: E501 — tables of cases read best one a line
"""How much of what writers get wrong in IAM policies is caught, at the right place, and what is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from kakehashi.coverage import Status
from kakehashi.coverage.classes import classify
from kakehashi.engine import check_site
from kakehashi.finding import Finding, Severity
from kakehashi.pages.page import scan
from kakehashi.pages.source import Source
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

GOOD = Path(__file__).parents[2] / "knowledge" / "iam" / "good"
OPENING = 3
"""Lines of a page above the body of its snippet."""

ROLE = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadImages",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "elasticfilesystem:DescribeFileSystems",
        "ecs:DescribeTasks"
      ],
      "Resource": "arn:aws:s3:::shop/*",
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": "111122223333"
        }
      }
    },
    {
      "Sid": "RunTasks",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": [
        "arn:aws:iam::111122223333:role/task",
        "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:*"
      ]
    }
  ]
}
"""

BUCKET = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::shop",
        "arn:aws:s3:::shop/*"
      ]
    }
  ]
}
"""

TRUST = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Tasks",
      "Effect": "Allow",
      "Principal": {
        "Service": "ecs-tasks.amazonaws.com"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "ArnLike": {
          "aws:SourceArn": "arn:aws:ecs:ap-northeast-1:111122223333:*"
        }
      }
    },
    {
      "Sid": "People",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/admin"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
"""

POD = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "pods.eks.amazonaws.com" },
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {
        "StringEquals": {
          "aws:RequestTag/kubernetes-namespace": "shop"
        }
      }
    }
  ]
}
"""

IRSA = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0A1B"
      },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "oidc.eks.ap-northeast-1.amazonaws.com/id/0A1B:aud": "sts.amazonaws.com",
          "oidc.eks.ap-northeast-1.amazonaws.com/id/0A1B:sub": "system:serviceaccount:shop:orders"
        }
      }
    }
  ]
}
"""

KEYS = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::shop/*",
      "Condition": {
        "Bool": { "aws:SecureTransport": "false" },
        "IpAddress": { "aws:SourceIp": "203.0.113.0/24" },
        "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" },
        "DateLessThan": { "aws:CurrentTime": "2026-12-31T00:00:00Z" }
      }
    }
  ]
}
"""

YAML = """\
Version: "2012-10-17"
Statement:
  - Effect: Allow
    Action:
      - logs:PutLogEvents
    Resource: "*"
"""

SUB = '"oidc.eks.ap-northeast-1.amazonaws.com/id/0A1B:sub"'
AUD = '"oidc.eks.ap-northeast-1.amazonaws.com/id/0A1B:aud"'

# Policy, what is replaced, by what, the rule, line and column of the body where it has to say so.
MISTAKES: list[tuple[str, str, str, str, int, int]] = [
    (ROLE, '"2012-10-17"', '"2012-10-18"', "version", 2, 14),
    (ROLE, '"2012-10-17"', '"2026-11-24"', "version", 2, 14),
    (ROLE, '"2012-10-17"', "1", "version", 2, 14),
    (ROLE.replace("2012", "2008"), "shop/*", "shop/${aws:username}/*", "version", 2, 14),
    (ROLE.replace('  "Version": "2012-10-17",\n', ""), "shop/*", "shop/${aws:username}/*", "version", 11, 19),
    (ROLE, '"Version"', '"version"', "unknown-element", 2, 3),
    (ROLE, '"Statement"', '"Statements"', "unknown-element", 3, 3),
    (ROLE, '"Version": "2012-10-17",', '"Version": "2012-10-17", "Comment": "x",', "unknown-element", 2, 28),
    (ROLE, '"Sid": "ReadImages"', '"sid": "ReadImages"', "unknown-element", 5, 7),
    (ROLE, '"Action": [', '"Actions": [', "unknown-element", 7, 7),
    (ROLE, '"Resource": "arn', '"Resources": "arn', "unknown-element", 12, 7),
    (ROLE, '"Condition"', '"Conditions"', "unknown-element", 13, 7),
    (TRUST, '"Service"', '"service"', "unknown-element", 8, 9),
    (TRUST, '"AWS"', '"Aws"', "unknown-element", 21, 9),
    (TRUST, '"AWS"', '"Role"', "unknown-element", 21, 9),
    (ROLE, '      "Sid": "ReadImages",\n      "Effect": "Allow",\n', '      "Sid": "ReadImages",\n', "missing-element", 4, 5),
    (ROLE, '      "Action": "iam:PassRole",\n', "", "missing-element", 19, 5),
    (ROLE, '      "Resource": "arn:aws:s3:::shop/*",\n', "", "missing-element", 4, 5),
    (YAML, '    Resource: "*"\n', "", "missing-element", 3, 5),
    (YAML, "Effect: Allow\n    Action", "Action", "missing-element", 3, 5),
    (POD, '      "Principal": { "Service": "pods.eks.amazonaws.com" },\n', "", "missing-element", 4, 5),
    (KEYS, '      "Resource": "arn:aws:s3:::shop/*",\n', "", "missing-element", 4, 5),
    (YAML, "Statement:\n  - Effect: Allow\n    Action:\n      - logs:PutLogEvents\n    Resource: \"*\"\n", "Statement: []\n", "missing-element", 2, 12),
    (ROLE, '"Sid": "RunTasks",\n      "Effect": "Allow"', '"Sid": "RunTasks",\n      "Effect": "allow"', "wrong-value", 21, 17),
    (KEYS, '"Deny"', '"Denied"', "wrong-value", 5, 17),
    (KEYS, '"Deny"', "true", "wrong-value", 5, 17),
    (ROLE, '"iam:PassRole"', "{}", "wrong-value", 22, 17),
    (ROLE, '"ecs:DescribeTasks"', "7", "wrong-value", 10, 9),
    (ROLE, '"arn:aws:s3:::shop/*"', "[]", "wrong-value", 12, 19),
    (TRUST, '{\n        "AWS": "arn:aws:iam::111122223333:role/admin"\n      }', '"arn:aws:iam::111122223333:role/admin"', "wrong-value", 20, 20),
    (POD, '{ "Service": "pods.eks.amazonaws.com" }', '["pods.eks.amazonaws.com"]', "wrong-value", 6, 20),
    (YAML, "Resource: \"*\"", "Resource: null", "wrong-value", 6, 15),
    (ROLE, "s3:GetObject", "s3:GetObjct", "action", 8, 9),
    (ROLE, "s3:GetObject", "s3.GetObject", "action", 8, 9),
    (ROLE, "s3:GetObject", "GetObject", "action", 8, 9),
    (ROLE, "s3:GetObject", "s3: GetObject", "action", 8, 9),
    (ROLE, "elasticfilesystem:Desc", "efs:Desc", "action", 9, 9),
    (ROLE, "elasticfilesystem:Desc", "elasticfilesytem:Desc", "action", 9, 9),
    (ROLE, "ecs:DescribeTasks", "ecs:DescribeTask", "action", 10, 9),
    (ROLE, "ecs:DescribeTasks", "ecs:Decribe*", "action", 10, 9),
    (ROLE, "ecs:DescribeTasks", "ecs:describe-tasks", "action", 10, 9),
    (ROLE, "ecs:DescribeTasks", "*:DescribeTasks", "action", 10, 9),
    (ROLE, "iam:PassRole", "iam:PasRole", "action", 22, 17),
    (TRUST.replace('"Sid": "Tasks"', '"Sid": "T"'), '"sts:AssumeRole",\n      "Condition"', '"sts:AsumeRole",\n      "Condition"', "action", 10, 17),
    (YAML, "logs:PutLogEvents", "logs:PutLogEvent", "action", 5, 9),
    (YAML, "logs:PutLogEvents", "cloudwatchlogs:PutLogEvents", "action", 5, 9),
    (POD, "pods.eks", "pod.eks", "principal", 6, 33),
    (POD, "pods.eks.amazonaws.com", "eks-pods.amazonaws.com", "principal", 6, 33),
    (TRUST, "ecs-tasks.amazonaws.com", "ecs-task.amazonaws.com", "principal", 8, 20),
    (TRUST, "ecs-tasks.amazonaws.com", "ecs.tasks.amazonaws.com", "principal", 8, 20),
    (TRUST, "ecs-tasks.amazonaws.com", "ecs-tasks", "principal", 8, 20),
    (TRUST, "ecs-tasks.amazonaws.com", "fargate.amazonaws.com", "principal", 8, 20),
    (TRUST, "ecs-tasks.amazonaws.com", "arn:aws:iam::111122223333:role/x", "principal", 8, 20),
    (TRUST, "iam::111122223333:role/admin", "iam:111122223333:role/admin", "principal", 21, 16),
    (TRUST, "arn:aws:iam::111122223333:role/admin", "1111-2222-3333", "principal", 21, 16),
    (TRUST, "arn:aws:iam::111122223333:role/admin", "11112222333", "principal", 21, 16),
    (TRUST, "role/admin", "role/*", "principal", 21, 16),
    (TRUST, "role/admin", "group/admins", "principal", 21, 16),
    (TRUST, "arn:aws:iam::111122223333:role/admin", "ec2.amazonaws.com", "principal", 21, 16),
    (IRSA, "oidc-provider/oidc", "oidc-provider/https://oidc", "principal", 7, 22),
    (IRSA, "arn:aws:iam::111122223333:oidc-provider/", "", "principal", 7, 22),
    (ROLE, "arn:aws:s3:::shop/*", "shop/*", "resource", 12, 19),
    (ROLE, "arn:aws:s3:::shop/*", "s3://shop/*", "resource", 12, 19),
    (ROLE, "arn:aws:s3:::shop/*", "arn:aws:s3::shop", "resource", 12, 19),
    (ROLE, "arn:aws:s3:::shop/*", "arn:aws:s3:ap-northeast-1:111122223333:shop/*", "resource", 12, 19),
    (ROLE, "arn:aws:s3:::shop/*", "arn:asw:s3:::shop/*", "resource", 12, 19),
    (ROLE, "iam::111122223333:role", "iam:111122223333:role", "resource", 24, 9),
    (ROLE, "iam::111122223333:role", "iam:ap-northeast-1:111122223333:role", "resource", 24, 9),
    (ROLE, "ap-northeast-1:111122223333:task", "ap-northeast-1:11112222333:task", "resource", 25, 9),
    (ROLE, "ecs:ap-northeast-1:111122223333:", "ecs:111122223333:ap-northeast-1:", "resource", 25, 9),
    (BUCKET, ',\n        "arn:aws:s3:::shop/*"', "", "resource", 7, 9),
    (BUCKET, '        "arn:aws:s3:::shop",\n', "", "resource", 8, 9),
    (ROLE, '"StringEquals"', '"StringEqual"', "condition", 14, 9),
    (ROLE, '"StringEquals"', '"stringEquals"', "condition", 14, 9),
    (ROLE, '"StringEquals"', '"StringEqualsIfExist"', "condition", 14, 9),
    (ROLE, '"StringEquals"', '"ForAnyValues:StringEquals"', "condition", 14, 9),
    (KEYS, '"Bool"', '"NullIfExists"', "condition", 10, 9),
    (ROLE, '"aws:SourceAccount"', '"SourceAccount"', "condition", 15, 11),
    (ROLE, '"aws:SourceAccount"', '"aws:SourceAcount"', "condition", 15, 11),
    (ROLE, '"111122223333"\n', '"1111*"\n', "condition", 15, 32),
    (ROLE, '{\n        "StringEquals": {\n          "aws:SourceAccount": "111122223333"\n        }\n      }', '{ "aws:SourceAccount": "111122223333" }', "condition", 13, 22),
    (ROLE, '{\n        "StringEquals": {\n          "aws:SourceAccount": "111122223333"\n        }\n      }', '[]', "condition", 13, 20),
    (ROLE, '{\n          "aws:SourceAccount": "111122223333"\n        }', '"x"', "condition", 14, 25),
    (KEYS, '"false"', '"no"', "condition", 10, 42),
    (KEYS, "203.0.113.0/24", "203.0.113.0/33", "condition", 11, 40),
    (KEYS, '"3600"', '"1h"', "condition", 12, 56),
    (KEYS, "2026-12-31T00:00:00Z", "tomorrow", "condition", 13, 46),
    (TRUST, '"Action": "sts:AssumeRole"\n', '"Action": "sts:AssumeRole",\n      "Resource": "*"\n', "mixed", 24, 7),
    (TRUST, '"Principal": {\n        "AWS"', '"NotPrincipal": {\n        "AWS"', "mixed", 20, 7),
    (ROLE, '"Action": "iam:PassRole"', '"Action": "iam:PassRole",\n      "NotAction": "s3:*"', "mixed", 23, 7),
    (ROLE, '"Sid": "RunTasks",', '"Sid": "RunTasks",\n      "Principal": {"AWS": "111122223333"},', "mixed", 4, 5),
    (ROLE, '"RunTasks"', '"ReadImages"', "sid", 20, 14),
    (ROLE, '"RunTasks"', '"run-tasks"', "sid", 20, 14),
    (ROLE, '"RunTasks"', '"Run tasks"', "sid", 20, 14),
    (TRUST, '"People"', '"Tasks"', "sid", 18, 14),
    (POD, '["sts:AssumeRole", "sts:TagSession"]', '"sts:AssumeRole"', "pod-identity", 7, 17),
    (POD, '["sts:AssumeRole", "sts:TagSession"]', '["sts:AssumeRole"]', "pod-identity", 7, 17),
    (POD, '["sts:AssumeRole", "sts:TagSession"]', '"sts:TagSession"', "pod-identity", 7, 17),
    (POD, '["sts:AssumeRole", "sts:TagSession"]', '"sts:AssumeRoleWithWebIdentity"', "pod-identity", 7, 17),
    (IRSA, '"sts:AssumeRoleWithWebIdentity"', '"sts:AssumeRole"', "web-identity", 9, 17),
    (IRSA, f',\n          {SUB}: "system:serviceaccount:shop:orders"', "", "web-identity", 10, 7),
    (IRSA, f'          {AUD}: "sts.amazonaws.com",\n', "", "web-identity", 10, 7),
    (IRSA, f',\n      "Condition": {{\n        "StringEquals": {{\n          {AUD}: "sts.amazonaws.com",\n          {SUB}: "system:serviceaccount:shop:orders"\n        }}\n      }}', "", "web-identity", 7, 22),
    (IRSA, SUB, SUB.replace("0A1B", "0A1C"), "web-identity", 13, 11),
    (IRSA, "shop:orders", "shop:*", "web-identity", 13, 64),
    (IRSA, "system:serviceaccount:shop:orders", "shop:orders", "web-identity", 13, 64),
    (IRSA, '"sts.amazonaws.com"', '"eks.amazonaws.com"', "web-identity", 12, 64),
    (TRUST, '{\n        "AWS": "arn:aws:iam::111122223333:role/admin"\n      }', '"*"', "open", 20, 20),
    (TRUST, "arn:aws:iam::111122223333:role/admin", "*", "open", 21, 16),
    (BUCKET, '"Action": [', '"Principal": "*",\n      "Action": [', "open", 6, 20),
]  # fmt: skip

SHELL = f"""\
cat > trust.json <<'EOF'
{POD}EOF
aws iam create-role --role-name web --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name web --policy-name read --policy-document '{{
  "Version": "2012-10-17",
  "Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop/*"}}]
}}'
"""

OTHERS = [
    ("json", '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"T": {"Type": "AWS::IAM::Role", "Properties": {}}}}\n'),
    ("json", '{"Statement": "nothing"}\n'),
    ("yaml", "Statement: all is well\nEffect: none\n"),
    ("yaml", "tolerations:\n  - effect: NoSchedule\n    operator: Exists\n"),
    ("yaml", "apiVersion: iam.services.k8s.aws/v1alpha1\nkind: Policy\nmetadata:\n  name: a\nspec:\n  name: a\n  policyDocument: |\n    {\"Version\": \"2012-10-18\", \"Statement\": []}\n"),
    ("jsonc", '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      // ...\n      "Resource": "*"\n    }\n  ]\n}\n'),
    ("bash", "aws iam create-policy --policy-name a --policy-document file://policy.json\n"),
    ("bash", 'aws iam create-policy --policy-name a --policy-document "$POLICY"\n'),
    ("bash", SHELL),
]  # fmt: skip


def _checked(folder: Path, snippets: Sequence[tuple[str, str]]) -> dict[int, list[Finding]]:
    for number, (language, text) in enumerate(snippets):
        (folder / f"p{number}.md").write_text(f"# x {{#x}}\n\n```{language}\n{text}```\n", encoding="utf-8")
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_site(folder, settings=Settings(map=None), shown="").findings:
        found[int(finding.path.removeprefix("p").removesuffix(".md"))].append(finding)
    return found


def _language(text: str) -> str:
    return "json" if text.startswith("{") else "yaml"


def test_mistakes_are_caught_at_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for base, old, new, *_ in MISTAKES:
        assert base.count(old) == 1, old
        texts.append(base.replace(old, new))
    found = _checked(tmp_path, [(_language(text), text) for text in texts])
    wrong, more = [], []
    for number, (_, old, new, rule, line, column) in enumerate(MISTAKES):
        own = [one for one in found[number] if one.rule == f"iam/{rule}"]
        places = [(one.span.line - OPENING, one.span.column) for one in own]
        if places != [(line, column)]:
            wrong.append(f"{old} -> {new}: iam/{rule} at {line}:{column}, but {places or found[number]}")
        more += [f"{old} -> {new}: {one.rule}: {one.message.en}" for one in found[number] if one not in own]
    with capsys.disabled():
        print(
            f"\n{len(MISTAKES)} mistakes in IAM policies: {len(MISTAKES) - len(wrong)} caught in place, {len(more)} more"
        )
    assert not wrong, "\n".join(wrong)
    # One mistake may be two: a principal that is no service leaves a role that no Pod can assume.
    assert len(more) <= 0.2 * len(MISTAKES), "\n".join(more)


def test_every_rule_is_measured() -> None:
    assert {rule for rule in catalogue() if rule.startswith("iam/")} == {f"iam/{rule}" for *_, rule, _, _ in MISTAKES}


def test_correct_policies_and_other_documents_are_left_alone(tmp_path: Path) -> None:
    snippets = [(_language(text), text) for text in (ROLE, BUCKET, TRUST, POD, IRSA, KEYS, YAML)] + OTHERS
    snippets += [(path.suffix[1:], path.read_text(encoding="utf-8")) for path in sorted(GOOD.iterdir())]
    found = _checked(tmp_path, snippets)
    said = [f"{one.path}: {one.rule}: {one.message.en}" for several in found.values() for one in several]
    assert [line for line in said if " iam/" in line or " kubernetes/" in line or " ecs/" in line] == []


def test_policies_in_commands_are_checked_at_their_place(tmp_path: Path) -> None:
    broken = [
        SHELL.replace(', "sts:TagSession"', ""),
        SHELL.replace("s3:GetObject", "s3:GetObjct"),
        'aws iam create-role --assume-role-policy-document="{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}"\n',
        "aws s3api put-bucket-policy --bucket shop --policy "
        '\'{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3", "Resource": "*"}]}\'\n',
    ]
    found = _checked(tmp_path, [("bash", text) for text in broken])
    told = [
        [(one.rule, one.span.line - OPENING, one.span.column) for one in found[number] if one.rule.startswith("iam/")]
        for number in range(len(broken))
    ]
    assert told == [
        [("iam/pod-identity", 8, 17)],
        [("iam/action", 21, 47)],
        [("iam/missing-element", 1, broken[2].index("[]") + 1)],
        [("iam/action", 1, broken[3].index('"s3"') + 1)],
    ]


def test_what_is_certain_is_put_right(tmp_path: Path) -> None:
    text = ROLE.replace('"Version": "2012-10-17"', '"version": "2012-10-17"').replace('"Action": [', '"action": [')
    text = text.replace('"StringEquals"', '"stringEquals"')
    fixes = [one.fix for one in _checked(tmp_path, [("json", text)])[0] if one.rule.startswith("iam/")]
    assert fixes == ['"Version"', '"Action"', '"StringEquals"']


def test_open_roles_are_errors_and_open_resources_warnings(tmp_path: Path) -> None:
    role = TRUST.replace("arn:aws:iam::111122223333:role/admin", "*")
    bucket = BUCKET.replace('"Action": [', '"Principal": "*",\n      "Action": [')
    found = _checked(tmp_path, [("json", role), ("json", bucket)])
    assert [one.severity for number in (0, 1) for one in found[number]] == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "text", "against"),
    [
        ("json", ROLE, ("JSON", "IAM policy")),
        ("yaml", YAML, ("YAML", "IAM policy")),
        ("json", '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}\n', ("JSON", "IAM policy")),
    ],
)
def test_coverage_names_policies(language: str, text: str, against: tuple[str, ...]) -> None:
    fence = scan(Source("p.md", f"```{language}\n{text}```\n")).fences[0]
    block = classify(fence, Settings())
    assert (block.status, block.against) == (Status.CHECKED, against)


def test_coverage_names_policies_in_commands_once() -> None:
    fence = scan(Source("p.md", f"```bash\n{SHELL}```\n")).fences[0]
    block = classify(fence, Settings())
    assert block.status is Status.CHECKED
    assert block.against.count("IAM policy") == 1
    argument = 'aws iam create-policy --policy-name a --policy-document \'{"Statement": [{"Effect": "Allow", "Action": "s3:*"}]}\''
    assert "IAM policy" in classify(scan(Source("p.md", f"```bash\n{argument}\n```\n")).fences[0], Settings()).against


def test_what_is_no_policy_stays_unchecked() -> None:
    fence = scan(Source("p.md", '```json\n{"Statement": "nothing", "Version": "1"}\n```\n')).fences[0]
    block = classify(fence, Settings())
    assert block.status is Status.PARTLY
    assert "IAM policy" not in block.against
