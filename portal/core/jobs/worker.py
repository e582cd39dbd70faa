"""The worker process: huey's consumer with one more thread that looks for what is due."""

import logging
import signal
import threading
from collections.abc import Callable

from flask import Flask
from huey.consumer import Consumer

from portal.core.jobs import running
from portal.core.jobs.queue import Queue

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
_RESEND_AFTER = 12


class GracefulConsumer(Consumer):
    """Both SIGTERM and SIGINT finish the work in hand; a second one does not wait for it."""

    def _set_signal_handlers(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            self._signal_actions[signum] = (False, True)
        super()._set_signal_handlers()


class Ticker(threading.Thread):
    """Sends periodic tasks when their round comes, and queued jobs the queue has lost."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="ticker", daemon=True)
        self.app = app
        self.stopped = threading.Event()
        self.round = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                with self.app.app_context():
                    self._look()
            except Exception:
                log.exception("the ticker could not look for work")
            self.stopped.wait(LOOK_EVERY)

    def _look(self) -> None:
        queue: Queue = self.app.extensions["jobs"]
        for name in running.due_tasks():
            queue.task(name)
        if self.round % _RESEND_AFTER == 0:
            running.recover_lost_jobs()
            for job_id in running.due_jobs():
                queue.job(job_id)
        self.round += 1


def work(app: Flask, *, threads: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the queue until SIGTERM or SIGINT; jobs in hand get 30 seconds to end."""
    queue: Queue = app.extensions["jobs"]
    queue.make_ready()
    consumer = GracefulConsumer(
        queue.huey, workers=threads, periodic=False, max_delay=1.0, shutdown_timeout=30
    )
    ticker = Ticker(app)
    ticker.start()
    ready()
    consumer.run()
    ticker.stopped.set()
    ticker.join(timeout=5)
