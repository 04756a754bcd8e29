"""The instant of arrival, which deadlines are judged by."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from vakna.records import clock
from vakna.web.edge import ArrivalMiddleware, Doorkeeper


def test_arrival_is_stamped_in_utc_when_the_request_has_not_yet_gone_further() -> None:
    stamps: list[datetime] = []

    def further_in(request: HttpRequest) -> HttpResponse:
        stamps.append(request.received_at)  # type: ignore[attr-defined]
        return HttpResponse()

    before = datetime.now(UTC)
    ArrivalMiddleware(further_in)(RequestFactory().get("/"))

    assert [stamp.utcoffset() for stamp in stamps] == [timedelta(0)]
    assert before <= stamps[0] <= datetime.now(UTC)


def test_requests_are_stamped_as_they_come_and_answered_one_at_a_time() -> None:
    begun, go, stamps = threading.Semaphore(0), threading.Event(), dict[str, datetime]()

    def slow(environ: dict[str, Any], start: Any) -> list[bytes]:
        begun.release()
        assert go.wait(60)
        stamps[environ["PATH_INFO"]] = environ["vakna.received_at"]
        start("200 OK", [])
        return [environ["wsgi.input"].read()]

    door, arrived = Doorkeeper(slow, at_once=1), threading.Semaphore(0)
    with ThreadPoolExecutor(2) as server:
        answers = [server.submit(_sent, door, path, arrived) for path in ("/first", "/second")]
        # Both have been read to the end while neither is answered: each is stamped before it is read.
        assert all(arrived.acquire(timeout=60) for _ in answers)
        assert begun.acquire(timeout=60)
        both_here = clock.now()
        go.set()
        said = [one.result(60) for one in answers]

    assert said == [[b"/first"], [b"/second"]]
    assert max(stamps.values()) < both_here


def _sent(door: Doorkeeper, path: str, arrived: threading.Semaphore) -> Any:
    body = path.encode()

    class Line(BytesIO):
        """What comes over the line; tells when all of it has been read."""

        def read(self, size: int | None = -1) -> bytes:
            arrived.release()
            return super().read(size)

    environ = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": Line(body)}
    return door(environ, lambda *_: lambda _: None)  # type: ignore[arg-type,return-value]
