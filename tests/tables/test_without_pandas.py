"""pandas is loaded where it is asked for, and nowhere else."""

from __future__ import annotations

import subprocess
import sys

_ARRAYS = """
import sys
from ingest.without_pandas import leave_pandas_out
leave_pandas_out()
import pyarrow as pa
table = pa.table({"text": pa.array(["a", None])})
assert "pandas" not in sys.modules
frame = table.to_pandas()
assert frame["text"].tolist()[0] == "a"
leave_pandas_out()
assert sys.modules["pandas"].DataFrame is type(frame)
"""


def test_arrays_do_without_pandas_and_frames_do_not() -> None:
    subprocess.run([sys.executable, "-c", _ARRAYS], check=True)
