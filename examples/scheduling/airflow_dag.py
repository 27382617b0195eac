"""An Airflow DAG: a nightly run, then a look at what is in quarantine.

A task that ends with 4 (stopped by a guard) or 2 (wrong settings, a folder that is not there) fails for good: trying
again would end the same way. One that ends with 5 (another run) or 1 (disk) is tried again. The message of the run is
the task's error; all of its log is in the task's log.
"""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

CONFIG = "/etc/ingest/ingest.toml"
DATA = "/srv/pages/tables"
PUBLISHED, WITH_QUARANTINE = 0, 3
NOT_AGAIN = {2, 4}


def _last_line(log: str) -> str:
    """What the run said at its end: its last event, with the error in it."""
    return (log.strip().splitlines() or ["it said nothing"])[-1]


@dag(
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=15)},
)
def ingest_pages() -> None:
    """Publish the tables, then say what could not become a record."""

    @task(execution_timeout=timedelta(hours=6))
    def run() -> bool:
        done = subprocess.run(
            ["ingest", "run", "--log", "json"],
            env={"INGEST_CONFIG": CONFIG, "PATH": "/usr/local/bin:/usr/bin:/bin"},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        print(done.stderr)
        if done.returncode in NOT_AGAIN:
            raise AirflowFailException(f"ingest ended with {done.returncode}: {_last_line(done.stderr)}")
        if done.returncode not in (PUBLISHED, WITH_QUARANTINE):
            raise AirflowException(f"ingest ended with {done.returncode}: {_last_line(done.stderr)}")
        return done.returncode == WITH_QUARANTINE

    @task
    def tell(has_news: bool) -> None:
        if has_news:
            subprocess.run(["ingest", "quarantine", "list", "-d", DATA], check=True)

    tell(run())


ingest_pages()
