"""Only the module `allauth_internals` uses names that are internal to the library allauth.

The tests fail if a new version of allauth changes these names.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core.internal.cryptokit import compare_user_code
from allauth.core.internal.ratelimit import get_rates
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.internal.statekit import unstash_state

from couples.models import User
from couples.sign_in import allauth_internals

ROOT = Path(__file__).resolve().parents[2]
ADAPTER = Path(allauth_internals.__file__)
_INTERNAL = re.compile(r"\ballauth(\.\w+)*\.internal\b")

#: Each internal function with the positional and keyword arguments that `allauth_internals` passes.
CALLS: list[tuple[Callable[..., Any], tuple[str, ...], dict[str, object]]] = [
    (get_authentication_records, ("request", "user"), {}),
    (record_authentication, ("request", "user"), {"method": "", "type": "", "reauthenticated": True}),
    (post_authentication, ("request", "authenticator"), {"reauthenticated": True}),
    (LoginCodeVerificationProcess.initiate, (), {"request": None, "user": None, "email": ""}),
    (get_pending_stage, ("request",), {}),
    (unstash_state, ("request",), {"state_id": "", "provider_id": ""}),
    (compare_user_code, (), {"actual": "", "expected": ""}),
    (get_rates, (), {"app": "", "action": ""}),
]


def test_no_other_production_module_imports_an_internal_name() -> None:
    importing = {
        file.relative_to(ROOT).as_posix()
        for app in ("content", "couples", "checkins", "notifications", "project")
        for file in (ROOT / app).rglob("*.py")
        if _INTERNAL.search(file.read_text())
    }
    assert importing == {"couples/sign_in/allauth_internals.py"}


@pytest.mark.parametrize(
    "name",
    [
        "allauth.account.internal.flows.login.record_authentication",
        "allauth.account.internal.flows.login_by_code.LoginCodeVerificationProcess",
        "allauth.account.internal.stagekit.get_pending_stage",
        "allauth.core.internal.cryptokit.compare_user_code",
        "allauth.core.internal.ratelimit.get_rates",
        "allauth.headless.internal.restkit.inputs.Input",
        "allauth.mfa.base.internal.flows.post_authentication",
        "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes",
        "allauth.socialaccount.internal.statekit.unstash_state",
    ],
)
def test_a_moved_name_fails_with_a_sentence_that_says_where_to_change_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delattr(name)
    spec = importlib.util.spec_from_file_location("couples.sign_in.allauth_internals_again", ADAPTER)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(ImportError) as caught:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    message = str(caught.value)
    assert message.startswith("django-allauth has moved an internal name: ")
    assert name.rpartition(".")[2] in message
    assert message.endswith("change it in couples/sign_in/allauth_internals.py.")


@pytest.mark.parametrize(
    ("function", "positional", "named"), CALLS, ids=[getattr(call[0], "__qualname__", "") for call in CALLS]
)
def test_the_arguments_that_we_pass_are_still_accepted(
    function: Callable[..., Any], positional: tuple[str, ...], named: dict[str, object]
) -> None:
    try:
        inspect.signature(function).bind(*positional, **named)
    except TypeError as error:
        pytest.fail(
            f"django-allauth has changed {function.__module__}.{function.__qualname__} ({error}). "
            "Adapt couples/sign_in/allauth_internals.py."
        )


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        (LoginCodeVerificationProcess, ("generate_code", "persist", "abort", "user")),
        (RecoveryCodes, ("generate_codes", "_is_code_used", "_mark_code_used")),
    ],
)
def test_the_methods_that_we_call_are_still_there(owner: type, names: tuple[str, ...]) -> None:
    missing = [name for name in names if not hasattr(owner, name)]
    assert not missing, (
        f"django-allauth has removed {owner.__module__}.{owner.__name__}.{missing}. "
        "Adapt couples/sign_in/allauth_internals.py."
    )


def test_the_account_that_we_set_is_the_account_of_the_process() -> None:
    process = LoginCodeVerificationProcess.__new__(LoginCodeVerificationProcess)
    account = User(email="ada@example.org")
    allauth_internals.set_account(process, account)
    assert process.user is account, (
        "LoginCodeVerificationProcess.user no longer returns `_user`. Adapt couples/sign_in/allauth_internals.py."
    )
