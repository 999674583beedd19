"""The base of everything that is read from a bank."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class BankPart:
    """Anything that is read from a bank; unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
