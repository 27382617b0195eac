"""Texts from JSON Lines to Parquet, copied by datatrove and not read: `datatrove_copy.py texts.jsonl FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import ParquetWriter


def main() -> None:
    texts, out = Path(sys.argv[1]), Path(sys.argv[2])
    reader = JsonlReader(str(texts.parent), glob_pattern=texts.name)
    writer = ParquetWriter(str(out / "copy"))
    LocalPipelineExecutor([reader, writer], tasks=1, workers=1, logging_dir=str(out / "logs")).run()


if __name__ == "__main__":
    main()
