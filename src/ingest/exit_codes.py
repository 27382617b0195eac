"""Exit codes: what the program ends with, and what each code says. Scripts and schedulers go by them.

A run in which every dump failed is stopped by a guard: `pipeline/publish_guards.py` decides that.
"""

from __future__ import annotations

DONE = 0
FAILED = 1
"""Nothing was published."""
WRONG_USAGE = 2
QUARANTINED = 3
"""Published; at least one new or changed dump was quarantined."""
STOPPED_BY_GUARD = 4
"""Too much was lost, drifted, deleted or unreadable; nothing was published."""
LOCKED = 5
"""Another run holds the dataset."""
GATE = 6
"""A gate of `ingest check` or `ingest review` did not pass."""
SIGNAL = 128
"""A signal ended the program: this, and the signal's number."""
INTERRUPTED = SIGNAL + 2
"""Ctrl-C ended the program."""
TERMINATED = SIGNAL + 15
"""SIGTERM ended the program."""

EXIT_CODES = f"""\
Exit codes:
  {DONE}  done
  {FAILED}  failed, nothing published
  {WRONG_USAGE}  wrong usage
  {QUARANTINED}  published; at least one new or changed dump was quarantined
  {STOPPED_BY_GUARD}  stopped by a guard: too much lost, drifted, deleted or unreadable; nothing published
  {LOCKED}  another run holds the dataset
  {GATE}  a gate did not pass
  {INTERRUPTED}, {TERMINATED}  ended by a signal
"""
"""The same for people, as `ingest --help` shows it."""
