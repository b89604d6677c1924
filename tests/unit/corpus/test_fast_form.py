# SPDX-License-Identifier: EUPL-1.2
"""The fast form: the same law as the files, ignored where it is damaged, foreign, old or unreadable, and enough for a cold answer."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
import pytest

import comity
from comity.corpus import load as loading
from comity.corpus import store
from comity.corpus.corpus import Corpus
from comity.corpus.load import cache_folder, load, load_files
from comity.model.errors import WrongInput, WrongLaw
from unit.small_law import FILES, write

NOT_ON_THE_PATH = {
    *("yaml", "django", "numpy", "scipy", "pandas", "pyarrow", "highspy", "ortools", "pulp", "clingo", "duckdb", "zen", "hypothesis"),
    *("asyncio", "sqlite3", "comity.corpus.strict_yaml", "comity.corpus.documents", "comity.corpus.build"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for the program."""
    home = tmp_path / "home"
    monkeypatch.setenv("COMITY_HOME", str(home))
    return home


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """The small law."""
    return write(tmp_path / "law")


def cached(home: Path) -> Path:
    """The one fast form that was written."""
    (found,) = (home / "cache").iterdir()
    return found


def test_same_law_from_files_and_from_fast_form(law: Path, home: Path) -> None:
    from_files = load_files(law)
    first, second = load(law), load(law)
    assert cached(home).suffix == ".bin"
    assert from_files == first == second
    assert store.decode(store.encode(from_files, "key"), "key", Corpus) == from_files


def test_second_start_reads_no_yaml(law: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(law)

    def never(*_: object) -> None:
        raise AssertionError("the files were read although the fast form is there")

    monkeypatch.setattr(loading, "load_files", never)
    assert load(law) == load(law)


def test_changed_law_is_read_anew(law: Path, home: Path) -> None:
    before = load(law)
    path = law / "actors/XB.yaml"
    path.write_text(FILES["actors/XB.yaml"].replace("Betaland", "Betania"), encoding="utf-8")
    after = load(law)
    assert before.by_code["XB"].name.en == "Betaland"
    assert after.by_code["XB"].name.en == "Betania"
    assert before.version != after.version
    assert len(list((home / "cache").iterdir())) == 2


def test_key_holds_names_contents_and_borders(law: Path) -> None:
    key = store.key_of(law)
    assert key == store.key_of(law)
    (law / "actors/XB.yaml").rename(law / "actors/XE.yaml")
    renamed = store.key_of(law)
    (law / "actors/XE.yaml").write_text("", encoding="utf-8")
    assert len({key, renamed, store.key_of(law)}) == 3
    (law / "README.md").write_text("for people", encoding="utf-8")
    (law / "schema").mkdir()
    (law / "schema/actor.yaml").write_text("x: 1", encoding="utf-8")
    kept = store.key_of(law)
    (law / "actors/XF.yaml").write_text("", encoding="utf-8")
    assert kept != store.key_of(law)


def test_wrong_law_is_never_kept(law: Path, home: Path) -> None:
    (law / "actors/XB.yaml").write_text("code: XD\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(WrongLaw, match=r"missing required field `kind`"):
            load(law)
    assert not (home / "cache").exists()


def test_links_and_pipes_neither_hang_nor_crash_the_key(law: Path) -> None:
    key = store.key_of(law)
    os.symlink("loop.yaml", law / "loop.yaml")
    os.symlink("nowhere", law / "actors/gone.yaml")
    os.mkfifo(law / "actors/pipe.yaml")
    os.symlink(law, law / "instruments/again")
    assert store.key_of(law) == key
    with pytest.raises(WrongLaw, match="a link, pipe or device among the law files"):
        load_files(law)


# -- damaged, foreign, unreadable


def damages(data: bytes) -> list[bytes]:
    """Some hundred ways in which a file can be damaged, the same in every run."""
    chance = random.Random(20261124)  # noqa: S311 - not a secret
    places = [chance.randrange(len(data)) for _ in range(120)]
    return [
        b"",
        b"\0",
        b"not MessagePack",
        bytes(len(data)),
        data + b"\0",
        data[::-1],
        b"\xc1" + data,
        b"\x91" * 100_000,
        b"\xdf\xff\xff\xff\xff",
        *(data[:place] for place in places[:40]),
        *(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :] for place in places[40:100]),
        *(data[:place] + data[place + 1 :] for place in places[100:]),
    ]


def test_damaged_forms_are_no_law(law: Path) -> None:
    data = store.encode(load_files(law), "key")
    assert store.decode(data, "key", Corpus) is not None
    assert [number for number, damaged in enumerate(damages(data)) if store.decode(damaged, "key", Corpus) is not None] == []


def test_damaged_form_is_made_anew(law: Path, home: Path) -> None:
    expected = load(law)
    path = cached(home)
    sound = path.read_bytes()
    for damaged in damages(sound)[::12]:
        path.write_bytes(damaged)
        assert load(law) == expected
        assert path.read_bytes() == sound


def test_foreign_forms(law: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = load_files(law)
    data = store.encode(corpus, "key")
    assert store.decode(data, "another law", Corpus) is None
    assert store.decode(data, None, Corpus) == corpus
    monkeypatch.setattr(store, "PROGRAM", "another program")
    assert store.decode(data, "key", Corpus) is None


@pytest.mark.parametrize("content", [None, [], {"corpus": {}}, ["program", "key"]])
def test_other_messages_are_no_law(content: object) -> None:
    packed = msgspec.msgpack.encode(content)
    assert store.decode(packed, None, Corpus) is None
    assert store.decode(hashlib.sha256(packed).digest() + packed, None, Corpus) is None


def test_deep_message_with_right_hash_is_no_law() -> None:
    packed = b"\x91" * 200_000
    assert store.decode(hashlib.sha256(packed).digest() + packed, None, Corpus) is None


def test_folder_in_place_of_the_fast_form(law: Path, home: Path) -> None:
    expected = load(law)
    path = cached(home)
    path.unlink()
    path.mkdir()
    assert load(law) == expected


def test_cache_that_cannot_be_written(law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only home only makes the next start slower."""
    home = tmp_path / "file"
    home.write_text("a file where the home should be", encoding="utf-8")
    monkeypatch.setenv("COMITY_HOME", str(home))
    assert load(law) == load_files(law)
    assert home.read_text(encoding="utf-8") == "a file where the home should be"


def test_read_only_cache(law: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    assert load(law) == load_files(law)
    assert list((home / "cache").iterdir()) == []


def test_interrupted_write_leaves_nothing(law: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert load(law) == load_files(law)
    assert list((home / "cache").iterdir()) == []


def test_where_fast_forms_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home/cache"
    monkeypatch.delenv("COMITY_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg/comity"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/comity"


# -- where the law comes from


def test_folder_without_law(tmp_path: Path, home: Path) -> None:
    with pytest.raises(WrongInput, match="this folder holds no body of law - name a folder with instruments/"):
        load(tmp_path)


def test_packaged_form(law: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder beside the program the packaged form answers, whatever its key; without it, or damaged, the program says so."""
    packaged = tmp_path / "_law.bin"
    monkeypatch.setattr(loading, "CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setattr(loading, "PACKAGED", packaged)
    with pytest.raises(WrongInput, match="no body of law is installed - install the package again"):
        load()
    packaged.write_bytes(b"damaged")
    with pytest.raises(WrongInput, match="no body of law is installed"):
        load()
    packaged.write_bytes(store.encode(load_files(law), "key of the release"))
    assert load() == load_files(law)
    assert not home.exists()
    monkeypatch.setattr(loading, "CHECKOUT", law)
    assert load() == load_files(law)


# -- a cold answer

COLD = """
import sys, json, socket
def refused(*_, **__):
    raise AssertionError("a socket")
socket.socket = refused
socket.create_connection = socket.getaddrinfo = refused
from pathlib import Path
from comity.corpus import load as loading
loading.CHECKOUT = Path(sys.argv[1])
from comity.cli import main
try:
    main(["advise", "--from", "XA", "--to", "XB", "--measure", "bank-records", "--json"])
except SystemExit as end:
    print(json.dumps({"code": end.code, "modules": sorted(sys.modules)}))
"""


def cold(law: Path, home: Path) -> tuple[dict[str, object], set[str]]:
    environment = {**os.environ, "COMITY_HOME": str(home), "PYTHONPATH": str(Path(comity.__file__).parents[1])}
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", COLD, str(law)], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stderr == ""
    answer, end = (json.loads(line) for line in run.stdout.splitlines())
    assert end["code"] == 0, run.stdout
    return answer, set(end["modules"])


def test_cold_answer_imports_little_and_opens_no_socket(law: Path, home: Path) -> None:
    """The second start answers from the fast form: no YAML, no framework, no numbers, no optimiser (QUALITY P14), no network (S13)."""
    first, with_files = cold(law, home)
    second, modules = cold(law, home)
    assert first == second
    assert "yaml" in with_files  # the teeth of this test
    assert modules & NOT_ON_THE_PATH == set()
