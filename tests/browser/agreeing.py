"""The gallery's chapter about agreements (see tests.browser.gallery)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests.browser.cast import EVENING, Cast, Screen

WORDS = "On Thursdays we cook together, and the phones stay in the hall."


def agreeing(cast: Cast) -> Iterator[Screen]:
    """Agree on a sentence, and be asked next week whether to keep it."""
    freja, goran = (cast.known(name, past="freja_and_goran") for name in ("Freja", "Goran"))
    freja.goto("/agreements")
    freja.sees("Nothing agreed yet")
    yield "agreements, none", freja
    freja.tap("Agree on something small")
    freja.page.get_by_label("In your own words").fill(WORDS)
    yield "agreements, suggesting", freja
    freja.tap("Suggest it")
    freja.sees("It stands once Goran says yes as well.")
    yield "agreements, mine waits", freja
    goran.goto("/")
    goran.sees("There is a suggestion for the two of you.")
    yield "home, a suggestion", goran
    goran.tap("What we agreed", role="link")
    goran.sees("Freja suggests")
    yield "agreements, theirs waits", goran
    goran.tap("Yes")
    goran.sees("Since")
    goran.tap("End it")
    goran.sees("You don't need a reason.")
    yield "agreements, ending", goran
    cast.at(EVENING + dt.timedelta(weeks=1))
    cast.stack.run(
        "from django.utils import timezone; from checkins import actions; actions.open_due(now=timezone.now())"
    )
    card = freja.api("GET", "/home")["check_in"]
    place = len(freja.api("GET", f"/check-ins/{card['id']}")["prompts"])
    freja.goto(f"/check-in/{card['id']}?p={place}")
    freja.sees("Goran never sees this answer.")
    yield "answer, keep it", freja
    freja.choose("Yes, keep it")
    freja.goto(f"/check-in/{card['id']}?p=review")
    freja.sees("Only the result is shown: kept or not")
    yield "review, keep it", freja
    cast.at(EVENING)
