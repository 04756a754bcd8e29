"""Serves the pages, and runs the worker beside them."""

import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from vakna.actions import delivery
from vakna.core.refusal import Conflict

from .house import make_ready
from .said import tell

_WAITING = 512
"""How many requests a process takes in and stamps at once; how many it answers at once is the entry's (config.wsgi)."""


def run(asked: Namespace) -> int:
    """Make the house ready and serve it until it is stopped."""
    take_port(asked)
    make_ready()
    tell(asked.lang, "cli.serving.address", address=address(asked))
    serve(asked)
    return 0


def work(asked: Namespace) -> int:
    """Do jobs and send letters until told to stop (SIGTERM, SIGINT), or until the server beside it is gone."""
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())

    def rest(seconds: float) -> bool:
        return stop.wait(seconds) or (asked.beside is not None and os.getppid() != asked.beside)

    delivery.work(wait=rest)
    return 0


def address(asked: Namespace) -> str:
    """Give the address as one types it in a browser."""
    return f"http://{asked.host}:{asked.port}"


def take_port(asked: Namespace) -> None:
    """See that the port is free before anything is built; 0 asks for any free one. Refuses one that is taken."""
    with socket.socket(socket.AF_INET6 if ":" in asked.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((asked.host, asked.port))
        except OSError:
            raise Conflict("port-taken", path="--port", port=str(asked.port)) from None
        asked.port = probe.getsockname()[1]


def serve(asked: Namespace) -> None:
    """Serve pages with the worker beside, until stopped."""
    os.environ.setdefault("VAKNA_ADDRESS", address(asked))
    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()
    with _worker():
        Granian(
            "vakna.config.wsgi:application", address=asked.host, port=asked.port, interface=Interfaces.WSGI,
            workers=asked.workers, blocking_threads=_WAITING, respawn_failed_workers=True, log_enabled=False,
            websockets=False,
        ).serve()  # fmt: skip


@contextmanager
def _worker() -> Iterator[None]:
    """Run the worker as a process of its own, and end it gently with the server."""
    child = subprocess.Popen([sys.executable, "-m", "vakna", "work", "--beside", str(os.getpid())])  # noqa: S603  ourselves
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=30)
        except subprocess.TimeoutExpired:
            child.kill()
