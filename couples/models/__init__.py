"""Tables of people, of the spaces that they share, and of the keys that encrypt what they write."""

from couples.models.keys import DataKey, PersonKey, PocketNote, Tombstone
from couples.models.people import Device, Invitation, User, WayInLink
from couples.models.spaces import Couple, Membership

__all__ = [
    "Couple",
    "DataKey",
    "Device",
    "Invitation",
    "Membership",
    "PersonKey",
    "PocketNote",
    "Tombstone",
    "User",
    "WayInLink",
]
