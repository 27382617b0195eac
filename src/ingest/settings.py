"""Settings of a run, and where each came from: flag over environment over `ingest.toml` over default."""

import os
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.errors import SettingsError
from ingest.rare import rare

Export = Literal["parquet", "json", "csv"]
ReportForm = Literal["html", "json"]
CONFIG_FILE = "ingest.toml"
KEPT = 5
"""Snapshots that stay by default."""
PREFIX = "INGEST_"
_MEBI = 1024 * 1024
_FORMS = get_args(ReportForm)
_PATHS = ("out", "data", "grammars", "report")
_WORDS = ("inputs", *_PATHS, "address", "text_column", "id_column")  # empty, they would mean something else
_SAID = {  # what is wanted, by what pydantic found
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "path_type": "must be a path",
    "dict_type": "must be names and values, such as A=1,B=2",
    "tuple_type": "must be a list",
    "literal_error": "must be {expected}",
    "greater_than": "must be greater than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "finite_number": "must be a finite number",
    "int_parsing_size": "must be a whole number of fewer digits",
}
Where = Callable[[str], str]  # a setting's name to the place its value came from
# As many digits as make sense: what more of them stand for takes a computer longer to work out than to be told.
_SIZE = rare(r"(?i)^\s*(\d{1,19})\s*(?:([kmg])i?b?|b)?\s*$")
_BUDGET = rare(r"^\s*(?:(\d{1,18})|(\d{1,9}(?:\.\d{1,9})?)\s*%)\s*$")
_SHARE = rare(r"^\s*(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}|\d{1,9}/\d{1,9})\s*$")
_MOST = (1 << 63) - 1  # of bytes, members and steps
LONGEST = 1e9  # seconds: thirty years
_DEEPEST = 100  # archives within archives
_MANY = 4096  # workers
_FARTHEST = 1_000_000  # steps of a scale


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _share(value: object) -> Fraction:
    """A number from 0 to 1, exactly as it is written."""
    try:
        share = Fraction(str(value)) if _SHARE.match(str(value)) else None
    except ZeroDivisionError:
        share = None
    if share is None or share > 1:
        raise ValueError("must be a number from 0 to 1, such as 1/2 or 0.5")
    return share


class Settings(BaseModel):
    """Everything a run can be told. Sizes are bytes (`64MiB` is understood), times seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: tuple[str, ...] = Field(default=(), description="files, folders, globs, @list, - or NAME=INPUT")
    out: Path = Field(default=Path("out"), description="folder of the published dataset")
    export: tuple[Export, ...] = Field(
        default=("parquet", "json"), description="forms of the tables in a snapshot: parquet (always), json, csv"
    )
    csv_raw: bool = Field(default=False, description="write CSV cells as they are, formulas included")
    csv_bom: bool = Field(default=False, description="begin CSV files with a byte-order mark, which Excel looks for")
