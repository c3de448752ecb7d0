"""Past one machine: the work shared out by Dask, a worker lost in the middle; records and results by addresses."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from encoder.tei.serialize import serialize
from encoder.values.errors import EncoderError
from encoder.work import storage
from encoder.work.cluster import workers
from encoder.work.pool import each
from tests.conftest import encode
from tests.test_build import TALK, contents
from tests.test_cli import run

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    import dask

    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started,
    ):
        yield started


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(TALK.format(number), encoding="utf-8")
    return folder


def test_a_cluster_makes_the_same_bytes(
    cluster: Any, records: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = cluster.scheduler_address
    monkeypatch.chdir(records.parent)  # where the workers are not
    code, _, err = run(capsysbinary, "build", "records", "-o", "there", "--cluster", address, "--show", "error")
    assert (code, "12 new" in err) == (0, True), err
    (Path("records") / "long.txt").write_text(TALK.format("words " * 3_000_000), encoding="utf-8")
    limited = ("build", "records/long.txt", "records/00.txt", "records/01.txt", "records/02.txt", "--time-limit", "0.2")
    code, _, err = run(capsysbinary, *limited, "-o", "limited", "--cluster", address, "--show", "error")
    assert (code, "long.txt: error: it took more than 0.2 seconds" in err) == (2, True), err
    Path("records/long.txt").unlink()
    run(capsysbinary, "build", "records", "-o", "here", "--jobs", "1", "--show", "error")
    here, there = contents(records.parent / "here"), contents(records.parent / "there")
    assert here == there


def slowly(thing: tuple[int, str]) -> int:
    number, mark = thing
    if number == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)  # the worker, in the middle of it
    time.sleep(0.02)
    return 2 * number


def dies(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_a_worker_that_is_lost_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    things = [(number, str(tmp_path / "mark")) for number in range(30)]
    assert list(each(slowly, things, workers(cluster.scheduler_address), lambda _: -1)) == list(range(0, 60, 2))
    assert (tmp_path / "mark").exists()


def test_what_kills_each_worker_has_a_result_of_its_own(cluster: Any) -> None:
    cluster.scheduler.allowed_failures = 1
    found = list(each(dies, range(6), workers(cluster.scheduler_address), lambda _: -1))
    assert found == [0, 2, -1, 6, 8, 10]


def test_where_there_is_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encoder.work.cluster._PATIENCE", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(EncoderError, match="there is no Dask scheduler"):
            workers(address)


def test_records_and_results_by_addresses(
    records: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (records / "03.meta.json").write_text('{"title": "Talks", "summary": "Of grain and coal."}', encoding="utf-8")
    (records / "04.decisions.toml").write_text('[[bracket]]\nquote = "[two]"\nkind = "sic"\n', encoding="utf-8")
    (records / ".hidden.txt").write_text("none", encoding="utf-8")
    monkeypatch.chdir(records.parent)
    there = (records.parent / "out").as_uri()
    build = ("build", records.as_uri(), "-o", there, "--show", "error", "--jobs", "2")
    code, _, err = run(capsysbinary, *build)
    assert (code, "12 new" in err) == (0, True), err
    made = contents(records.parent / "out")
    assert len(made) == 4 * 12 + 1
    assert b"Of grain and coal." in made["03.xml"]
    assert b'type="sic"' in made["04.xml"]
    assert "12 same" in run(capsysbinary, *build)[2]
    (records / "05.txt").write_text(TALK.format("five"), encoding="utf-8")
    assert "1 changed, 11 same" in run(capsysbinary, *build)[2]
    edited = records.parent / "out" / "06.xml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Three.", "Three, by hand."), encoding="utf-8")
    assert "1 edited, 11 same" in run(capsysbinary, *build)[2]
    (records / "07.txt").unlink()
    run(capsysbinary, *build, "--prune")
    assert not (records.parent / "out" / "07.xml").exists()


def test_a_store_of_objects(records: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """One that is in memory: what is written there is what is written here."""
    import fsspec

    store = fsspec.filesystem("memory")
    for path in records.iterdir():
        store.pipe_file(f"/archive/{path.name}", path.read_bytes())
    code, _, err = run(
        capsysbinary, "build", "memory://archive", "-o", "memory://made", "--jobs", "1", "--show", "error"
    )
    assert (code, "12 new" in err) == (0, True), err
    run(capsysbinary, "build", records, "-o", records.parent / "here", "--jobs", "1", "--show", "error")
    assert store.cat_file("/made/04.html") == (records.parent / "here" / "04.html").read_bytes()
    assert (
        "12 same"
        in run(capsysbinary, "build", "memory://archive", "-o", "memory://made", "--jobs", "1", "--show", "error")[2]
    )


def test_what_is_elsewhere_can_be_judged_and_mended(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    broken = serialize(encode("Kim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four."))
    store.pipe_file("/judged/a.xml", broken.replace(b'who="#record-record.kim"', b'who="kim"', 1))
    storage.write("memory://judged/sitemap.xml", b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>')
    code, out, _ = run(capsysbinary, "validate", "memory://judged")
    assert (code, b"/judged/a.xml:" in out, b"[pointer-bare]" in out) == (1, True, True)
    assert run(capsysbinary, "validate", "--fix", "memory://judged")[0] == 0
    assert store.cat_file("/judged/a.xml") == broken
    assert run(capsysbinary, "format", "memory://judged/a.xml")[2].strip() == "0 of 1 written anew"
    store.pipe_file("/judged/a.txt", b"A letter.")
    assert b"Kim: One." in run(capsysbinary, "render", "--to", "text", "memory://judged/a.xml")[1]
    for command in (
        ("render", "--to", "text", "memory://judged/a.xml", "-o", "memory://out"), ("encode", "memory://judged/a.txt"),
    ):  # fmt: skip
        code, _, err = run(capsysbinary, *command)
        assert (code, "`build`" in err) == (2, True), err


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A store that speaks S3: moto's, on this machine."""
    s3fs = pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem()
    store.mkdir("archive")
    yield store
    server.stop()


def test_s3(bucket: Any, records: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for path in records.iterdir():
        bucket.pipe_file(f"archive/records/{path.name}", path.read_bytes())
    build = ("build", "s3://archive/records", "-o", "s3://archive/made", "--jobs", "2", "--show", "error")
    code, _, err = run(capsysbinary, *build)
    assert (code, "12 new" in err) == (0, True), err
    run(capsysbinary, "build", records, "-o", records.parent / "here", "--jobs", "1", "--show", "error")
    assert bucket.cat_file("archive/made/04.html") == (records.parent / "here" / "04.html").read_bytes()
    assert "12 same" in run(capsysbinary, *build)[2]
    bucket.pipe_file("archive/made/03.xml", bucket.cat_file("archive/made/03.xml").replace(b"Three.", b"By hand."))
    bucket.pipe_file("archive/records/02.txt", TALK.format("two, again").encode())
    assert "1 changed, 1 edited, 10 same" in run(capsysbinary, *build)[2]
    assert run(capsysbinary, "validate", "s3://archive/made")[0] == 0
    code, _, err = run(capsysbinary, "build", "s3://nothing/records", "-o", "s3://archive/made")
    assert (code, "s3://nothing/records: cannot be listed" in err) == (2, True), err


def test_addresses_that_lead_nowhere(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    for address, words in (("nonsense://x", "cannot be reached"), ((tmp_path / "none").as_uri(), "no records")):
        code, _, err = run(capsysbinary, "build", address, "-o", tmp_path / "out")
        assert (code, words in err) == (2, True), err
    with pytest.raises(OSError):  # noqa: PT011 -- as files do
        storage.read((tmp_path / "none").as_uri())
