"""The data folder of `make run` survives an upgrade from an earlier version, with its sessions, history and answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from project.demo.story import KIM, ROBIN
from tests.browser.upgrade.released import OLDEST, ORIGINS, check_out
from tests.local.one_command import sign_in, start
from tests.services.ports import free_port

#: `make test` checks the same upgrade with PostgreSQL and phones, in test_phones.
pytestmark = [pytest.mark.stack, pytest.mark.long]

#: Seconds that each start may take. The first start writes ten weeks of the demo couple.
LIMIT = 240


def _get(session: requests.Session, origin: str, path: str) -> Any:
    answer = session.get(f"{origin}/api/v1{path}", timeout=60)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
    return answer.json()


@pytest.mark.parametrize("earlier", ORIGINS)
def test_a_folder_of_an_earlier_tree_goes_on_with_this_one(earlier: str, tmp_path: Path) -> None:
    tree = tmp_path / "earlier"
    tree.mkdir()
    check_out(earlier, tree)
    folder, port = tmp_path / "local", free_port()
    with start(folder, within=LIMIT, root=tree, port=port) as old:
        origin = old.origin
        sessions = {person.name: sign_in(origin, person) for person in (ROBIN, KIM)}
        latest = _get(sessions[ROBIN.name], origin, "/home")["latest_reveal"]["id"]
        open_before = _get(sessions[ROBIN.name], origin, "/home")["check_in"]["id"]
    with start(folder, within=LIMIT, port=port):
        for person in (ROBIN, KIM):
            session = sessions[person.name]
            if earlier == OLDEST:
                # The cookie has been renamed since then. With its new name, the sessions need no new sign-in.
                session.cookies["sbs_session"] = session.cookies["session"]
            assert _get(session, origin, "/me")["display_name"] == person.name
            home = _get(session, origin, "/home")
            assert home["check_in"]["id"] == open_before
            assert home["latest_reveal"]["id"] == latest
            shown = json.dumps(_get(session, origin, f"/check-ins/{latest}/reveal"), ensure_ascii=False)
            assert [person.name for person in (ROBIN, KIM) if person.appreciated[-1] not in shown] == []
            assert latest in json.dumps(_get(session, origin, "/history"))
