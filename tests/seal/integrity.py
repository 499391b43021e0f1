"""Check the app's promises in the tables of each world after every step, mainly S2 to S6 (docs/architecture.md).

A fault that both worlds share causes no difference between the worlds, but these checks find the fault. The checks use
the app's encryption and none of its queries.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Q

from checkins.models import Agreement, CheckIn, Response, TalkingPoint
from couples.encryption.keys import BUCKETS, data_keys, open_envelope, person_key
from couples.models import Couple, DataKey, Membership, PersonKey, PocketNote
from notifications.models import AccountAlert, CalendarFeed, PushSubscription

#: Bytes that an envelope adds to the padded plaintext: version, nonce and tag.
AROUND = 29
#: The bit of an answer's choices that keeps it private. Another bit says that its author would like to talk about it.
PRIVATE = 1


class Broken(AssertionError):
    """Raised if the tables show that the app has broken one of its promises."""


class Eyes:
    """Checks of one world's tables. The checks remember facts that must not change, such as submitted responses."""

    def __init__(self) -> None:
        self.final: dict[UUID, tuple[bytes, Any, Any]] = {}
        #: Ids of submissions that were taken back.
        self.spent: set[UUID] = set()
        self.revealed: Counter[UUID] = Counter()
        self.lapsed: set[UUID] = set()
        self.read: set[UUID] = set()
        self.keys: dict[tuple[UUID, UUID | None], bytes] = {}
        #: The rows that `keys` was read from.
        self.key_rows: set[UUID] = set()
        self.erased: set[UUID] = set()
        self.receivers: set[bytes] = set()
        #: Each person's own key, by person.
        self.owners: dict[UUID, bytes] = {}
        #: Agreements that the author said yes to. The reader suggests all of them.
        self.agreed: set[UUID] = set()
        #: The sealed words of each agreement, by agreement. They are empty once it has ended.
        self.words: dict[UUID, bytes] = {}

    def taken_back(self, author: UUID) -> None:
        """Note that this author's unrevealed responses were taken back. They are drafts again, and may change."""
        drafts = Response.objects.filter(author=author, submitted_at=None, check_in__state="open")
        for pk in drafts.values_list("pk", flat=True):
            if (taken := self.final.pop(pk, None)) is not None:
                self.spent.add(taken[2])

    def erasing(self, author: UUID) -> None:
        """Note that this author is about to be erased.

        Their responses may disappear. The check-ins of their couples are no longer checked, because only the partner's
        responses remain.
        """
        for pk in Response.objects.filter(author=author).values_list("pk", flat=True):
            self.final.pop(pk, None)
        self.erased |= set(Membership.objects.filter(user=author).values_list("couple_id", flat=True))

    def look(self) -> None:
        """Run all checks on the tables as they are now. Raises Broken if a check fails."""
        responses = self._responses()
        self._check_ins(responses)
        self._new_keys()
        self._points(responses)
        self._new_receivers()
        self._pockets()
        self._agreements()

    def _pockets(self) -> None:
        """Check that each pocket note is padded to one of the fixed sizes, and that each person's own key is unique."""
        for envelope in PocketNote.objects.values_list("envelope", flat=True):
            if len(envelope) - AROUND not in BUCKETS:
                raise Broken(f"S1: a pocket note of {len(envelope)} bytes is not padded")
        owners = set(PersonKey.objects.values_list("owner_id", flat=True))
        if owners != self.owners.keys():
            self.owners = {owner: person_key(owner) for owner in owners}
        if len({*self.owners.values(), *self.keys.values()}) != len(self.owners) + len(self.keys):
            raise Broken("S6: a person's own key is the key of somebody else, or of a couple")

    def _agreements(self) -> None:
        """Check that agreements are valid only after both have said yes, and that their words never change.

        After the second yes, no column may say who suggested the agreement.
        """
        for pk, state, by, envelope in Agreement.objects.values_list(
            "pk", "state", "proposed_by", "envelope"
        ):
            words = bytes(envelope or b"")
            if words not in {b"", self.words.get(pk, words)}:
                raise Broken("an agreement's words are not those that were suggested")
            self.words[pk] = words
            if state in {"standing", "resting"} and pk not in self.agreed:
                raise Broken("an agreement stands after one yes")
            if state != "waiting" and by is not None:
                raise Broken("an agreement says who suggested it")

    def _new_receivers(self) -> None:
        """Check that each new push address and calendar address has caused an alert to its owner."""
        push = PushSubscription.objects.values_list("endpoint_hash", "user_id", "created_at")
        calendars = CalendarFeed.objects.values_list("token_hash", "membership__user_id", "since")
        for change, rows in (("receiver_added", push), ("calendar_made", calendars)):
            for key, user, at in rows:
                if bytes(key) in self.receivers:
                    continue
                self.receivers.add(bytes(key))
                # An earlier alert that was not sent yet also covers later changes of the same kind.
                unsent = Q(settled_at=None) | Q(settled_at__gte=at)
                told = AccountAlert.objects.filter(
                    Q(due_at=at) | unsent, user=user, change=change, due_at__lte=at
                )
                if not told.exists():
                    raise Broken(f"S8: a new receiver in silence ({change})")

    def _responses(self) -> dict[UUID, dict[UUID, tuple[Any, ...]]]:
        """Return the submitted responses, by check-in id and then by author id.

        Each response is a tuple of its encrypted answers, the time of its submission and the submission's id. Raises
        Broken if a submitted response has changed or disappeared, if a submission that was taken back has returned,
        or if encrypted answers are not padded.
        """
        columns = ("id", "check_in_id", "author_id", "envelope", "submitted_at", "submission_id")
        found: dict[UUID, dict[UUID, tuple[Any, ...]]] = {}
        present = set()
        for pk, check_in, author, envelope, at, its_id in Response.objects.values_list(*columns):
            if envelope is None:
                continue  # discarded; if it was submitted before, it counts as gone
            if len(envelope) - AROUND not in BUCKETS:
                raise Broken(f"S1: an envelope of {len(envelope)} bytes is not padded")
            if its_id in self.spent:
                raise Broken("S3: a submission that was taken back has come again")
            present.add(pk)
            was = self.final.get(pk)
            now = (bytes(envelope), at, its_id)
            if was is not None and was != now:
                raise Broken("S3: a submitted response has changed")
            if at is not None:
                self.final[pk] = now
                found.setdefault(check_in, {})[author] = now
        if gone := self.final.keys() - present:
            raise Broken(f"S3: {len(gone)} submitted responses are gone")
        return found

    def _check_ins(self, responses: dict[UUID, dict[UUID, tuple[Any, ...]]]) -> None:
        columns = ("id", "state", "opens_at", "closes_at", "revealed_at", "couple__kind", "couple_id")
        for pk, state, opens_at, closes_at, revealed_at, kind, couple in CheckIn.objects.values_list(
            *columns
        ):
            if couple in self.erased:
                continue
            moments = [at for _envelope, at, _id in responses.get(pk, {}).values()]
            if not all(opens_at <= at < closes_at for at in moments):
                raise Broken("S2: a response was submitted outside the window")
            complete = kind == "pair" and len(moments) == 2
            if complete != (state == "revealed"):
                raise Broken(f"S2: {len(moments)} responses, and the check-in is {state}")
            if state == "revealed" and revealed_at != max(moments):
                raise Broken("S2: revealed at another moment than that of the second response")
            if state == "revealed" and pk in self.lapsed:
                raise Broken("S4: a lapsed check-in was revealed")
            if state == "lapsed":
                self.lapsed.add(pk)
            if state != "revealed" and self.revealed[pk]:
                raise Broken("S2: told of as revealed, and is not")
            if self.revealed[pk] > 1:
                raise Broken("S2: revealed twice")

    def _points(self, responses: dict[UUID, dict[UUID, tuple[Any, ...]]]) -> None:
        fresh = set(TalkingPoint.objects.values_list("pk", flat=True)) - self.read
        self.read |= fresh
        rows = TalkingPoint.objects.filter(pk__in=fresh).select_related("check_in")
        for row in rows.order_by("pk") if fresh else ():
            if row.check_in.state != "revealed":
                raise Broken(f"S2: a talking point of a check-in that is {row.check_in.state}")
            if not (row.audience_id is None) ^ (row.role == "private"):
                raise Broken("S5: a card for one alone that is for both, or the other way round")
            self._may_be_told(row, responses)

    def _may_be_told(self, row: TalkingPoint, responses: dict[UUID, dict[UUID, tuple[Any, ...]]]) -> None:
        """Raise Broken if the talking point `row` quotes an answer or a wish that its author has not shared.

        `responses` holds all submitted responses, by check-in id and then by author id.
        """
        couple = row.check_in.couple_id
        whose = row.audience_id or UUID(int=0)
        document = json.loads(
            open_envelope(
                self._key(couple, row.audience_id),
                bytes(row.envelope),
                aad=b"topic\0" + couple.bytes + whose.bytes + row.check_in_id.bytes + bytes([row.position]),
            )
        )
        seats = list(
            Membership.objects.filter(couple=couple).order_by("seat").values_list("user_id", flat=True)
        )
        said: set[tuple[str, int, int]] = set()
        wished = document.get("prompt")
        revealed = CheckIn.objects.filter(couple=couple, state="revealed")
        for check_in, asked in revealed.values_list("pk", "prompts"):
            for seat, author in enumerate(seats):
                response = self._open(couple, author, check_in, responses[check_in][author][0])
                for prompt in asked:
                    status, value, note, choices = response[prompt["id"]]
                    private = choices & PRIVATE
                    if (check_in, seat, prompt["id"]) == (row.check_in_id, document["felt_by"], wished):
                        if status == "s" or private or not note.strip():
                            raise Broken("S5: a wish that its author did not share")
                        wished = None
                    if value is not None and status == "a" and not private:
                        said.add((prompt["text"] if prompt["kind"] != "guess" else "", seat, value))
        if wished is not None:
            raise Broken("S5: a wish without its author's words")
        for _day, prompt, values, guess, guess_by in document["lines"]:
            for seat, value in enumerate(values):
                if value is not None and (prompt, seat, value) not in said:
                    raise Broken("S5: a talking point quotes an answer that was not shared")
                if value is not None and row.audience_id not in (None, seats[seat]):
                    raise Broken("S5: a card for one alone quotes the other")
            if guess is not None and ("", guess_by, guess) not in said:
                raise Broken("S5: a talking point quotes a guess that was not shared")

    def _open(self, couple: UUID, author: UUID, check_in: UUID, envelope: bytes) -> dict[str, Any]:
        aad = b"response\0" + couple.bytes + author.bytes + check_in.bytes
        opened = json.loads(open_envelope(self._key(couple, author), envelope, aad=aad))
        return dict(opened["answers"])

    def _key(self, couple: UUID, author: UUID | None) -> bytes:
        return self.keys[couple, author]

    def _new_keys(self) -> None:
        """Load new encryption keys, and check that no two keys are the same.

        Each author has a separate key in each couple. Also check that a couple that has ended has no current members
        and no open check-in.
        """
        # A step may delete as many keys as it makes, so their number alone does not show that there are new ones.
        if (rows := set(DataKey.objects.values_list("pk", flat=True))) == self.key_rows:
            return
        self.key_rows = rows
        for couple in DataKey.objects.values_list("couple_id", flat=True).distinct():
            self.keys |= {(couple, author): key for author, key in data_keys(couple).items()}
        if len(set(self.keys.values())) != len(self.keys):
            raise Broken("S6: two couples, or two people, share a key")
        ended = Membership.objects.filter(ended_at=None, couple__closed_at__isnull=False).exists()
        if ended or Couple.objects.filter(closed_at__isnull=False, check_ins__state="open").exists():
            raise Broken("S6: something goes on in a couple that has closed")
