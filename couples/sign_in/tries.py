"""How often a code may be tried. Counted in the shared cache in one step: however many processes are asked at once,
no more than so many are told whether they guessed right."""

from __future__ import annotations

from typing import Any, cast

from django.core.cache import cache
from django.http import HttpRequest

from couples.sessions import kept_under

#: Tries that one mailed code takes, right or wrong.
MOST = 5


def one_more(request: HttpRequest, *, code_made_at: float, seconds: int) -> bool:
    """Count a try of the code that was made at `code_made_at` for this session and lives for `seconds`; False if that
    is one too many."""
    counter = cast(Any, cache)  # project.cache, which this app may not import
    session = kept_under(request.session.session_key or "")
    return bool(counter.tally(f"code-tries:{session}:{code_made_at}", "", seconds) <= MOST)
