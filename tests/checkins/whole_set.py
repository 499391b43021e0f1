"""Give a new couple's first check-in as many prompts as its later check-ins.

Normally, the first check-in is shorter (tests/checkins/test_first_set.py).
"""

from __future__ import annotations

from uuid import UUID

from checkins.asking import prompts, selection
from checkins.models import CheckIn
from content.catalogue import catalogue


def ask_everything(couple_id: UUID) -> None:
    """Give the couple's newest check-in the usual number of prompts. No one may have begun to answer the check-in."""
    check_in = CheckIn.objects.filter(couple=couple_id).latest("number")
    assert not check_in.responses.exists()
    library = catalogue()
    check_in.prompts = prompts.freeze(
        library,
        selection.select(
            anchors=library.anchors,
            reason_prompts=prompts.newest_reason_prompts(library),
            past=(),
            suspicions=(),
            tender=False,
            tender_reasons=[key for key, reason in library.reasons.items() if reason.tender],
            seed=int.from_bytes(couple_id.bytes[:8], "big"),
        ),
    )
    check_in.asked = len(check_in.prompts)
    check_in.save(update_fields=["prompts", "asked"])
