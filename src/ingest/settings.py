"""Settings of a run, and where each came from: flag over environment over `ingest.toml` over default."""

import os
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from ingest.charsets import codec
from ingest.errors import SettingsError
from ingest.rare import rare
from ingest.reach import guard_reach
from ingest.settings_file import CONFIG_FILE, SettingsFile, read_settings_file

Export = Literal["parquet", "json", "csv"]
ReportForm = Literal["html", "json"]
KEPT = 5
"""Snapshots that stay by default."""
PREFIX = "INGEST_"
_MEBI = 1024 * 1024
_FORMS = get_args(ReportForm)
_PATHS = ("out", "data", "grammars", "report")
_LISTS = ("inputs", "words")  # of paths
_REACHING = (*_LISTS, *_PATHS, "address")  # what may lie outside of the folder of an ingest.toml
_WORDS = (*_REACHING, "encoding", "text_column", "title_column", "id_column")  # empty, they would mean something else
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


class _Layer(NamedTuple):
    """What one place says: values, what `ingest config` calls the place, and what begins a complaint about a setting.

    `is_typed`: its values have types of their own, as in TOML and Python; the environment has texts alone.
    """

    values: Mapping[str, object]
    origin: Callable[[str], str]
    place: Callable[[str], str]
    is_typed: bool
    file: SettingsFile | None = None

    def complaint(self, name: str, value: object) -> str:
        """A setting and the value given, to say what is wrong with it."""
        return f"{self.place(name)}: {self.file.spelled(name) if self.file else repr(value)}"


# As many digits as make sense: what more of them stand for takes a computer longer to work out than to be told.
_SIZE = rare(r"(?i)^\s*(\d{1,19})\s*(?:([kmg])i?b?|b)?\s*$")
_BUDGET = rare(r"^\s*(?:(\d{1,18})|(\d{1,9}(?:\.\d{1,9})?)\s*%)\s*$")
_SHARE = rare(r"^\s*(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}|\d{1,9}/\d{1,9})\s*$")
_NUMBERS: Mapping[object, str] = {int: "must be a whole number", float: "must be a number"}
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
    workers: int = Field(default_factory=_cores, ge=0, le=_MANY, description="worker processes; 0: none, unprotected")
    engine: Literal["local", "ray"] = Field(default="local", description="what runs the workers")
    address: str | None = Field(default=None, description="Ray cluster to run on; default: its own, on this machine")
    grammars: Path | None = Field(default=None, description="folder of grammars to read with")
    words: tuple[Path, ...] = Field(default=(), description="files of words to read with, beside those built in")
    accept: Literal["profiles", "any"] = Field(default="profiles", description="any: publish what is no profile too")
    max_failures: str = Field(
        default="10%",
        description="how many dumps may turn out unreadable: a number, or a share such as 5%; by default always one",
    )
    max_loss: str = Field(
        default="20%",
        description="share of a source's published dumps that may be lost at once: gone, empty, no profile",
    )
    max_drift: str = Field(
        default="20%", description="share by which rows, typed lines or titles of a source's changed dumps may fall"
    )
    on_delete: Literal["remove", "keep"] = Field(default="remove", description="rows of dumps that are gone")
    allow_mass_delete: bool = Field(default=False, description="let more dumps than --max-loss be deleted at once")
    allow_mass_loss: bool = Field(default=False, description="let more dumps than --max-loss be lost at once")
    allow_drift: bool = Field(default=False, description="let what dumps give fall by more than --max-drift")
    keep: int = Field(
        default=KEPT, ge=1, le=_MOST, description="snapshots that stay; so does the last one before a large loss"
    )
    verify_content: bool = Field(default=False, description="read every file again, whatever its time stamps say")
    retry: bool = Field(default=False, description="read again what is in quarantine, though it has not changed")
    encoding: str | None = Field(
        default=None, description="encoding of the dumps, whatever they say themselves; byte order marks come first"
    )
    text_column: str | None = Field(default=None, description="column of JSON, CSV, Parquet that holds the dumps")
    title_column: str | None = Field(
        default=None, description="column that holds the rows' titles, for pages that state none themselves"
    )
    id_column: str | None = Field(default=None, description="column that names the rows; default: their number")
    max_bytes: int = Field(default=64 * _MEBI, gt=0, le=_MOST, description="limit of one dump")
    max_unpacked: int = Field(
        default=16 * 1024 * _MEBI, gt=0, le=_MOST, description="limit of all that one archive unpacks to"
    )
    max_ratio: int = Field(default=200, gt=0, le=_MOST, description="limit of unpacked to packed size")
    max_members: int = Field(default=1_000_000, gt=0, le=_MOST, description="limit of members in one archive")
    max_depth: int = Field(default=2, ge=0, le=_DEEPEST, description="limit of archives within archives")
    deadline: float = Field(default=60.0, gt=0, le=LONGEST, description="seconds one dump may take")
    max_memory: int = Field(default=2 * 1024 * _MEBI, gt=0, le=_MOST, description="memory of one worker")
    wait: float = Field(default=0.0, ge=0, le=LONGEST, description="seconds to wait for another run")
    review: bool = Field(default=False, description="let the quality panel score every profile")
    report: Path | None = Field(
        default=None, description="html: the report as a page too; or a file to write it to, a page if it ends in .html"
    )
    track_offsets: Mapping[str, int] = Field(
        default={"P": 0, "IC": 0, "S": 0, "T": 1, "M": 3, "E": 7},
        description="steps of the grade scale below each track's rank 0",
    )
    taxonomy_weight: str = Field(
        default="1/2", description="share of the taxonomy in a distance; the level has the rest"
    )
    level_span: int = Field(
        default=4, gt=0, le=_FARTHEST, description="steps from which on levels are as far apart as can be"
    )
    bands: Mapping[str, str] = Field(
        default={"strong": "2/8", "partial": "4/8", "weak": "1"},
        description="match bands, each with the greatest distance in it",
    )
    data: Path | None = Field(default=None, description="published dataset that commands look at; default: that of out")
    origins: Mapping[str, str] = Field(
        default={}, exclude=True, repr=False, description="setting to where it came from"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _no_switch(cls, value: object, info: ValidationInfo) -> object:
        """Python takes true for 1; whoever writes it for a number means something else."""
        wanted = _NUMBERS.get(cls.model_fields[str(info.field_name)].annotation)
        if isinstance(value, bool) and wanted:
            raise ValueError(wanted)
        return value

    @field_validator("max_bytes", "max_unpacked", "max_memory", mode="before")
    @classmethod
    def _size(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        match = _SIZE.match(value)
        if match is None:
            raise ValueError("a size is a number of bytes, or such as 64MiB")
        return int(match[1]) * 1024 ** " kmg".index((match[2] or " ").lower())

    @field_validator("encoding")
    @classmethod
    def _codec(cls, value: str | None) -> str | None:
        name = codec(value) if value else None
        if value and name is None:
            raise ValueError("is no encoding of texts that is known, such as windows-1251 or shift_jis")
        return name

    @field_validator("export", mode="before")
    @classmethod
    def _list(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("track_offsets", "bands", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if isinstance(value, Mapping):
            return {name: str(inner) for name, inner in value.items()}
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        if not pairs or not all(name.strip() and sign for name, sign, _ in pairs):
            raise ValueError("must be names and values, such as A=1,B=2")
        return {name.strip(): text.strip() for name, _, text in pairs}

    @field_validator("track_offsets")
    @classmethod
    def _near(cls, value: Mapping[str, int]) -> Mapping[str, int]:
        if any(abs(steps) > _FARTHEST for steps in value.values()):
            raise ValueError(f"an offset is at most {_FARTHEST:,} steps")
        return value

    @field_validator("taxonomy_weight", mode="before")
    @classmethod
    def _weight(cls, value: object) -> str:
        _share(value)
        return str(value)

    @field_validator("bands")
    @classmethod
    def _ascending(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        limits = [_share(limit) for limit in value.values()]
        if not limits or limits[-1] != 1 or any(low >= high for low, high in pairwise(limits)):
            raise ValueError("the limits of bands must rise, and the last one be 1: every distance has a band")
        return value

    @field_validator("max_failures", mode="before")
    @classmethod
    def _budget(cls, value: object) -> str:
        if _BUDGET.match(str(value)) is None:
            raise ValueError("an error budget is a number of dumps, or a share such as 5%")
        return str(value)

    @field_validator("max_loss", "max_drift", mode="before")
    @classmethod
    def _percent(cls, value: object) -> str:
        match = _BUDGET.match(str(value))
        if match is None or match[2] is None or Fraction(match[2]) > 100:
            raise ValueError("must be a share from 0% to 100%, such as 20%")
        return str(value)

    @field_validator("report")
    @classmethod
    def _form(cls, value: Path | None) -> Path | None:
        if value is not None and str(value) not in _FORMS and value.suffix.lower() not in (".html", ".json"):
            raise ValueError("must be html, json, or a file that ends in .html or .json")
        return value

    @field_validator("export")
    @classmethod
    def _always_parquet(cls, value: tuple[Export, ...]) -> tuple[Export, ...]:
        """Parquet is the dataset itself: `--export csv` asks for CSV files beside it."""
        return tuple(dict.fromkeys(("parquet", *value)))

    @property
    def report_file(self) -> Path | None:
        """Where the report is written besides the dataset; None where `report` is a form (`html`, `json`)."""
        return None if self.report is None or str(self.report) in _FORMS else self.report

    @property
    def wants_page(self) -> bool:
        """Whether the report is written as a page too."""
        return self.report is not None and (str(self.report) == "html" or self.report.suffix.lower() == ".html")

    def allowed_failures(self, dumps: int) -> float:
        """How many of `dumps` may fail: `max_failures` as a number.

        By default at least one, so that a first look at a few files does not end at the one that is a picture.
        """
        match = _BUDGET.match(self.max_failures)
        assert match is not None  # the validator saw to it
        allowed = float(match[1]) if match[1] else float(match[2]) * dumps / 100
        return allowed if "max_failures" in self.model_fields_set else max(allowed, 1)

    @property
    def loss_limit(self) -> Fraction:
        """`max_loss` as a number from 0 to 1."""
        return Fraction(self.max_loss.strip(" %")) / 100

    @property
    def drift_limit(self) -> Fraction:
        """`max_drift` as a number from 0 to 1."""
        return Fraction(self.max_drift.strip(" %")) / 100


def load_settings(
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    config: Path | None = None,
    *,
    parameters: bool = False,
) -> Settings:
    """Settings from all four places; a flag of None counts as not given.

    `config` is `$INGEST_CONFIG`, or else `ingest.toml` in the working directory, where it exists; its paths are
    relative to its own folder. What such a file, found rather than named, sets must not reach outside of its folder.
    `parameters`: the flags are a Python call's, and errors name them as such.
    Raises SettingsError, which names the setting and where its value came from.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    origins: dict[str, str] = dict.fromkeys(Settings.model_fields, "default")
    named = config or (Path(environ[PREFIX + "CONFIG"]) if environ.get(PREFIX + "CONFIG") else None)
    file = read_settings_file(named)
    layers = [_from_file(file), _from_environment(environ), _from_flags(flags or {}, parameters)]
    said: dict[str, _Layer] = {}
    for layer in layers:
        for name, value in layer.values.items():
            _check(layer, name, value)
            values[name] = value
            origins[name] = layer.origin(name)
            said[name] = layer
    if named is None and layers[0].values:
        ours = {name: values[name] for name in _REACHING if origins[name] == CONFIG_FILE}
        guard_reach({name: value for name, value in ours.items() if not _is_form(name, value)}, Path(CONFIG_FILE))
    try:
        return Settings(**values, origins={k: v for k, v in origins.items() if k != "origins"})
    except ValidationError as error:
        raise SettingsError(_explain(error, values, said)) from None


def _check(layer: _Layer, name: str, value: object) -> None:
    """Raise SettingsError for what is no setting, or has a value that nobody means."""
    if name not in Settings.model_fields or name == "origins":
        raise SettingsError(f"{layer.place(name)}: there is no setting {name!r}{_near(name)}")
    given = value if isinstance(value, tuple) else (value,)
    if name in _WORDS and "" in given:
        raise SettingsError(f"{layer.place(name)}: {f'{name} ' if layer.file else ''}is empty; is a variable not set?")
    if any(isinstance(item, str) and "\0" in item for item in given):
        raise SettingsError(f"{layer.complaint(name, value)}: holds a NUL character")
    if layer.is_typed and Settings.model_fields[name].annotation is bool and not isinstance(value, bool):
        raise SettingsError(
            f"{layer.complaint(name, value)}: must be true or false{', without quotes' if layer.file else ''}"
        )


def _near(name: str) -> str:
    """The setting that a misspelled name may mean."""
    from difflib import get_close_matches

    near = get_close_matches(name, Settings.model_fields.keys() - {"origins"}, n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""


def _from_flags(flags: Mapping[str, object], parameters: bool) -> _Layer:
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    if parameters:
        return _Layer(given, "{}=".format, "{}=".format, is_typed=True)
    return _Layer(given, _flag, _flag, is_typed=True)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-") if name != "inputs" else "arguments"


def _from_environment(environ: Mapping[str, str]) -> _Layer:
    given: dict[str, object] = {}
    for key, value in environ.items():
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and name in Settings.model_fields and name != "origins":
            given[name] = tuple(map(str.strip, value.split(os.pathsep))) if name in _LISTS and value else value
    return _Layer(given, _variable, _variable, is_typed=False)


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _is_form(name: str, value: object) -> bool:
    return name == "report" and value in _FORMS


def _from_file(file: SettingsFile) -> _Layer:
    """The values of a file, with its paths as seen from the working directory."""
    folder, found = file.path.parent, dict(file.values)
    for name in _PATHS:
        if found.get(name) and isinstance(found[name], str) and not _is_form(name, found[name]):
            found[name] = folder / str(found[name])
    if isinstance(words := found.get("words"), list):
        found["words"] = tuple(folder / str(item) if item else item for item in words)
    if isinstance(inputs := found.get("inputs"), list):
        found["inputs"] = tuple(relative_to(folder, item) for item in inputs)
    return _Layer(found, lambda _: str(file.path), file.place, is_typed=True, file=file)


def relative_to(folder: Path, spelling: object) -> object:
    """An INPUT of a settings file, as seen from the working directory; its NAME= and @ stay in front.

    Standard input (`-`) is nowhere, and an empty spelling stays what it is: wrong.
    """
    if not isinstance(spelling, str) or not spelling:
        return spelling
    if os.path.lexists(folder / spelling):
        return str(folder / spelling)
    match = re.match(r"^((?:[\w.-]+=)?@?)(.*)$", spelling, re.DOTALL)
    assert match is not None  # every part is optional
    return spelling if match[2] in ("", "-") else match[1] + str(folder / match[2])


def _explain(error: ValidationError, values: Mapping[str, Any], said: Mapping[str, _Layer]) -> str:
    """All that pydantic found, each with its place, the value given, and what is wanted."""
    lines = []
    for item in error.errors():
        name = str(item["loc"][0])
        wanted = _SAID.get(item["type"], item["msg"].removeprefix("Value error, ")).format(**item.get("ctx", {}))
        wanted += _as_toml(said[name].file, name)
        lines.append(f"{said[name].complaint(name, values[name])}: {wanted}")
    return "; ".join(lines)


def _as_toml(file: SettingsFile | None, name: str) -> str:
    """How a value is written in a file, where the one given has another type."""
    field = Settings.model_fields[name]
    given = file.values[name] if file else None
    if isinstance(given, str) and get_origin(field.annotation) is tuple:
        return f': {name} = ["{given}"]'
    if file and isinstance(field.default, str) and not isinstance(given, str):
        return f', in quotes: {name} = "{field.default}"'
    return ""
