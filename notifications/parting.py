"""Browsers that go while news of their owner's account is still on its way.

Whoever gets in by somebody's mail could else sign the other devices out, or let them be forgotten, before these are
told that somebody got in. So a browser that has news to come is kept for just that, and gone for all else.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from couples.models import User
from notifications.models import Notice, PushSubscription


def keep_for_the_news(user: User, going: QuerySet[PushSubscription], *, now: dt.datetime) -> bool:
    """Whether these browsers, which are about to go, stay until the user has had the news that is owed by push: then
    they are retired, and hang on no device. If not, nothing is changed."""
    if not _owed(user):
        return False
    going.filter(user=user).update(device=None, retired_at=Coalesce("retired_at", now))
    return True


def forget_kept(user: User) -> None:
    """Delete what was kept for the news, once there is none."""
    if not _owed(user):
        PushSubscription.objects.filter(user=user, device=None, retired_at__isnull=False).delete()


def _owed(user: User) -> bool:
    pending = Notice.objects.filter(user=user, state=Notice.State.PENDING, channel=Notice.Channel.PUSH)
    return pending.exists()
