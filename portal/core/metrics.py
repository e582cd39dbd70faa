"""Figures for Prometheus: requests as they pass, stocks as they are when asked."""

import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select

from portal.core.audit.models import AuditHead
from portal.core.db import db
from portal.core.files.models import StoredFile
from portal.core.jobs.models import Job
from portal.core.logs import route_of_request
from portal.core.mail.models import OutboxMessage
from portal.core.search import follow

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_own = CollectorRegistry()
_requests = Histogram(
    "portal_request_seconds",
    "Time to answer, by route, method and status",
    ["route", "method", "status"],
    buckets=_BUCKETS,
    registry=_own,
)


class Stocks:
    """What the tables and the disk hold now; read once a scrape."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield self._by("portal_jobs", "Jobs by state", Job.state)
        yield self._by("portal_letters", "Letters by state", OutboxMessage.state)
        with db.engine.connect() as connection:
            entries = connection.scalar(select(func.max(AuditHead.number))) or 0
            size = connection.scalar(select(func.sum(StoredFile.size))) or 0
        usage = shutil.disk_usage(current_app.config["INSTANCE"])
        lag = follow.lag(current_app.extensions["search"])
        for name, text, value in (
            ("portal_audit_entries", "Entries of the audit log", entries),
            ("portal_files_bytes", "Size of all stored files", int(size)),
            ("portal_disk_free_bytes", "Free space of the instance's disk", usage.free),
            ("portal_search_lag", "Changes the index has yet to see", lag),
        ):
            yield GaugeMetricFamily(name, text, value=value)

    @staticmethod
    def _by(name: str, text: str, column: Any) -> GaugeMetricFamily:
        family = GaugeMetricFamily(name, text, labels=["state"])
        with db.engine.connect() as connection:
            for state, count in connection.execute(select(column, func.count()).group_by(column)):
                family.add_metric([str(state)], count)
        return family


def render() -> bytes:
    """The figures of all processes where gunicorn set PROMETHEUS_MULTIPROC_DIR, else of this one."""
    stocks = CollectorRegistry()
    stocks.register(Stocks())
    counted = _own
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(stocks)


def _count(response: Response) -> Response:
    if "began" in g:
        _requests.labels(route_of_request(), request.method, str(response.status_code)).observe(
            time.perf_counter() - g.began
        )
    return response


def init_app(app: Flask) -> None:
    app.after_request(_count)
