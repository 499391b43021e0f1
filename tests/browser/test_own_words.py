"""A person takes answers back, downloads a copy of their data, and erases their data. Signing out empties the phone."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.inspection import SCHEMES
from tests.browser.kept import KEPT
from tests.browser.phone import Phone
from tests.browser.pictures import look
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

WORDS = ("heronquill", "larkspindle")
_PICTURES = os.environ.get("SCREENS")
#: JavaScript that looks up paths in the HTTP cache only: the status of each cached response, or "nothing".
_CACHED = """
(paths) => Promise.all(paths.map((path) =>
  fetch(path, { cache: "only-if-cached", mode: "same-origin" }).then((answer) => answer.status, () => "nothing")))
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Ona", "Sol"})
    yield people
    people.close()


def submitted(phone: Phone) -> str:
    """Answer the open check-in with kind words, submit the answers, and return the check-in's id."""
    card = phone.api("GET", "/home")["check_in"]["id"]
    prompts = phone.api("GET", f"/check-ins/{card}")["prompts"]
    phone.goto(f"/check-in/{card}?p=1")
    phone.answer(prompts, lambda _: "Some of the time", words=WORDS[0])
    phone.tap("Submit my answers")
    phone.sees("Not yet.")
    return str(card)


def test_taken_back_and_submitted_again_and_gone_after_signing_out(cast: Cast) -> None:
    ona = cast.known("Ona", past="ona_and_pia")
    card = submitted(ona)
    look(ona, "waiting")
    ona.tap("Take my answers back")
    ona.sees("They are a draft again. No one has seen them.")
    ona.sees(WORDS[0])
    assert ona.api("GET", f"/check-ins/{card}")["mine"] == "draft"
    look(ona, "taken back")
    ona.tap("Submit my answers")
    ona.sees("Not yet.")
    # The text that says so may still be shown from the first time.
    with ona.page.expect_response("**/take-back"):
        ona.tap("Take my answers back")
    ona.goto(f"/check-in/{card}?p=1")
    ona.page.get_by_role("textbox").fill(f"{WORDS[0]} and {WORDS[1]}")
    ona.sees("Saved")
    held = json.dumps(ona.page.evaluate(KEPT))
    assert [word for word in WORDS if word in held] == list(WORDS), (
        "drafts are kept on the phone while signed in"
    )
    paths = [
        f"/api/v1{path}" for path in ("/me", "/home", "/history", f"/check-ins/{card}", f"/history/{card}")
    ]

    ona.goto("/settings")
    ona.tap("Sign out")
    ona.sees("Your e-mail address")
    kept: dict[str, Any] = ona.page.evaluate(KEPT)
    shell = kept.pop("caches")
    assert [word for word in WORDS if word in json.dumps(shell).lower()] == []
    assert [word for word in (*WORDS, "ona@") if word in json.dumps(kept).lower()] == []
    assert [url for url in shell if "/api/" in url or "/_allauth/" in url] == []
    assert shell, "the shell is there, so that the app opens offline"
    assert ona.page.evaluate(_CACHED, paths) == ["nothing"] * len(paths)
    ona.page.go_back()
    expect(ona.page.get_by_text(WORDS[0])).to_have_count(0)


def test_a_draft_is_deleted_by_a_second_tap(cast: Cast) -> None:
    quin = cast.known("Quin", past="quin_and_ruth")
    card = quin.api("GET", "/home")["check_in"]["id"]
    prompts = quin.api("GET", f"/check-ins/{card}")["prompts"]
    quin.goto(f"/check-in/{card}?p=1")
    quin.answer(prompts, lambda _: "A little")
    quin.tap("Delete these answers")
    quin.tap("Yes, delete them")
    quin.sees("Your answers have been deleted.")
    quin.sees("Your check-in is open")
    assert quin.api("GET", f"/check-ins/{card}")["mine"] == "not_started"


def test_a_copy_to_take_along_and_erased_by_a_second_tap(cast: Cast, tmp_path: Path) -> None:
    sol = cast.known("Sol", past="sol_and_tess")
    sol.goto("/settings/data")
    sol.sees("A copy to keep")
    look(sol, "my data")
    with sol.page.expect_download() as downloading:
        sol.tap("Download my copy")
    file = tmp_path / "copy.zip"
    downloading.value.save_as(file)
    sol.sees("Your copy is in your downloads.")
    with zipfile.ZipFile(file) as archive:
        page = archive.read("side-by-side/side-by-side.html").decode()
    (tmp_path / "copy.html").write_text(page)
    reader = sol.context.new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto((tmp_path / "copy.html").as_uri())
    expect(reader.get_by_role("heading", name="My copy")).to_be_visible()
    assert len(asked) == 1, "it opens without a network"
    for scheme in SCHEMES if _PICTURES else ():
        reader.emulate_media(color_scheme=scheme)
        reader.screenshot(path=Path(_PICTURES or "") / f"copy {scheme}.png")
    reader.close()

    sol.tap("Erase all my data")
    sol.sees("The space with Tess closes.")
    look(sol, "erase")
    sol.tap("Cancel")
    assert sol.request("GET", "/me")["status"] == 200
    sol.tap("Erase all my data")
    sol.tap("Erase everything now")
    sol.sees("All your data has been erased.")
    sol.sees("Your e-mail address")
    assert sol.request("GET", "/me")["status"] == 401
    assert "sol@" not in json.dumps(sol.page.evaluate(KEPT)).lower()
