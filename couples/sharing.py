"""The two values that say who may see an answer: both partners (`share`), or its author alone (`private`)."""

from typing import Literal

Sharing = Literal["share", "private"]
