"""Mistakes planted in AWS commands: each found at the exact word, with the right suggestion."""

from __future__ import annotations

import re
import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakehashi.knowledge.commands import aws
from kakehashi.knowledge.commands.model import Context, Problem, Word, words_of

_DYNAMIC = re.compile(r"\$|<[a-z]")


def split(line: str) -> list[Word]:
    """Words of a line; those with an expansion or a placeholder are dynamic, as a shell reader would hand them over."""
    lexer = shlex.shlex(line, posix=False, punctuation_chars="")
    lexer.whitespace_split = True
    lexer.commenters = ""
    return [Word(shlex.split(raw)[0], raw, bool(_DYNAMIC.search(raw))) for raw in lexer]


def check(line: str) -> list[Problem]:
    return list(aws.check(split(line), Context()))


def marked(line: str, problem: Problem) -> str:
    return split(line)[problem.index].text[problem.start : problem.end]


# Line, rule, the text at fault, what the suggestion holds (or the replacement, after "=").
MISTAKES = [
    ("aws ecz list-clusters", "aws/unknown-service", "ecz", "=ecs"),
    ("aws codedeploy list-applications", "aws/unknown-service", "codedeploy", "=deploy"),
    ("aws eventbridge list-rules", "aws/unknown-service", "eventbridge", "=events"),
    ("aws ecs list-cluster", "aws/unknown-operation", "list-cluster", "=list-clusters"),
    ("aws ecs describeServices", "aws/unknown-operation", "describeServices", "=describe-services"),
    (
        "aws eks describe-services --cluster c",
        "aws/unknown-operation",
        "describe-services",
        "aws ecs describe-services",
    ),
    ("aws ecs wait service-stable --services x", "aws/unknown-operation", "service-stable", "=services-stable"),
    ("aws ecs --cluster c list-tasks", "aws/unknown-operation", "c", "behind the operation"),
    ("aws ecr get-login --no-include-email", "aws/removed-command", "get-login", "get-login-password"),
    ("aws ecs", "aws/missing-operation", "ecs", None),
    ("aws", "aws/missing-operation", "aws", None),
    ("aws ecs list-tasks --desired-state RUNNING", "aws/unknown-parameter", "--desired-state", "=--desired-status"),
    ("aws ecs list-tasks --outptu=json", "aws/unknown-parameter", "--outptu", "=--output"),
    ("aws ecs list-tasks --serviceName web", "aws/unknown-parameter", "--serviceName", "=--service-name"),
    ("aws ecs list-tasks -region us-east-1", "aws/unknown-parameter", "-region", "=--region"),
    ("aws ecs list-tasks --task-definition t", "aws/unknown-parameter", "--task-definition", "aws ecs"),
    ("aws eks update-kubeconfig --name d --context x", "aws/unknown-parameter", "--context", None),
    ("aws ecs list-tasks --no", "aws/ambiguous-parameter", "--no", None),
    ("aws ecs list-tasks --cluster", "aws/missing-value", "--cluster", None),
    ("aws ecs stop-task --task t --reason -x", "aws/missing-value", "--reason", "--reason=-x"),
    ("aws ecs list-tasks --region --output json", "aws/missing-value", "--region", None),
    ("aws --help", "aws/unknown-parameter", "--help", "=help"),
    ("aws ecs --help", "aws/unknown-parameter", "--help", "=help"),
    ("aws ecs list-tasks --help", "aws/unknown-parameter", "--help", "aws ecs list-tasks help"),
    ("aws --region a", "aws/missing-operation", "aws", None),
    ("aws ecs list-tasks --query a --query b", "aws/repeated-parameter", "--query", None),
    ("aws ecs list-tasks web", "aws/unexpected-argument", "web", None),
    ("aws ecs stop-task --task a b", "aws/unexpected-argument", "b", None),
    ("aws ecs update-service --service w --force-new-deployment true", "aws/unexpected-value", "true", "alone"),
    ("aws ecs delete-service --service w --force=false", "aws/unexpected-value", "=false", "--no-force"),
    ("aws ecs delete-service --cluster c", "aws/missing-parameter", "delete-service", None),
    ("aws ecs execute-command --task t --command sh", "aws/missing-parameter", "execute-command", None),
    ("aws eks get-token", "aws/missing-parameter", "get-token", None),
    ("aws lambda invoke --function-name f", "aws/missing-argument", "invoke", None),
    ("aws logs tail", "aws/missing-argument", "tail", None),
    ("aws ecs list-tasks --output jsn", "aws/invalid-choice", "jsn", "=json"),
    ("aws s3 cp a s3://b --storage-class STANDARD_AI", "aws/invalid-choice", "STANDARD_AI", "=STANDARD_IA"),
    ("aws ecs list-tasks --launch-type FARGAT", "aws/unknown-value", "FARGAT", "=FARGATE"),
    ("aws ecs list-tasks --launch-type fargate", "aws/unknown-value", "fargate", "=FARGATE"),
    ("aws ecs describe-clusters --include TAGS,SETTINGS", "aws/unknown-value", "TAGS,SETTINGS", "spaces"),
    ("aws ecs update-service --service w --desired-count two", "aws/invalid-value", "two", None),
    ("aws ecs list-tasks --max-items=ten", "aws/invalid-value", "ten", None),
    ("aws logs filter-log-events --log-group-name g --start-time 2026-11-01", "aws/invalid-value", "2026-11-01", None),
    ("aws cloudtrail lookup-events --start-time someday", "aws/invalid-value", "someday", None),
    (
        "aws lambda invoke --function-name f --payload '{\"a\":1}' out",
        "aws/invalid-value",
        '{"a":1}',
        "raw-in-base64-out",
    ),
    (
        "aws lambda update-function-code --function-name f --zip-file f.zip",
        "aws/invalid-value",
        "f.zip",
        "=fileb://f.zip",
    ),
    ("aws logs tail g --since yesterday", "aws/invalid-value", "yesterday", None),
    ("aws s3 cp a b", "aws/invalid-value", "b", None),
    ("aws s3 mb bucket", "aws/invalid-value", "bucket", None),
    ("aws ecs list-tasks --endpoint-url localhost:80", "aws/invalid-value", "localhost:80", None),
    ("aws ecs list-tasks --query 'taskArns[?a=1]'", "aws/invalid-query", "=", None),
    ("aws ecs list-tasks --query 'count(taskArns)'", "aws/invalid-query", "c", None),
    ("aws ecs list-tasks --query 'length(a, b)'", "aws/invalid-query", "l", None),
    ("aws ecs list-tasks --no-paginate --max-items 3", "aws/conflicting-parameters", "--max-items", None),
    ("aws eks get-token --cluster-name a --cluster-id b", "aws/conflicting-parameters", "--cluster-id", None),
    ("aws eks create-cluster --name a --version 1.36", "aws/shadowed-parameter", "--version", "=--kubernetes-version"),
    ("aws ecs list-tasks --cluster a --cluster b", "aws/repeated-parameter", "--cluster", None),
    (
        "aws ecs run-task --task-definition t --network-configuration 'awsvpcConfiguration={subnet=[a]}'",
        "aws/unknown-key",
        "subnet",
        "=subnets",
    ),
    (
        "aws ecs run-task --task-definition t --network-configuration=awsvpcConfiguration={securityGroups=[a]}",
        "aws/missing-key",
        "{securityGroups=[a]}",
        None,
    ),
    (
        "aws ecs create-service --service-name s --load-balancers containerName=w,containerPort=http",
        "aws/invalid-value",
        "http",
        None,
    ),
    (
        "aws ecs create-service --service-name s --load-balancers containerName=a containerName=b,containerName=c",
        "aws/invalid-shorthand",
        "containerName",
        "spaces",
    ),
    ("aws ecs tag-resource --resource-arn a --tags key=a, value=b", "aws/invalid-shorthand", ",", None),
    ("aws ec2 describe-vpcs --filters Name=a,Value=b", "aws/unknown-key", "Value", "=Values"),
    (
        """aws ecs register-task-definition --family f --container-definitions '[{"name":"日本","cpus":1}]'""",
        "aws/unknown-key",
        "cpus",
        "=cpu",
    ),
    (
        """aws ecs register-task-definition --family f --container-definitions '[{"name":"a","cpu":"256"}]'""",
        "aws/invalid-value",
        "256",
        None,
    ),
    (
        """aws ecs register-task-definition --family f --container-definitions '[{"name":"a"'""",
        "aws/invalid-json",
        '"',
        None,
    ),
    (
        """aws ecs register-task-definition --cli-input-json '{"family":"a","containerDefinition":[]}'""",
        "aws/unknown-key",
        "containerDefinition",
        "=containerDefinitions",
    ),
    (
        """aws ecs register-task-definition --cli-input-json '{"family":"a"}'""",
        "aws/missing-key",
        '{"family":"a"}',
        None,
    ),
    (
        """aws sqs create-queue --queue-name q --attributes VisibilityTimeOut=1""",
        "aws/unknown-key",
        "VisibilityTimeOut",
        "=VisibilityTimeout",
    ),
]


@pytest.mark.parametrize(
    ("line", "rule", "at", "hint"), MISTAKES, ids=[f"{row[1][4:]}: {row[0][:60]}" for row in MISTAKES]
)
def test_mistake(line: str, rule: str, at: str, hint: str | None) -> None:
    found = check(line)
    assert [problem.rule for problem in found] == [rule]
    (problem,) = found
    assert marked(line, problem) == at
    assert problem.en and problem.ja and re.search("[ぁ-ん]", problem.ja)
    assert (problem.suggestion_en is None) == (problem.suggestion_ja is None)
    if hint is not None and hint.startswith("="):
        assert problem.replacement == hint[1:]
    elif hint is not None:
        assert hint in (problem.suggestion_en or "")


@pytest.mark.parametrize(
    "line",
    [
        "aws ecs describe-services --cluster $CLUSTER --services $SERVICES",
        "aws ecs update-service --service <service-name> --desired-count <count>",
        "aws ecs list-tasks $EXTRA_OPTIONS",
        "aws ecs delete-service $EXTRA_OPTIONS",
        "aws ecs list-tasks --$NAME value --<option>=1",
        "aws ecs list-tasks --output $FORMAT --query $QUERY --max-items $N",
        "aws ecs run-task --task-definition t --network-conf awsvpcConfiguration={subnets=[<id>],assignPublicIp=$B}",
        """aws ecs run-task --task-definition t --network-configuration "awsvpcConfiguration={subnets=$SUBNETS}" """,
        """aws ecs run-task --task-definition t --overrides "$OVERRIDES" """,
        """aws ecs run-task --task-definition t --overrides '{"containerOverrides":[{"name":"<name>","cpu":$CPU}]}'""",
        "aws s3 cp $SOURCE $TARGET",
        "aws $SERVICE list-things",
        "aws ecs $OPERATION --cluster c",
        "aws logs tail /ecs/<service> --since $SINCE",
        "aws lambda invoke --function-name f --payload $PAYLOAD out.json",
        "aws ecs create-service --service-name s --load-balancers targetGroupArn=$A,containerName=web,containerPort=$B",
    ],
)
def test_what_is_unknown_is_no_problem(line: str) -> None:
    assert check(line) == []


def test_a_literal_key_beside_an_expansion_is_checked() -> None:
    line = "aws ecs run-task --task-definition t --network-conf awsvpcConfiguration={subnet=[$A],assignPublicIp=$B}"
    (problem,) = check(line)
    assert (problem.rule, marked(line, problem), problem.replacement) == ("aws/unknown-key", "subnet", "subnets")


@pytest.mark.parametrize(
    "line",
    [
        "aws ecs describe-services --clus demo --serv web",
        "aws ecs list-tasks --clust=demo --reg us-east-1",
        "aws --outp json ecs list-tasks",
        "aws ecs register-task-definition --cli-input-json file://td.json",
        "aws ecs register-task-definition --generate-cli-skeleton",
        "aws ecs update-service --service w --no-force-new-deployment",
        "aws ecs run-task help",
        "aws s3 cp help",
        "aws --version",
        "aws ecs list-tasks --",
        "aws ecs stop-task --task t --reason=-x",
        "aws s3 ls -- s3://a",
        "aws glue get-tables --database-name d --anything",
        "aws s3 sync . s3://b --exclude a --exclude b --include c",
    ],
)
def test_accepted(line: str) -> None:
    assert check(line) == []


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("aws ecs list-tasks --launch-type FARGAT", "error"),
        ("aws ecs list-tasks --launch-type fargate", "warning"),
        ("aws ec2 run-instances --image-id a --instance-type z99.huge", "warning"),
        ("aws ecs list-tasks --output JSON", "error"),
        ("aws ecs list-tasks --cluster a --cluster b", "warning"),
        ('aws kms encrypt --key-id a --plaintext \'{"key": "value"}\'', "warning"),
        ("aws kms encrypt --key-id a --plaintext hello", "error"),
    ],
)
def test_severity(line: str, severity: str) -> None:
    assert [problem.severity for problem in check(line)] == [severity]


def test_services_without_a_snapshot_are_named() -> None:
    assert aws.unchecked(words_of("aws", "--region", "us-east-1", "glue", "get-tables")) == "aws glue"
    assert aws.unchecked(words_of("aws", "ecs", "list-tasks")) is None
    assert aws.unchecked(words_of("aws", "no-such-service")) is None
    assert aws.unchecked(words_of("aws")) is None


def test_of_such_a_service_global_options_are_checked() -> None:
    (problem,) = check("aws glue get-tables --output jsn")
    assert problem.rule == "aws/invalid-choice"


_LINE = """aws ecs s3 cp run-task tag-resource wait --tags --cluster --query --output -- - -1 --x=y --no-paginate help
    key=a,value=b [{"key":1}] {a=[ {"a":{ $X <name> ' " 日本語 --cli-input-json --filters 😀 file://x"""
_PIECES = st.sampled_from(_LINE.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=8))
def test_nothing_breaks_it_and_every_range_is_inside_its_word(texts: list[str]) -> None:
    words = [Word("aws", "aws"), *(Word(text, text, "$" in text or "<" in text) for text in texts)]
    for problem in aws.check(words, Context()):
        length = len(words[problem.index].text)
        end = length if problem.end is None else problem.end
        assert 0 <= problem.start <= end <= length
