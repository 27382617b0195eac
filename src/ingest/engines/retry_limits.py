"""How often an engine tries a task again after its worker was lost. A lost task is tried again at once, without delay.

The local engine tries it once more, Ray three times. The pipeline first cuts such a task down to the dump that killed
the worker (`pipeline.read_stage`). Retries of another kind are those of `--retry`: a run reads unchanged dumps in
quarantine again (`pipeline.stale_rows`).
"""

LOCAL_RETRIES = 1
"""Of a task that kills its worker process."""
RAY_RETRIES = 3
"""Of a task whose machine, or whose Ray worker, is lost."""
