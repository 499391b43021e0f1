"""Tables of people, their signed-in devices, their invitations, and the links that lead into their accounts."""

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
    """The manager of users. Users have no passwords: they sign in by other means, such as a passkey."""

    def create_user(self, email: str | None, **fields: Any) -> User:
        """Store a user without a password. If `email` is None, the person has no address and can't use e-mailed codes.

        The user's language is the language of the request, unless `fields` has a `language`. Raises ValueError for an
        empty address, and ValidationError for an invalid address.
        """
        fields.setdefault("language", get_language() or settings.LANGUAGE_CODE)
        if email is None:
            user = self.model(email=None, passkey_only=True, **fields)
        elif email:
            user = self.model(email=addresses.normal(email), **fields)
        else:
            raise ValueError("An e-mail address can be left out, but not empty.")
        # allauth would count an empty password as usable.
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store a staff user, who may open support's pages.

        `password` is ignored. Django's command `createsuperuser` asks for a password, but `manage.py staff` does not.
        """
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The id is random, so it reveals nothing about the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: None for a person who has given no address. No e-mail is ever sent to them.
    email = models.EmailField(unique=True, null=True, blank=True)
    display_name = models.CharField(max_length=60, blank=True)
    time_zone = TimeZoneField(default="UTC", use_pytz=False)
    #: The language of everything that the server writes to this person.
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    #: E-mailed codes are refused. The person signs in by passkey, or by recovery code if the passkey is lost.
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
        return str(self.id)  # never a name or an address, because this text is written to logs

    @property
    def takes_codes(self) -> bool:
        """Whether this person can sign in by e-mailed code: they can get e-mail, and have not chosen passkey only."""
        return self.gets_mail and not self.passkey_only

    @property
    def gets_mail(self) -> bool:
        """Whether e-mail can be sent to this person: they have an address, and this server sends e-mail."""
        return settings.MAIL and bool(self.email)

    def check_password(self, raw_password: str | None) -> bool:
        """Return False, because no one has a password.

        The password column still has a use: `sign_out_everywhere` changes it to end sessions.
        """
        return False

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # A change of this hash ends the person's sessions: after a change of the password (see `sign_out_everywhere`),
        # and whenever the person gains or loses staff rights.
        rights = f"{self.password}:{self.is_staff:d}{self.is_superuser:d}"
        return salted_hmac("couples.User.session", rights, secret=secret, algorithm="sha256").hexdigest()


class Device(models.Model):
    """A browser in which a person is signed in, shown in their list of devices. Neither IP address nor place is stored.

    The device is deleted together with its session.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="device")
    name = models.CharField(max_length=60)
    first_seen = models.DateTimeField()
    #: Rounded down to the hour: precise enough to recognise the device, too coarse to follow someone's day.
    last_seen = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """An invitation to share a space. Only hashes of its link and code are stored.

    Opening the link changes nothing: the invitation has to be redeemed.
    """

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
    #: Set when the invitation is confirmed, declined, withdrawn, cancelled or replaced. Then it can't be used any more.
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
    """A link with which someone signs in to an account, so that they need no e-mailed code.

    Only a hash of the link's secret is stored. Opening the link's page does not use the link up. A link that was
    cancelled or replaced is deleted. A link for a new device or a sign-in link is also deleted when it is used. A
    set-up link or an invitation can be used again, at most until its account has a passkey or recovery codes.
    """

    class Purpose(models.TextChoices):
        #: A set-up link, which creates the server's first account.
        SET_UP = "set_up"
        #: An invitation that has created an account for its receiver. Its link leads to the same account again.
        JOIN = "join"
        #: A link that signs a new device in.
        DEVICE = "device"
        #: A sign-in link, which the operator makes for someone who can't sign in by any other means.
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
