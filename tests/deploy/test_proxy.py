"""Behind the real proxy, slow clients block nobody, and requests wait while the web server restarts.

The proxy shares requests between several web servers. Its log does not show who sent a request.
"""

from __future__ import annotations

import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
import urllib3

from tests.deploy import unverified
from tests.deploy.name_server import names
from tests.deploy.slow_senders import slow_senders
from tests.deploy.web import Proxy, Web, environment, running
from tests.services.mail import greets_with
from tests.services.migrated import MigratedDatabases
from tests.services.ports import free_port

pytestmark = pytest.mark.stack

CANARY = "canary-7d1f"


@pytest.fixture(autouse=True)
def _own_certificate() -> Iterator[None]:
    """Silence warnings about the proxy's own certificate, which the tests don't verify."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
        yield


@pytest.fixture
def web(tmp_path: Path, migrated: MigratedDatabases) -> Web:
    env = environment(DATABASE_URL=migrated.sqlite(tmp_path / "db.sqlite3"), ORIGIN="https://localhost")
    return Web(tmp_path, env)


@contextmanager
def proxy_to(
    folder: Path, port: int, *, host: str = "localhost", resolver: int | None = None
) -> Iterator[Proxy]:
    """Run the proxy in front of a web server at this host and port, until the block ends.

    `resolver` is the port of a DNS server with which the proxy resolves the host, or None for the system's own DNS.
    """
    proxy = Proxy(folder, environment(WEB_HOST=host, WEB_PORT=str(port)), resolver=resolver)
    with running(proxy):
        yield proxy


@pytest.mark.long
def test_slow_senders_behind_the_proxy_keep_no_one_waiting(web: Web, tmp_path: Path) -> None:
    with running(web), proxy_to(tmp_path, web.port) as proxy, slow_senders(proxy.connect):
        ready = f"{proxy.origin}/health/ready"
        with unverified.session() as session:
            session.headers.update(unverified.ALONE)
            answers = [session.get(ready, timeout=120).status_code for _ in range(14)]
            posted = session.post(f"{proxy.origin}/api/v1/nothing", json={"a": 1}, timeout=120)
    assert answers == [200] * 14
    assert posted.status_code == 403


@pytest.mark.parametrize("restarts", [2, pytest.param(12, marks=pytest.mark.long)])
def test_requests_wait_while_the_web_server_restarts(web: Web, tmp_path: Path, restarts: int) -> None:
    """A GET that reaches a stopping web server is repeated. A POST is not, because it may have changed something."""
    stop = threading.Event()
    with running(web), proxy_to(tmp_path, web.port) as proxy, ThreadPoolExecutor(8 + restarts) as crowd:

        def post(session: requests.Session) -> requests.Response:
            return session.post(f"{proxy.origin}/api/v1/nothing", json={"a": 1}, timeout=120)

        def post_alone() -> int:
            with unverified.session() as session:
                return post(session).status_code

        def ask(_: int) -> Counter[tuple[str, int]]:
            seen: Counter[tuple[str, int]] = Counter()
            with unverified.session() as session:
                while not stop.is_set() or seen.total() < 80:
                    if seen.total() % 4:
                        answer = session.get(f"{proxy.origin}/health/live", timeout=120)
                    else:
                        answer = post(session)
                    seen[str(answer.request.method), answer.status_code] += 1
            return seen

        asking = [crowd.submit(ask, number) for number in range(8)]
        waiting = []
        try:
            for _ in range(restarts):
                web.stop()
                waiting.append(crowd.submit(post_alone))
                web.start()
        finally:
            stop.set()
        try:
            counted = sum((each.result(timeout=120) for each in asking), Counter[tuple[str, int]]())
            waited = [each.result(timeout=120) for each in waiting]
        except requests.RequestException as error:
            raise AssertionError(f"{proxy.logged()}\n{web.logged()}") from error
    assert waited == [403] * restarts
    del counted["POST", 503]
    assert set(counted) == {("GET", 200), ("POST", 403)}, counted
    assert counted.total() >= 500


class _SaysWhere(BaseHTTPRequestHandler):
    """Test handler that responds with the IP address at which its server was reached."""

    def do_GET(self) -> None:
        body = str(self.connection.getsockname()[0]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Do nothing, to keep requests out of the tests' output."""


def test_several_containers_share_the_work_and_one_may_go(tmp_path: Path) -> None:
    addresses, port = ["127.0.0.1", "127.0.0.2", "127.0.0.3"], free_port()
    with ExitStack() as ending:
        servers = {}
        for address in addresses:
            servers[address] = server = ThreadingHTTPServer((address, port), _SaysWhere)
            server.daemon_threads = True
            ending.callback(server.server_close)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        resolver = ending.enter_context(names(*addresses))
        proxy = ending.enter_context(proxy_to(tmp_path, port, host="web", resolver=resolver))
        session = ending.enter_context(unverified.session())

        def served() -> Counter[str]:
            # Each request has a connection of its own, so that the proxy chooses a server for each.
            asked = (session.get(proxy.origin, headers=unverified.ALONE, timeout=120) for _ in range(12))
            return Counter(answer.text for answer in asked)

        assert set(served()) == set(addresses)
        servers["127.0.0.2"].shutdown()
        servers["127.0.0.2"].server_close()
        assert set(served()) == {"127.0.0.1", "127.0.0.3"}
        for address in ("127.0.0.1", "127.0.0.3"):
            servers[address].shutdown()


def test_without_the_app_the_proxy_answers_in_our_words_and_logs_nothing_about_who_asked(
    tmp_path: Path,
) -> None:
    with greets_with(b"this is no http\r\n") as port, proxy_to(tmp_path, port) as proxy:
        program = requests.post(f"{proxy.origin}/api/v1/{CANARY}?{CANARY}", verify=False, timeout=120)
        page = requests.post(f"{proxy.origin}/{CANARY}", verify=False, timeout=120)
        large = requests.post(
            f"{proxy.origin}/api/v1/{CANARY}", data=b"x" * 400_000, verify=False, timeout=120
        )
        # The client disconnects before the response, which the proxy logs as well.
        with pytest.raises(requests.Timeout):
            requests.get(f"{proxy.origin}/{CANARY}", verify=False, timeout=0.6)
        plain = f"http://localhost:{proxy.plain_port}/{CANARY}"
        assert requests.get(plain, timeout=120, allow_redirects=False).status_code == 308
    assert (program.status_code, program.json()["error"]["code"]) == (503, "try_later")
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    assert page.status_code == 503
    assert "Side by Side" in page.text
    for answer in (program, page):
        assert answer.headers["Retry-After"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Server" not in answer.headers
    logged = proxy.logged()
    assert '"level":"error"' in logged, "the failures are logged"
    assert CANARY not in logged
    lines = [line for line in logged.splitlines() if '"level":"error"' in line]
    assert not any("remote" in line or '"uri"' in line or "client_ip" in line for line in lines)
