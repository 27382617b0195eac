from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from cli.conftest import Run
from ingest.errors import SettingsError
from ingest.settings import Settings
from ingest.settings_precedence import load_settings


def test_config_says_where_each_value_comes_from(ingest: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_WORKERS", "3")
    (workplace / "ingest.toml").write_text('max-bytes = "1MiB"\n')
    answer = json.loads(ingest("config", "--format", "json").stdout)
    assert answer["workers"] == {"value": 3, "from": "INGEST_WORKERS"}
    assert answer["max_bytes"] == {"value": 1048576, "from": "ingest.toml"}
    assert answer["wait"] == {"value": 0.0, "from": "default"}
    shown = {line.split()[0]: line.split()[-1] for line in ingest("config").stdout.splitlines()[1:]}
    assert shown == {name: row["from"] for name, row in answer.items()}


def test_where_the_commands_look(ingest: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def looks_at(*flags: str) -> str:
        done = ingest("show", *flags)
        assert done.returncode == 2
        return done.stderr.removeprefix("ingest: ").partition(":")[0]

    assert looks_at() == "out"
    monkeypatch.setenv("INGEST_OUT", "e-out")
    assert looks_at() == "e-out"
    (workplace / "ingest.toml").write_text('out = "t-out"\n')
    monkeypatch.delenv("INGEST_OUT")
    assert looks_at() == "t-out"
    (workplace / "ingest.toml").write_text('out = "t-out"\ndata = "t-data"\n')
    assert looks_at() == "t-data"
    monkeypatch.setenv("INGEST_DATA", "e-data")
    assert looks_at() == "e-data"
    (workplace / "ingest.toml").write_text("broken")
    assert looks_at("-d", "flag") == "flag"


def test_the_template_changes_nothing_and_names_every_setting(ingest: Run, workplace: Path) -> None:
    before = ingest("config", "--format", "json").stdout
    assert ingest("init").returncode == 0
    assert ingest("config", "--format", "json").stdout == before
    text = (workplace / "ingest.toml").read_text("utf-8")
    for name in Settings.model_fields.keys() - {"origins"}:
        assert f"\n# {name} =" in text


def test_every_line_of_the_template_may_be_uncommented(ingest: Run, workplace: Path) -> None:
    ingest("init")
    lines = (workplace / "ingest.toml").read_text("utf-8").splitlines()
    chosen = [line[2:] for line in lines if " = " in line and not line.endswith(" = ")]
    values = tomllib.loads("\n".join(chosen))
    assert len(values) > 10
    (workplace / "mine.toml").write_text("\n".join(chosen))
    loaded = load_settings({}, {}, workplace / "mine.toml").model_dump()
    defaults = load_settings({}, {"INGEST_CONFIG": ""}).model_dump()
    assert {name: loaded[name] for name in values if name != "out"} == {
        name: defaults[name] for name in values if name != "out"
    }


def test_init_never_overwrites(ingest: Run, workplace: Path) -> None:
    (workplace / "ingest.toml").write_text("workers = 1\n")
    done = ingest("init")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert (workplace / "ingest.toml").read_text() == "workers = 1\n"


def test_tables_of_names_and_values(ingest: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workplace / "ingest.toml").write_text("bands = { close = 0.25, far = 1 }\n[track_offsets]\nP = 0\nL = -1\n")
    answer = json.loads(ingest("config", "--format", "json").stdout)
    assert answer["bands"] == {"value": {"close": "0.25", "far": "1"}, "from": "ingest.toml"}
    assert answer["track_offsets"] == {"value": {"P": 0, "L": -1}, "from": "ingest.toml"}
    monkeypatch.setenv("INGEST_TRACK_OFFSETS", "P = 1, M=2")
    shown = {line.split()[0]: line.split()[1:] for line in ingest("config").stdout.splitlines()}
    assert shown["bands"] == ["close=0.25,far=1", "ingest.toml"]
    assert shown["track_offsets"] == ["P=1,M=2", "INGEST_TRACK_OFFSETS"]


RISING = "the limits of bands must rise, and the last one be 1: every distance has a band"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("track_offsets", "P", "must be names and values, such as A=1,B=2"),
        ("track_offsets", "", "must be names and values, such as A=1,B=2"),
        ("track_offsets", "P=1.5", "must be a whole number"),
        ("track_offsets", 3, "must be names and values, such as A=1,B=2"),
        ("taxonomy_weight", "3/2", "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("taxonomy_weight", "1/0", "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("taxonomy_weight", "nan", "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("taxonomy_weight", "1e-999999999", "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("bands", {"a": "1e-999999999", "b": 1}, "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("bands", {"a": f"1/{'9' * 5000}", "b": 1}, "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("max_bytes", "9" * 5000, "a size is a number of bytes, or a text such as 64MiB"),
        ("max_bytes", "9999999999999999999G", "must be at most 9.22337e+18"),
        ("max_members", "9" * 5000, "must be a whole number of fewer digits"),
        ("max_failures", "9" * 5000, "an error budget is a number of dumps, or a share such as 5%"),
        ("deadline", "inf", "must be at most 1e+09"),
        ("wait", "nan", "must be at most 1e+09"),
        ("workers", 10**9, "must be at most 4096"),
        ("max_depth", 101, "must be at most 100"),
        ("track_offsets", {"P": 10**9}, "an offset is at most 1,000,000 steps"),
        ("bands", {"a": "half", "b": 1}, "must be a number from 0 to 1, such as 1/2 or 0.5"),
        ("bands", "a=0.5,b=0.25,c=1", RISING),
        ("bands", "a=0.5", RISING),
        ("bands", {}, RISING),
    ],
)
def test_values_without_a_meaning(name: str, value: object, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({name: value}, {}, parameters=True)
    assert str(caught.value) == f"{name}=: {value!r}: {said}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('max_los = "5%"', "there is no setting 'max_los'; did you mean max_loss?"),
        ("max-failure = 3", "there is no setting 'max_failure'; did you mean max_failures?"),
        ("zyzzyva = 3", "there is no setting 'zyzzyva'"),
        ("max_loss = 20", 'max_loss = 20: must be a share from 0% to 100%, such as 20%, in quotes: max_loss = "20%"'),
        (
            "max_loss = 20%  # a fifth",
            "this is no TOML: Expected newline or end of document after a statement; texts, paths and shares stand in "
            'quotes: max_loss = "20%"',
        ),
        ('words = "mine.toml"', 'words = "mine.toml": must be a list: words = ["mine.toml"]'),
        ('inputs = "raw"', 'inputs = "raw": must be a list: inputs = ["raw"]'),
        ('keep = "three"', 'keep = "three": must be a whole number'),
        ("keep = 2.5", "keep = 2.5: must be a whole number"),
        ("workers = true", "workers = true: must be a whole number"),
        ("max_bytes = true", "max_bytes = true: must be a whole number"),
        ("deadline = false", "deadline = false: must be a number"),
        ('allow_drift = "yes"', 'allow_drift = "yes": must be true or false, without quotes'),
        ("allow_drift = 1", "allow_drift = 1: must be true or false, without quotes"),
        ('engine = "rai"', "engine = \"rai\": must be 'local' or 'ray'"),
        ('out = ""', "out is empty; is a variable not set?"),
        ("[bands]\nlow = 1\nhigh = 1", f'bands = {{"low": 1, "high": 1}}: {RISING}'),
    ],
)
def test_a_mistake_in_the_file_names_its_line_and_the_way_out(
    ingest: Run, workplace: Path, line: str, said: str
) -> None:
    (workplace / "ingest.toml").write_text(f"# ours\n\n{line}\n", "utf-8")
    done = ingest("config")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ingest: ingest.toml:3: {said}\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("inputs = 3", "ingest.toml:1: inputs = 3: must be a list"),
        ('out = "other"\nworkers = "many"', 'ingest.toml:2: workers = "many": must be a whole number'),
    ],
)
def test_a_wrong_value_is_told_where_another_takes_its_place(
    ingest: Run, workplace: Path, given: str, said: str
) -> None:
    (workplace / "ingest.toml").write_text(f"{given}\n", "utf-8")
    done = ingest("run", "raw/framework", "-o", "out", "--workers", "0")
    assert (done.returncode, done.stderr) == (2, f"ingest: {said}\n")
    assert not (workplace / "out").exists()


def test_a_wrong_variable_is_told_where_a_flag_takes_its_place(ingest: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_WORKERS", "many")
    done = ingest("run", "raw/framework", "--workers", "0")
    assert (done.returncode, done.stderr) == (2, "ingest: INGEST_WORKERS: 'many': must be a whole number\n")


def test_a_name_in_the_environment_that_is_no_setting_is_warned_of(
    ingest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INGEST_MAXLOSS", "5%")
    done = ingest("config")
    assert (done.returncode, done.stderr) == (
        0,
        "ingest: INGEST_MAXLOSS: there is no such setting; did you mean INGEST_MAX_LOSS?\n",
    )


def test_inputs_from_outside_are_named_behind_the_command(ingest: Run, workplace: Path) -> None:
    (workplace / "ingest.toml").write_text('inputs = ["../in"]\n', "utf-8")
    done = ingest("run")
    assert done.returncode == 2
    assert done.stderr.endswith("say so with INGEST_CONFIG=ingest.toml, or name it behind the command\n")


@pytest.mark.parametrize("name", ["out", "data", "grammars", "report", "text_column", "id_column", "address"])
def test_an_empty_name_is_no_setting(name: str) -> None:
    with pytest.raises(SettingsError, match=f"INGEST_{name.upper()}: is empty; is a variable not set"):
        load_settings({}, {"INGEST_CONFIG": "", f"INGEST_{name.upper()}": ""})


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('out = "s3://b/x"', "ingest.toml:1: s3://b/x: is an address; "),
        ('inputs = ["raw", "s3://b/x"]', "s3://b/x: is an address; "),
    ],
)
def test_an_address_in_a_settings_file_is_refused(ingest: Run, workplace: Path, setting: str, said: str) -> None:
    (workplace / "ingest.toml").write_text(f"{setting}\n", "utf-8")
    done = ingest("run", *([] if "inputs" in setting else ["raw"]))
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)
    shown = ingest("show", "-d", "s3://b/x")
    assert (shown.returncode, "s3://b/x: is an address; " in shown.stderr) == (2, True)
    assert not list(workplace.glob("*s3*"))


@pytest.mark.parametrize("given", [("run", "", "-o", "out"), ("run", "raw", "-o", ""), ("check", ""), ("parse", "")])
def test_empty_names_are_wrong_usage(ingest: Run, workplace: Path, given: tuple[str, ...]) -> None:
    before = sorted(workplace.rglob("*"))
    done = ingest(*given)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is empty" in done.stderr
    assert sorted(workplace.rglob("*")) == before


@pytest.mark.parametrize("given", [("show", "-d", ""), ("check", "-d", ""), ("site", "-o", ""), ("init", "")])
def test_empty_folders_are_wrong_usage(ingest: Run, given: tuple[str, ...]) -> None:
    done = ingest(*given)
    assert (done.returncode, "is empty" in done.stderr) == (2, True), done.stderr


def test_an_empty_variable_is_wrong_usage(ingest: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INGEST_OUT", "INGEST_INPUTS"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "")
            done = ingest("config")
        assert (done.returncode, done.stderr) == (2, f"ingest: {name}: is empty; is a variable not set?\n")


def test_inputs_of_a_settings_file(tmp_path: Path) -> None:
    (tmp_path / "a=b").mkdir()
    given = ["dumps-", "-", "x=-", "x=dumps-", "@list-", "a=b", "deep/*.txt"]
    path = tmp_path / "ingest.toml"
    path.write_bytes(b"\xef\xbb\xbfinputs = " + json.dumps(given).encode())
    here = f"{tmp_path}/"
    assert load_settings({}, {}, path).inputs == (
        f"{here}dumps-", "-", "x=-", f"x={here}dumps-", f"@{here}list-", f"{here}a=b", f"{here}deep/*.txt",
    )  # fmt: skip


def test_a_name_that_is_no_setting_is_said(ingest: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_WORKRES", "s3cret")
    monkeypatch.setenv("INGEST_ZZZ", "s3cret")
    done = ingest("config")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "ingest: INGEST_WORKRES: there is no such setting; did you mean INGEST_WORKERS?",
        "ingest: INGEST_ZZZ: there is no such setting",
    ]
    lines = [json.loads(line) for line in ingest("run", "raw/", "--plan", "--log", "json").stderr.splitlines()]
    assert [line["name"] for line in lines if line["event"] == "unknown_setting"] == ["INGEST_WORKRES", "INGEST_ZZZ"]
    assert "s3cret" not in done.stderr + json.dumps(lines)
