"""Steps to sign up and sign in on a server without e-mail: by links, passkeys and recovery codes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.phone import Phone


def make_the_first_account(first: Phone, printed: str) -> list[str]:
    """Open the set-up link in `printed` (the server's output), and make an account with a passkey there.

    Return the account's recovery codes.
    """
    link = re.search(r"http\S+#\S+", printed)
    assert link, printed
    first.page.goto(link.group(0))
    first.page.get_by_label("What should we call you?").fill(first.name)
    assert "#" not in first.page.url
    first.tap("Continue")
    first.sees("Add your passkey")
    # Leave the page before adding a passkey. Home offers it again for the same account.
    first.goto("/")
    first.sees("You have no passkey yet.")
    first.tap("Add a passkey", role="link")
    codes = add_a_passkey(first)
    first.sees("Two people, one small ritual")
    return codes


def add_a_passkey(own: Phone) -> list[str]:
    """Add a passkey to the account, and return the recovery codes that the app then shows."""
    own.tap("Add a passkey")
    own.tap("Copy the codes")
    copied: str = own.page.evaluate("navigator.clipboard.readText()")
    with own.page.expect_download() as downloading:
        own.tap("Download the codes")
    assert downloading.value.path().read_text() == f"{copied}\n"
    own.tap("I have saved them")
    return copied.split("\n")


def invite(inviter: Phone) -> str:
    """Make an invitation in the app, and return the link for the invited person."""
    inviter.goto("/pair")
    inviter.tap("Make an invitation")
    inviter.sees("Your invitation")
    inviter.tap("Copy the link")
    return str(inviter.page.evaluate("navigator.clipboard.readText()"))


def join(guest: Phone, invitation: str) -> None:
    """Open the invitation's link, and make an account with a passkey."""
    guest.page.goto(invitation)
    _sees_who_could_read(guest)
    guest.page.get_by_label("Your first name").fill(guest.name)
    guest.sees("invites you")
    assert guest.page.get_by_label("Your e-mail address").count() == 0
    guest.tap("Join")
    guest.sees("Add your passkey")
    add_a_passkey(guest)
    guest.sees("Almost there")


def _sees_who_could_read(guest: Phone) -> None:
    """Fail unless the screen warns, above the button "Join", that the operator could read everything."""
    statement = guest.page.get_by_text(
        re.compile(r"(Robin|Wanda) runs this server at home.*could .*read everything")
    )
    expect(statement).to_be_visible()
    expect(statement).to_contain_text("use a server that someone else runs")
    expect(statement).to_be_in_viewport(ratio=1)
    button = guest.page.get_by_role("button", name="Join", exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    ends, begins = statement.bounding_box(), button.bounding_box()
    assert ends
    assert begins
    assert ends["y"] + ends["height"] <= begins["y"]


def confirm(inviter: Phone, guest: Phone) -> None:
    """Confirm the guest's request on the inviter's phone, and wait until both phones show that the two are linked."""
    inviter.sees(f"{guest.name} would like to join you.")
    assert inviter.page.get_by_text("Signed in as").count() == 0
    inviter.tap("Yes, link us")
    inviter.sees("You are linked")
    guest.sees("You are linked")


def add_device(phone: Phone, laptop: Phone) -> None:
    """Make a link on the signed-in phone, and sign in on the laptop with this link."""
    phone.goto("/settings/sign-in")
    phone.tap("Add a device")
    expect(phone.page.get_by_alt_text("QR code")).to_be_visible()
    phone.tap("Copy the link")
    laptop.page.goto(str(phone.page.evaluate("navigator.clipboard.readText()")))
    laptop.sees(f"Sign in here as {phone.name}?")
    laptop.tap("Sign in here")
    laptop.sees("You're signed in.")
    laptop.tap("Add a passkey")
    laptop.sees("You and ")


def recover(borrowed: Phone, code: str) -> None:
    """Sign in on the device `borrowed` with only the recovery code `code`."""
    borrowed.goto("/")
    borrowed.tap("Use a recovery code")
    borrowed.page.get_by_label("Recovery code").fill(code)
    borrowed.tap("Sign in")
    borrowed.sees("You and ")
