"""The newest version of the program that an index of packages knows, with its date and notes. No Qt objects.

One request, for the description of one package; nothing else is sent. Whatever comes back is a stranger's: it is
bounded in size and time, read as JSON, and its words are made plain text.
"""

import json
import re
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from http.client import HTTPException, HTTPMessage
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, cast

from ftd_gui.words import tr

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

INDEX_VARIABLE = "FTD_STUDIO_UPDATE_INDEX"
"""Variable of the environment that names another address, before the one of the settings."""
TIMEOUT_S = 10.0
MOST_BYTES = 4 << 20
MOST_NOTES = 4000
"""Characters of the notes that are shown."""
_MOST_READ = 40_000
"""Characters of a description that are looked at for notes."""
_CHUNK_BYTES = 1 << 16
_LOCAL_HOSTS = frozenset(("localhost", "127.0.0.1", "::1"))

_VERSION = re.compile(
    r"v?(?:(?P<epoch>\d{1,9})!)?(?P<release>\d{1,9}(?:\.\d{1,9}){0,9})"
    r"(?P<pre>[-_.]?(?:alpha|beta|preview|pre|rc|a|b|c)[-_.]?\d{0,9})?"
    r"(?:[-_.]?(?:post|rev|r)[-_.]?(?P<post>\d{0,9})|-(?P<dash>\d{1,9}))?"
    r"(?P<dev>[-_.]?dev[-_.]?\d{0,9})?"
    r"(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"change\s?log|changes|what.?s new|release notes|history|news", re.IGNORECASE)


class UnknownRelease(Exception):
    """It could not be found out; the one sentence says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished version of the program.

    Attributes:
        version: as the index writes it.
        day: when it was uploaded; None where the index does not say.
        notes: plain text; empty where there are none.
    """

    version: str
    day: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, order=True)
class VersionRank:
    """Place of a version among others, by the numbers of PEP 440.

    Attributes:
        epoch, release: numbers, those of the release without zeros at the end.
        is_finished: no alpha, beta, candidate or development version, which come before it.
        post: of a later upload of the same release.
    """

    epoch: int
    release: tuple[int, ...]
    is_finished: bool
    post: int


def rank_of(version: str) -> VersionRank | None:
    """Place of a version among others; None where that is none."""
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        return None
    numbers = [int(number) for number in found["release"].split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    post_text = found["post"] if found["post"] is not None else found["dash"]
    post = -1 if post_text is None else int(post_text or 0)
    is_finished = found["pre"] is None and found["dev"] is None
    return VersionRank(int(found["epoch"] or 0), tuple(numbers), is_finished, post)


def is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another one; not where either is none."""
    ours, theirs = rank_of(than), rank_of(version)
    return ours is not None and theirs is not None and theirs > ours


# ------------------------------------------------ asking


def usual_index() -> str:
    """Address of the program's description at the index that pip was made for; empty without pip.

    The program names no index of its own.
    """
    try:
        known = import_module("pip._internal.models.index").PyPI
        return f"{known.pypi_url}/ftd-studio/json"
    except (ImportError, AttributeError):
        return ""


def ask_newest(address: str, timeout_s: float = TIMEOUT_S) -> Release:
    """The newest finished version that the index at this address knows; blocks.

    Raises:
        UnknownRelease: there is no answer, or none that can be used.
    """
    host = host_of(address)
    try:
        content = _answer_of(address, host, timeout_s)
    except UnknownRelease:
        raise
    except TimeoutError:
        raise too_late(host, timeout_s) from None
    except (OSError, HTTPException, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        if isinstance(reason, TimeoutError):
            raise too_late(host, timeout_s) from None
        words = tr("{host} could not be reached: {reason}. Ask again when there is a network.")
        raise UnknownRelease(
            words.format(host=host, reason=plain_line(str(reason) or type(reason).__name__))
        ) from fault
    return release_from(content, host)


def host_of(address: str) -> str:
    """The machine that an address asks, with its port if that is given.

    Raises:
        UnknownRelease: it is none that may be asked.
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host, is_local = parts.netloc, (parts.hostname or "") in _LOCAL_HOSTS
        is_allowed = bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and is_local)
        )
    except ValueError:
        host, is_allowed = "", False
    if not is_allowed or "@" in host or not address.isprintable() or " " in address:
        raise UnknownRelease(
            tr(
                "“{address}” is not asked: an index has an address that begins with https. Write "
                "another one below, or empty the field for the usual one."
            ).format(address=plain_line(address))
        )
    return host


def _answer_of(address: str, host: str, timeout_s: float) -> bytes:
    from urllib.error import HTTPError
    from urllib.request import Request

    started_s = time.monotonic()
    # a name without version, system or machine
    request = Request(address, headers={"User-Agent": "ftd-studio", "Accept": "application/json"})
    parts: list[bytes] = []
    size = 0
    try:
        with _opener(address, host).open(request, timeout=timeout_s) as answer:
            while chunk := answer.read1(_CHUNK_BYTES):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise UnknownRelease(
                        tr(
                            "{host} answered with more than {size} MiB, which is no description of "
                            "a program, so it was not read. Look at the address below."
                        ).format(host=host, size=MOST_BYTES >> 20)
                    )
                if time.monotonic() - started_s > timeout_s:
                    raise too_late(host, timeout_s)
                parts.append(chunk)
    except HTTPError as fault:
        with fault:
            words = (
                tr("{host} knows no program at this address (404). Look at the address below.")
                if fault.code == 404
                else tr(
                    "{host} answered with the code {code} instead of a version. Ask again later."
                )
            )
            raise UnknownRelease(words.format(host=host, code=fault.code)) from None
    return b"".join(parts)


def _opener(address: str, host: str) -> "OpenerDirector":
    from urllib.parse import urljoin, urlsplit
    from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

    origin = urlsplit(address)

    class SameHost(HTTPRedirectHandler):
        """Follows an index within itself, and to nobody else."""

        def redirect_request(
            self,
            req: Request,
            fp: IO[bytes],
            code: int,
            msg: str,
            headers: HTTPMessage,
            newurl: str,
        ) -> Request | None:
            target = urlsplit(urljoin(address, newurl))
            if (target.scheme, target.netloc) != (origin.scheme, origin.netloc):
                fp.close()
                words = tr(
                    "{host} sent the request on to {other}, which is not followed: only the index "
                    "itself is asked. Look at the address below."
                )
                raise UnknownRelease(words.format(host=host, other=plain_line(target.netloc)))
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    handlers: list[Any] = [SameHost()]
    if origin.hostname in _LOCAL_HOSTS:
        # no proxy reaches what is on this machine
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def too_late(host: str, timeout_s: float) -> UnknownRelease:
    """Why there is no answer from a machine that takes its time."""
    words = tr("{host} did not answer within {seconds} seconds. Ask again later.")
    return UnknownRelease(words.format(host=host, seconds=f"{timeout_s:g}"))


# ------------------------------------------------ reading


def release_from(content: bytes, host: str) -> Release:
    """The newest finished version in a description of a package.

    Raises:
        UnknownRelease: there is none, or it is no such description.
    """
    try:
        found = json.loads(content)
        facts = found["info"]
        files = _files_by_version(found, facts)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        words = tr(
            "What {host} answered is no description of a program. Look at the address below."
        )
        raise UnknownRelease(words.format(host=host)) from None
    ranked = [
        (rank, version)
        for version in files
        if (rank := rank_of(version)) is not None and rank.is_finished
    ]
    if not ranked:
        words = tr("{host} lists no finished version of the program. Ask again later.")
        raise UnknownRelease(words.format(host=host))
    newest = max(ranked)[1]
    is_described = facts.get("version") == newest
    return Release(
        newest.strip(), _day_of(files[newest]), notes_of(facts, newest) if is_described else ""
    )


def _files_by_version(found: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What was uploaded for each version that was not taken back."""
    listed = cast("Mapping[str, Any]", found.get("releases") or {})
    files = {
        version: uploads
        for version, uploads in listed.items()
        if uploads and not all(upload.get("yanked") for upload in uploads)
    }
    if not facts.get("yanked"):
        files.setdefault(str(facts["version"]), found.get("urls") or [])
    return files


def _day_of(uploads: Any) -> date | None:
    try:
        times = [str(upload["upload_time_iso_8601"]) for upload in uploads]
        return min(datetime.fromisoformat(each) for each in times).date()
    except (TypeError, KeyError, ValueError):
        return None


def notes_of(facts: Mapping[str, Any], version: str) -> str:
    """What is told of a version, as plain text: its part of the description, else the summary."""
    description = facts.get("description")
    if isinstance(description, str) and (part := _part_about(description[:_MOST_READ], version)):
        return part
    summary = facts.get("summary")
    return plain_text(summary) if isinstance(summary, str) else ""


def _part_about(description: str, version: str) -> str:
    """What stands under a heading with the version in it, or under one about changes."""
    lines = description.splitlines()
    heads = [
        (place, len(head[1]), head[2])
        for place, line in enumerate(lines)
        if (head := re.match(r"(#{1,6})\s+(.*)", line))
    ]
    is_named = re.compile(rf"(?<![\d.]){re.escape(version)}(?!\.?\d)")
    for wanted in (is_named, _CHANGES):
        for place, level, title in heads:
            if wanted.search(title):
                after = [at for at, deep, _ in heads if at > place and deep <= level]
                return plain_text("\n".join(lines[place + 1 : min(after, default=len(lines))]))
    return ""


def plain_text(text: str) -> str:
    """Markdown as text without its signs, without tags, and without characters that are no letters."""
    text = re.sub(r"<!--.{0,300}?-->", "", text[:_MOST_READ], flags=re.DOTALL)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", text)
    text = re.sub(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)", r"\1", text)
    text = re.sub(r"^#{1,6}\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\*\*|__|`", "", text)
    text = "".join(
        letter
        for letter in unescape(text)
        # controls, and marks that turn the direction of what follows
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return text if len(text) <= MOST_NOTES else text[: MOST_NOTES - 1].rstrip() + "…"


def plain_line(text: str) -> str:
    """Words of a stranger, in one line of a sentence."""
    line = " ".join(plain_text(text).split())
    return line if len(line) <= 120 else line[:119] + "…"
