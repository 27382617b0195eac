"""`ingest site` as a user starts it: where it writes, what it refuses, what it makes again."""

from __future__ import annotations

import json
import socket
from functools import partial
from pathlib import Path

import pytest

import ingest
from commands import run_cli

start = partial(run_cli, "site")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_dataset_gives_the_same_bytes(dataset: Path, site: Path, tmp_path: Path) -> None:
    done = start("-d", dataset, "-o", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("38 profile pages in ")
    assert contents(tmp_path / "site") == contents(site)


def test_an_older_site_is_replaced_and_nothing_else(dataset: Path, site: Path, tmp_path: Path) -> None:
    one, two = ("Baker — P1\nA.B.P1\n", "Miller — P1\nA.C.P1\n")
    (tmp_path / "raw").mkdir()
    for name, dump in {"one.txt": one, "two.txt": two}.items():
        (tmp_path / "raw" / name).write_text(dump, "utf-8")
    ingest.run(tmp_path / "raw", tmp_path / "out", workers=0)
    start("-d", tmp_path / "out", "-o", tmp_path / "site")
    mine = ["robots.txt", "profiles/notes.html", "data/mine/a.csv", "assets/logo.svg"]
    for name in mine:
        (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text("of the user", "utf-8")
    assert (tmp_path / "site/profiles/A.C.P1.html").is_file()
    assert start("-d", dataset, "-o", tmp_path / "site").returncode == 0
    made = contents(tmp_path / "site")
    assert [made.pop(name) for name in mine] == [b"of the user"] * 4
    assert made == contents(site), "and nothing of the older one is left"


def test_a_file_of_the_user_where_a_page_goes_stays(dataset: Path, site: Path, tmp_path: Path) -> None:
    start("-d", dataset, "-o", tmp_path / "site")
    page = "profiles/DATAPL4.PIPELN7C2.P4.html"
    told = json.loads((tmp_path / "site/site.json").read_bytes())
    told["files"].remove(page)
    (tmp_path / "site/site.json").write_text(json.dumps(told), "utf-8")
    (tmp_path / "site" / page).write_text("of the user", "utf-8")
    done = start("-d", dataset, "-o", tmp_path / "site")
    assert done.returncode == 2
    assert "PIPELN7C2.P4.html: was not made by ingest site" in done.stderr
    assert (tmp_path / "site" / page).read_text("utf-8") == "of the user"
    (tmp_path / "site" / page).unlink()
    assert start("-d", dataset, "-o", tmp_path / "site").returncode == 0
    assert contents(tmp_path / "site") == contents(site)


def test_what_is_no_site_is_left_alone(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    done = start("-d", dataset, "-o", tmp_path)
    assert done.returncode == 2
    assert "is neither empty nor a site of ours; name another folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_dataset_without_its_dumps(dataset: Path, tmp_path: Path) -> None:
    moved = dataset.parent / "elsewhere"
    (dataset.parent / "raw").rename(moved)
    try:
        done = start("-d", dataset, "-o", tmp_path / "site")
        assert (
            "38 pages cannot show the dump, which changed or moved since it was read: `ingest run` reads it again, "
            in done.stdout
        )
        done = start("-d", dataset, "-o", tmp_path / "site", "--dumps", f"raw={moved}")
        assert "cannot show" not in done.stdout
    finally:
        moved.rename(dataset.parent / "raw")


def test_a_site_that_cannot_be_made_leaves_the_older_one(dataset: Path, site: Path, tmp_path: Path) -> None:
    start("-d", dataset, "-o", tmp_path / "site")
    assert start("-d", dataset, "-o", tmp_path / "site", "--dumps", "nowhere").returncode == 2
    made = {name: data for name, data in contents(tmp_path / "site").items() if not name.startswith(".ingest-new")}
    assert made == contents(site)
    assert start("-d", dataset, "-o", tmp_path / "site").returncode == 0
    assert contents(tmp_path / "site") == contents(site)


@pytest.mark.parametrize(("more", "said"), [(["--dumps", "nowhere"], "no such file"), (["-d", "x"], "nothing")])
def test_what_is_not_there(dataset: Path, tmp_path: Path, more: list[str], said: str) -> None:
    done = start("-d", dataset, "-o", tmp_path / "site", *more)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_port_that_is_taken(dataset: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start("-d", dataset, "-o", tmp_path / "site", "--serve", "--port", port)
    assert done.returncode == 2
    assert f"port {port}: " in done.stderr


@pytest.mark.parametrize("name", ["profiles", "data", "assets", "data/compare", ".ingest-new", ".ingest-new.json"])
def test_links_in_a_site_are_not_followed(
    dataset: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """A site of somebody else, whose list names a file outside of it by way of a link."""
    home, place = tmp_path_factory.mktemp("home"), tmp_path / "site" / name
    precious = home / "precious.html"
    precious.write_text("years of work", "utf-8")
    place.parent.mkdir(parents=True)
    place.symlink_to(precious if name.endswith(".json") else home)
    told = {"made_by": "ingest site", "snapshot": 1, "files": ["profiles/precious.html", "data/compare/precious.html"]}
    (tmp_path / "site/site.json").write_text(json.dumps(told), "utf-8")
    done = start("-d", dataset, "-o", tmp_path / "site")
    assert precious.read_text("utf-8") == "years of work"
    assert [path.name for path in home.iterdir()] == ["precious.html"]
    if name.startswith("."):
        assert done.returncode == 0, done.stderr
    else:
        assert done.returncode == 2
        assert f"{place}: is a link, and pages would go where it leads; remove it" in done.stderr


@pytest.mark.parametrize("name", ["thesis.txt", "../precious.html", "/etc/hostname", "", ".git/config"])
def test_a_list_that_names_what_no_site_has(dataset: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    told = {"made_by": "ingest site", "snapshot": 1, "files": [name]}
    (tmp_path / "site.json").write_text(json.dumps(told), "utf-8")
    done = start("-d", dataset, "-o", tmp_path)
    assert done.returncode == 2
    assert "is neither empty nor a site of ours" in done.stderr
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"
