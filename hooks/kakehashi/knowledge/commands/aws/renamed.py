"""Names that are known from elsewhere: version 1 of the tool, the API's own names, what consoles and books say."""

from __future__ import annotations

from collections.abc import Mapping

# What the tool calls a service, by what else it is called.
SERVICES: Mapping[str, str] = {
    "alb": "elbv2",
    "appautoscaling": "application-autoscaling",
    "cloudmap": "servicediscovery",
    "cloudwatch-events": "events",
    "cloudwatch-logs": "logs",
    "cloudwatchlogs": "logs",
    "codedeploy": "deploy",
    "cognito": "cognito-idp",
    "config": "configservice",
    "cost-explorer": "ce",
    "costexplorer": "ce",
    "elasticloadbalancing": "elb",
    "elasticloadbalancingv2": "elbv2",
    "eventbridge": "events",
    "eventbridge-scheduler": "scheduler",
    "nlb": "elbv2",
    "prometheus": "amp",
    "secrets-manager": "secretsmanager",
    "sfn": "stepfunctions",
    "states": "stepfunctions",
    "step-functions": "stepfunctions",
}

# Commands that the tool does not have (any more): what to run instead, in English and in Japanese.
COMMANDS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("ecr", "get-login"): (
        "`aws ecr get-login-password | docker login --username AWS --password-stdin <registry>`",
        "`aws ecr get-login-password | docker login --username AWS --password-stdin <registry>`",
    ),
    ("ec2", "import-instance"): ("`aws ec2 import-image`", "`aws ec2 import-image`"),
    ("ec2", "import-volume"): ("`aws ec2 import-snapshot`", "`aws ec2 import-snapshot`"),
    ("lambda", "invoke-with-response-stream"): ("`aws lambda invoke`", "`aws lambda invoke`"),
    ("kinesis", "subscribe-to-shard"): ("`aws kinesis get-records`", "`aws kinesis get-records`"),
    ("logs", "get-log-object"): ("`aws logs get-log-events`", "`aws logs get-log-events`"),
}

# The API has the others too, but the command line leaves them out.
REMOVED_IN_VERSION_2 = frozenset({("ecr", "get-login")})
