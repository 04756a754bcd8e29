"""The instant of arrival, which deadlines are judged by."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from vakna.web.edge import ArrivalMiddleware


def test_arrival_is_stamped_in_utc_when_the_request_has_not_yet_gone_further() -> None:
    stamps: list[datetime] = []

    def further_in(request: HttpRequest) -> HttpResponse:
        stamps.append(request.received_at)  # type: ignore[attr-defined]
        return HttpResponse()

    before = datetime.now(UTC)
    ArrivalMiddleware(further_in)(RequestFactory().get("/"))

    assert [stamp.utcoffset() for stamp in stamps] == [timedelta(0)]
    assert before <= stamps[0] <= datetime.now(UTC)
