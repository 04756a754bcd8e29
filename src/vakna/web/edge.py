"""The outermost edge: stamps the instant at which a request reached us. It must not know what the request is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vakna.records import clock


class ArrivalMiddleware:
    """Set `request.received_at` (aware, UTC) before anything else runs.

    A deadline is judged by this instant (design, "Deadline"): what waits for a lock afterwards is still in time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.received_at = clock.now()  # type: ignore[attr-defined]
        return self._get_response(request)
