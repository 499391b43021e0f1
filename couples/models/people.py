"""Tables of people, the devices they are signed in on, and the links that lead to them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from timezone_field import TimeZoneField

from couples.typed import addresses


class UserManager(BaseUserManager["User"]):
    """Creates users who sign in by code or passkey, without a password."""

    def create_user(self, email: str | None, **fields: Any) -> User:
        """Store a user with an unusable password. Raises ValueError or ValidationError for an invalid address.

        None: a person without an address, who signs in by passkey only. Their language is that of the request, unless
        `fields` names one.
        """
        fields.setdefault("language", get_language() or settings.LANGUAGE_CODE)
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
    #: The language of everything that the server writes to them.
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
        return self.gets_mail and not self.passkey_only

    @property
    def gets_mail(self) -> bool:
        """Whether e-mail can be sent to them: they have an address, and this server sends e-mail."""
        return settings.MAIL and bool(self.email)

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
