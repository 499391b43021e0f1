"""Tables of people, the spaces that they share, and the keys that seal what they write."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, get_args

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from timezone_field import TimeZoneField

from couples.sharing import Sharing
from couples.typed import addresses


class UserManager(BaseUserManager["User"]):
    """Creates users who sign in by code or passkey, without a password."""

    def create_user(self, email: str | None, **fields: Any) -> User:
        """Store a user with an unusable password. Raises ValueError or ValidationError for an invalid address.

        None: a person without an address, who signs in by passkey only.
        """
        if email is None:
            user = self.model(email=None, passkey_only=True, **fields)
        elif email:
            user = self.model(email=addresses.normal(email), **fields)
        else:
            raise ValueError("An e-mail address can be left out, but not empty.")
        # An empty-string password would count as a usable one for allauth.
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store a staff user for support's pages, which show no answers.

        Django's `createsuperuser` asks for a password, which is not stored. `manage.py staff` asks for none.
        """
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The id is random, so that it reveals nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: None: the person has no address here, so no e-mail is ever sent to them.
    email = models.EmailField(unique=True, null=True, blank=True)
    display_name = models.CharField(max_length=60, blank=True)
    time_zone = TimeZoneField(default="UTC", use_pytz=False)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    #: Mailed codes are refused. Only a passkey signs in, or a recovery code if the passkey is lost.
    passkey_only = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(passkey_only=True), name="user_has_a_way_in"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)  # never a name or an address: this ends up in logs

    @property
    def takes_codes(self) -> bool:
        """Whether a mailed code signs them in. It can't without an address, or if this server sends no e-mail."""
        return settings.MAIL and self.email is not None and not self.passkey_only

    def check_password(self, raw_password: str | None) -> bool:
        """Return False: there are no passwords. `sign_out_everywhere` uses the column to end sessions."""
        return False

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Sessions end when this changes: with the password (see `sign_out_everywhere`), and when someone gains or
        # loses staff rights in any way.
        rights = f"{self.password}:{self.is_staff:d}{self.is_superuser:d}"
        return salted_hmac("couples.User.session", rights, secret=secret, algorithm="sha256").hexdigest()


class Device(models.Model):
    """A browser in which someone is signed in, so that they can tell their devices apart. No address, no place.

    It is deleted with its session, however that ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="device")
    name = models.CharField(max_length=60)
    first_seen = models.DateTimeField()
    #: In whole hours: enough to recognise the device, too little to follow someone's day.
    last_seen = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Couple(models.Model):
    """A shared space: a pair, or one person alone before a partner joins. A new pairing is a new couple."""

    class Kind(models.TextChoices):
        SOLO = "solo"
        PAIR = "pair"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["solo", "pair"]), name="couple_kind_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("created_at")),
                name="couple_closes_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Membership(models.Model):
    """One person in one couple. `seat` is 1 or 2, which is what makes a third member impossible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    seat = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Set when this member has seen the notice that the other closed the space.
    closing_seen_at = models.DateTimeField(null=True, blank=True)
    #: Private: the yes of one partner alone changes nothing that the other could see.
    tender_topics = models.BooleanField(default=False)
    #: S8: let the partner know that this member has finished. One bit, never a time.
    tell_when_finished = models.BooleanField(default=False)
    #: How this member's answers start, once they have chosen. Each answer can still be changed.
    usual_sharing = models.CharField(
        max_length=7, choices=[(one, one) for one in get_args(Sharing)], blank=True, default=""
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(usual_sharing__in=["", "share", "private"]), name="membership_sharing_known"
            ),
            models.UniqueConstraint(fields=["couple", "seat"], name="membership_one_per_seat"),
            models.UniqueConstraint(fields=["couple", "user"], name="membership_once_per_couple"),
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="membership_one_live"),
            models.CheckConstraint(condition=Q(seat__in=[1, 2]), name="membership_two_seats"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """An offer to pair. Only hashes of its secrets are stored; opening the link touches nothing here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inviter = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    redeemed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="redemptions"
    )
    redeemed_at = models.DateTimeField(null=True, blank=True)
    #: Set when it was confirmed, declined, withdrawn or replaced. It can no longer be used.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inviter"], condition=Q(ended_at=None), name="invitation_one_open"
            ),
            models.UniqueConstraint(
                fields=["redeemed_by"], condition=Q(ended_at=None), name="invitation_one_redeemed_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(inviter=F("redeemed_by")), name="invitation_not_ones_own"),
            models.CheckConstraint(
                condition=Q(redeemed_by=None, redeemed_at=None)
                | Q(redeemed_by__isnull=False, redeemed_at__isnull=False),
                name="invitation_redeemed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class WayInLink(models.Model):
    """A link that leads into an account without an e-mail. Only a hash of its secret is stored.

    Opening the page uses nothing up. A used, cancelled or replaced link is deleted.
    """

    class Purpose(models.TextChoices):
        #: Makes the server's first account.
        SET_UP = "set_up"
        #: An invitation that made its receiver an account, so that the same link continues with the same account.
        JOIN = "join"
        #: Signs a new device in.
        DEVICE = "device"
        #: The operator's help for someone who has no other way in.
        SIGN_IN = "sign_in"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=7, choices=Purpose.choices)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="way_in_links"
    )
    token_hash = models.BinaryField(max_length=32, unique=True)
    valid_from = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=["set_up", "join", "device", "sign_in"]),
                name="way_in_link_purpose_known",
            ),
            models.CheckConstraint(
                condition=Q(purpose="set_up") | Q(user__isnull=False), name="way_in_link_leads_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("expires_at")), name="way_in_link_is_valid_for_a_while"
            ),
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(purpose="set_up"), name="way_in_link_one_set_up"
            ),
            models.UniqueConstraint(fields=["user", "purpose"], name="way_in_link_one_of_each"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DataKey(models.Model):
    """A data key, wrapped by a key that lives outside the database. `author` empty: the couple's own key.

    Erasing means deleting the row: without it, no copy of the envelopes can be opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="data_keys")
    author = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="data_keys"
    )
    wrapped = models.BinaryField(max_length=80)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["couple", "author"], name="data_key_one_per_author"),
            models.UniqueConstraint(fields=["couple"], condition=Q(author=None), name="data_key_one_shared"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonKey(models.Model):
    """A person's own data key, wrapped like the others. It belongs to no couple, so leaving one does not touch it.

    It is made with the first pocket note and destroyed with the person. It has no date: that would be the note's.
    """

    owner = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="own_key")
    wrapped = models.BinaryField(max_length=80)

    def __str__(self) -> str:
        return str(self.pk)


class PocketNote(models.Model):
    """A private note of one person, sealed under their own key. Its day is inside the envelope.

    `note_id` comes from the client and is looked up by owner, so an id says nothing about the notes of others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pocket_notes")
    note_id = models.UUIDField()
    envelope = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "note_id"], name="pocket_note_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Tombstone(models.Model):
    """The record that a person was erased or a space closed: a hash and a day, so that no backup brings them back.

    It holds no personal data: see couples.erasure.tombstones.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        SPACE = "space"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    fingerprint = models.BinaryField(max_length=32)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="tombstone_once"),
            models.CheckConstraint(condition=Q(kind__in=["person", "space"]), name="tombstone_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
