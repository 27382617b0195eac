"""Runs that are killed, disks that fail, and readers that look on: what `faults.py` repeats for a long time."""
