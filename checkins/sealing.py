"""Encrypt answers, topics and agreements into envelopes, and decrypt them again.

An envelope opens only with the ids with which it was sealed. These are the ids of its couple, of its check-in or
agreement, and of the person whose key was used: a response's author or a private card's reader. Envelopes under the
couple's key have no such person. So an envelope that was copied into another row does not open.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from uuid import UUID

from checkins.answering.answers import Answer, Answers, AnswerStatus
from checkins.talking.topics import Topic, from_document, to_document
from content.values import SOURCE_LANGUAGE
from couples.encryption import keys

_STATUS_LETTERS: dict[AnswerStatus, str] = {"answered": "a", "did_not_come_up": "d", "skipped": "s"}
_STATUSES = {letter: status for status, letter in _STATUS_LETTERS.items()}
#: The bits of an answer's two choices. Envelopes from before `_TALK` existed have only the first bit.
_PRIVATE, _TALK = 1, 2
#: The author id in envelopes that belong to both partners.
_SHARED = UUID(int=0)


class OpenedResponse(NamedTuple):
    """A decrypted response: the answers, and the language in which the author read the prompts."""

    answers: Answers
    language: str


def seal_answers(
    key: bytes,
    answers: Answers,
    *,
    couple_id: UUID,
    author_id: UUID,
    check_in_id: UUID,
    language: str = SOURCE_LANGUAGE,
) -> bytes:
    """Encrypt one response into one envelope under the author's `key`.

    `language`: the language in which the author read the prompts. It is stored in the envelope.

    Raises couples.encryption.keys.EnvelopeTooLarge if the answers are too long. The limits in
    checkins.answering.answers prevent this error.
    """
    # Short forms, so that a response without notes fits the smallest envelope.
    document = {
        "v": 1,
        # Written for English also, so that the language does not change the envelope's length.
        "l": language,
        "answers": {
            prompt_id: [
                _STATUS_LETTERS[answer.status],
                answer.value,
                answer.note,
                # One digit for both choices, so that neither choice changes the envelope's length.
                _PRIVATE * (answer.sharing == "private") + _TALK * answer.talk,
            ]
            for prompt_id, answer in answers.items()
        },
    }
    return keys.seal(key, _dump(document), aad=_bound(b"response", couple_id, author_id, check_in_id))


def open_answers(
    key: bytes, envelope: bytes | memoryview | None, *, couple_id: UUID, author_id: UUID, check_in_id: UUID
) -> Answers:
    """Decrypt a response's envelope and return only its answers. Without an envelope, return no answers.

    Raises couples.encryption.keys.EnvelopeError if the envelope belongs to another row or was changed.
    """
    return open_response(
        key, envelope, couple_id=couple_id, author_id=author_id, check_in_id=check_in_id
    ).answers


def open_response(
    key: bytes, envelope: bytes | memoryview | None, *, couple_id: UUID, author_id: UUID, check_in_id: UUID
) -> OpenedResponse:
    """Decrypt a response's envelope, and return its answers and language.

    A discarded draft has no envelope. Without an envelope, return no answers, with `SOURCE_LANGUAGE` as the language.
    Very old envelopes name no language, so for them, too, the language is `SOURCE_LANGUAGE`.

    Raises couples.encryption.keys.EnvelopeError if the envelope belongs to another row or was changed.
    """
    if envelope is None:
        return OpenedResponse({}, SOURCE_LANGUAGE)
    aad = _bound(b"response", couple_id, author_id, check_in_id)
    document = json.loads(keys.open_envelope(key, bytes(envelope), aad=aad))
    answers = {
        prompt_id: Answer(
            _STATUSES[letter],
            value,
            note,
            "private" if choices & _PRIVATE else "share",
            bool(choices & _TALK),
        )
        for prompt_id, (letter, value, note, choices) in document["answers"].items()
    }
    # Envelopes from before the app was translated name no language.
    return OpenedResponse(answers, document.get("l", SOURCE_LANGUAGE))


def seal_topic(
    key: bytes, topic: Topic, *, couple_id: UUID, audience_id: UUID | None, check_in_id: UUID, position: int
) -> bytes:
    """Encrypt a talking point. `key` is the couple's key, or for a private card the key of its reader (`audience_id`).

    `position`: the point's place in its check-in. The envelope opens only with the same ids and position.
    """
    aad = _bound(b"topic", couple_id, audience_id or _SHARED, check_in_id) + bytes([position])
    return keys.seal(key, _dump(to_document(topic)), aad=aad)


def open_topic(
    key: bytes,
    envelope: bytes | memoryview,
    *,
    couple_id: UUID,
    audience_id: UUID | None,
    check_in_id: UUID,
    position: int,
) -> Topic:
    """Decrypt a talking point's envelope.

    Raises couples.encryption.keys.EnvelopeError if the envelope belongs to another row or was changed.
    """
    aad = _bound(b"topic", couple_id, audience_id or _SHARED, check_in_id) + bytes([position])
    return from_document(json.loads(keys.open_envelope(key, bytes(envelope), aad=aad)))


def seal_agreement(key: bytes, words: str, *, couple_id: UUID, agreement_id: UUID) -> bytes:
    """Encrypt the words of an agreement under the couple's key."""
    return keys.seal(
        key, _dump({"v": 1, "words": words}), aad=_bound(b"agreement", couple_id, _SHARED, agreement_id)
    )


def open_agreement(key: bytes, envelope: bytes | memoryview, *, couple_id: UUID, agreement_id: UUID) -> str:
    """Decrypt an agreement's envelope and return its words.

    Raises couples.encryption.keys.EnvelopeError if the envelope belongs to another row or was changed.
    """
    aad = _bound(b"agreement", couple_id, _SHARED, agreement_id)
    words: str = json.loads(keys.open_envelope(key, bytes(envelope), aad=aad))["words"]
    return words


def _bound(what: bytes, couple_id: UUID, author_id: UUID, row_id: UUID) -> bytes:
    return what + b"\0" + couple_id.bytes + author_id.bytes + row_id.bytes


#: One encoder for all calls, because `json.dumps` would create a new encoder for every call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _dump(document: dict[str, Any]) -> bytes:
    return _ENCODER.encode(document).encode()
