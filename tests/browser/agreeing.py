"""The gallery's chapter about agreements (see tests.browser.gallery)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests.browser.cast import EVENING, Cast, Screen

WORDS = "On Thursdays we cook together, and the phones stay in the hall."


def agreeing(cast: Cast) -> Iterator[Screen]:
    """Agree on a sentence, and be asked next week whether to keep it."""
    greta, hugo = (cast.known(name, past="greta_and_hugo") for name in ("Greta", "Hugo"))
    greta.goto("/agreements")
    greta.sees("Nothing agreed yet")
    yield "agreements, none", greta
    greta.tap("Agree on something small")
    greta.page.get_by_label("In your own words").fill(WORDS)
    yield "agreements, suggesting", greta
    greta.tap("Suggest it")
    greta.sees("It stands once Hugo says yes as well.")
    yield "agreements, mine waits", greta
    hugo.goto("/")
    hugo.sees("There is a suggestion for the two of you.")
    yield "home, a suggestion", hugo
    hugo.tap("What we agreed", role="link")
    hugo.sees("Greta suggests")
    yield "agreements, theirs waits", hugo
    hugo.tap("Yes")
    hugo.sees("Since")
    hugo.tap("End it")
    hugo.sees("You don't need a reason.")
    yield "agreements, ending", hugo
    cast.at(EVENING + dt.timedelta(weeks=1))
    cast.stack.run(
        "from django.utils import timezone; from checkins import actions; actions.open_due(now=timezone.now())"
    )
    card = greta.api("GET", "/home")["check_in"]
    place = len(greta.api("GET", f"/check-ins/{card['id']}")["prompts"])
    greta.goto(f"/check-in/{card['id']}?p={place}")
    greta.sees("Hugo never sees this answer.")
    yield "answer, keep it", greta
    greta.choose("Yes, keep it")
    greta.goto(f"/check-in/{card['id']}?p=review")
    greta.sees("Only the result is shown: kept or not")
    yield "review, keep it", greta
    cast.at(EVENING)
