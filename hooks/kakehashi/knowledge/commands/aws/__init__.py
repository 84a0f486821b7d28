"""What is known of the AWS CLI version 2: `check` finds what its parsers and the API's models would refuse."""

from kakehashi.knowledge.commands.aws.checker import check, unchecked, version

__all__ = ["check", "unchecked", "version"]
