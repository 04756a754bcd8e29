"""The outermost edge: stamps the instant at which a request reached us. It must not know what the request is about."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpRequest, HttpResponse

from vakna.records import clock

_STAMP = "vakna.received_at"
_IN_MEMORY, _PIECE = 1024 * 1024, 64 * 1024


class Doorkeeper:
    """Stamp every request as it arrives, receive it whole, and let `at_once` of them at a time be answered.

    A server that answers one at a time would stamp the last of three hundred seconds after it came, and one slow upload
    would keep the others out. Who waits here has been stamped, and costs a sleeping thread and no database connection.
    """

    def __init__(self, application: WSGIApplication, *, at_once: int) -> None:
        self._application, self._inside = application, ThreadPoolExecutor(at_once, thread_name_prefix="answering")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[_STAMP] = clock.now()
        environ["wsgi.input"] = _whole(environ)
        said: list[tuple[Any, ...]] = []
        body = self._inside.submit(self._application, environ, lambda *begun: said.append(begun)).result()  # type: ignore[arg-type]
        start_response(*said[-1])
        return body


def _whole(environ: WSGIEnvironment) -> Any:
    """Give what was sent with the request when all of it is here; what is large waits on disk."""
    left, coming = int(environ.get("CONTENT_LENGTH") or 0), environ["wsgi.input"]
    if not left:
        return coming
    # It goes with the request that reads it.
    kept = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    while left > 0 and (piece := coming.read(min(left, _PIECE))):
        kept.write(piece)
        left -= len(piece)
    kept.seek(0)
    return kept


class ArrivalMiddleware:
    """Set `request.received_at` (aware, UTC) before anything else runs: the doorkeeper's stamp, or else now.

    A deadline is judged by this instant (design, "Deadline"): what waits for a lock afterwards is still in time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.received_at = request.META.get(_STAMP) or clock.now()  # type: ignore[attr-defined]
        return self._get_response(request)
