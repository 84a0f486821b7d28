"""`--query`: JMESPath expressions, compiled with the library that the tool uses."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from kakehashi.knowledge.commands.aws.suggestions import nearest


@lru_cache(2048)
def fault(expression: str) -> tuple[int, str, str] | None:
    """What is wrong with a JMESPath expression.

    Args:
        expression: the value of `--query`.

    Returns:
        the character at fault and the reason in English and Japanese, or None when the tool accepts the expression.
    """
    jmespath, errors = import_module("jmespath"), import_module("jmespath.exceptions")
    try:
        with warnings.catch_warnings():
            # Words in backquotes are an old form that every page of the AWS documentation uses.
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            tree = jmespath.compile(expression).parsed
    except errors.LexerError as error:
        return (
            _at(error.lexer_position, expression),
            f"not JMESPath: {error.message}",
            f"JMESPath として読めません: {error.message}",
        )
    except errors.EmptyExpressionError:
        return 0, "an empty JMESPath expression", "JMESPath の式が空です"
    except errors.ParseError as error:
        at = _at(error.lex_position, expression)
        found = error.token_value
        if not found:
            return at, "not JMESPath: it ends too early", "JMESPath として読めません: 式が途中で終わっています"
        return at, f"not JMESPath: unexpected `{found}`", f"JMESPath として読めません: `{found}` は置けません"
    except (RecursionError, ValueError):
        return None
    for name, count in _calls(tree):
        reason = _call(name, count, import_module("jmespath.functions").Functions.FUNCTION_TABLE)
        if reason:
            return max(expression.find(f"{name}("), 0), *reason
    return None


def _at(position: int | None, expression: str) -> int:
    return min(position or 0, max(len(expression) - 1, 0))


def _calls(tree: Any) -> Iterator[tuple[str, int]]:
    """Function calls with the number of their arguments."""
    if tree["type"] == "function_expression":
        yield tree["value"], len(tree["children"])
    for child in tree.get("children", ()):
        if isinstance(child, dict):
            yield from _calls(child)


def _call(name: str, count: int, table: Any) -> tuple[str, str] | None:
    if name not in table:
        guess = nearest(name, table)
        hint_en, hint_ja = (f"; did you mean `{guess}`?", f"。`{guess}` ではありませんか") if guess else ("", "")
        return f"JMESPath has no function `{name}`{hint_en}", f"JMESPath に関数 `{name}` はありません{hint_ja}"
    signature = table[name]["signature"]
    variadic = bool(signature) and bool(signature[-1].get("variadic"))
    if count == len(signature) or (variadic and count >= len(signature)):
        return None
    wanted = f"{len(signature)}+" if variadic else str(len(signature))
    return f"`{name}` takes {wanted} arguments, not {count}", f"`{name}` の引数は {wanted} 個です（{count} 個あります）"
