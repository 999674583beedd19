"""JSON for other programs, harmless when it is printed on a terminal."""

import json
import math
from typing import Any

from facilitator.text.escape import in_json


def json_text(value: Any) -> str:
    """Plain data as indented JSON, its dangerous characters as escapes. What is no number in JSON becomes null."""
    try:
        text = _dumped(value)
    except ValueError:
        finite = _finite(value)
        text = _dumped(finite)
    return in_json(text)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
