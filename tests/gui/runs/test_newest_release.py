"""The newest version, asked of an index on this machine that answers in every way."""

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ftd_gui.runs import newest_release
from ftd_gui.runs.newest_release import (
    MOST_BYTES,
    MOST_NOTES,
    Release,
    UnknownRelease,
    ask_newest,
    is_newer,
    plain_text,
    rank_of,
    release_from,
)

DESCRIPTION = """# FTD Studio

Words about the program.

## Changelog

### 0.3.0, 2026-11-20

- **Plots** follow the [theme](https://example.org/theme).
- <img src=x onerror=alert(1)>Fonts &amp; languages.\u202e\u0007

### 0.2.0

- Older things.
"""


def described(version: str, *others: str, **info: Any) -> dict[str, Any]:
    files = [{"upload_time_iso_8601": "2026-11-20T09:30:00.5Z", "yanked": False}]
    releases = dict.fromkeys((version, *others), files)
    about = {"version": version, "summary": "A studio.", "description": DESCRIPTION, **info}
    return {"info": about, "releases": releases, "urls": files}


class Index:
    """Answers each path in its own way, and notes what it was sent."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str]]] = []
        self.may_go_on = threading.Event()
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        index = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                index.heard.append((self.path, dict(self.headers)))
                index.answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def say(self, path: str, content: bytes | dict[str, Any], code: int = 200) -> str:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(code)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.address(path)

    def send_on(self, path: str, target: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("Location", target)
            request.end_headers()

        self.answers[path] = answer
        return self.address(path)

    def delay(self, path: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            self.may_go_on.wait(5)

        self.answers[path] = answer
        return self.address(path)

    def close(self) -> None:
        self.may_go_on.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def index() -> Iterator[Index]:
    index = Index()
    yield index
    index.close()


def test_a_good_answer_is_read_and_nothing_else_is_sent(index: Index) -> None:
    address = index.say("/good", described("0.3.0", "0.2.0", "0.4.0rc1"))
    found = ask_newest(address)
    assert (found.version, found.day) == ("0.3.0", date(2026, 11, 20))
    assert found.notes == "- Plots follow the theme.\n- Fonts & languages."
    ((path, sent),) = index.heard
    assert path == "/good" and set(sent) <= {
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Connection",
    }
    assert sent["User-Agent"] == "ftd-studio"


def test_within_the_index_one_is_sent_on(index: Index) -> None:
    index.say("/new", described("0.3.0"))
    assert ask_newest(index.send_on("/old", "/new")).version == "0.3.0"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda index: index.say("/a", b"<html>no"), "is no description of a program"),
        (lambda index: index.say("/a", b"[" * 100_000), "is no description of a program"),
        (lambda index: index.say("/a", {"info": 3}), "is no description of a program"),
        (lambda index: index.say("/a", {"info": {"version": "2"}, "releases": [1]}), "no description"),
        (lambda index: index.say("/a", described("1.0rc1")), "no finished version"),
        (lambda index: index.say("/a", b" " * (MOST_BYTES + 1)), "more than 4 MiB"),
        (lambda index: index.say("/a", b"gone", 404), "404"),
        (lambda index: index.say("/a", b"broken", 503), "503"),
        (lambda index: index.send_on("/a", "http://localhost:9/x"), "localhost:9, which is not followed"),
        (lambda index: index.send_on("/a", "file:///etc/passwd"), "the code 302"),
        (lambda index: index.delay("/a"), "did not answer within 0.2 seconds"),
        (lambda _: "http://127.0.0.1:9/a", "could not be reached"),
        (lambda _: "http://example.org/json", "begins with https"),
        (lambda _: "file:///etc/passwd", "begins with https"),
        (lambda _: "https://somebody@example.org/", "begins with https"),
        (lambda _: "https://[::1", "begins with https"),
        (lambda _: "", "begins with https"),
    ],
)  # fmt: skip
def test_one_sentence_says_why_nothing_is_known(
    index: Index, make: Callable[[Index], str], words: str
) -> None:
    with pytest.raises(UnknownRelease, match=words.replace(".", r"\.")) as fault:
        ask_newest(make(index), timeout_s=0.2)
    assert "\n" not in str(fault.value) and len(str(fault.value)) < 300


def test_versions_are_compared_by_their_numbers() -> None:
    rising = ["0.9", "0.9.1.dev3", "0.9.1", "0.10.0", "0.10.0.post1", "1.0rc1", "1", "1!0.1"]
    ranks = [rank_of(each) for each in rising]
    assert all(
        low is not None and high is not None and low < high
        for low, high in itertools.pairwise(ranks)
    )
    assert rank_of("1.0") == rank_of("v1.0.0") == rank_of("1+local.3")
    assert rank_of("1.0-1") == rank_of("1.0.post1") and rank_of("one") is None
    assert is_newer("0.10", "0.9.9") and is_newer("1.0", "1.0rc2") and not is_newer("1.0", "1.0.0")
    assert not is_newer("9", "") and not is_newer("", "1")


def test_what_was_taken_back_is_not_offered() -> None:
    found = described("0.2.0", "0.3.0")
    found["releases"]["0.3.0"] = [{"yanked": True}]
    assert release_from(json.dumps(found).encode(), "there") == Release(
        "0.2.0", date(2026, 11, 20), "- Older things."
    )


def test_notes_are_plain_bounded_and_quick() -> None:
    assert (
        plain_text("# Head\n\n\n\n**b** `c` ![p](q) <b>t</b>  \n\x1b[31m")
        == "Head\n\nb c p t\n[31m"
    )
    assert len(plain_text("word " * 50_000)) <= MOST_NOTES
    for unkind in ("<!--" * 20_000, "[" * 80_000, "<a" * 40_000, " " * 80_000, "*" * 80_000):
        plain_text(unkind)
    plain = described("1.0", description="No heading at all.")
    assert newest_release.notes_of(plain["info"], "1.0") == "A studio."
