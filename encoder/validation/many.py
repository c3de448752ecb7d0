"""Every file judged, in the order they were given: what is known from before, the rest in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from encoder.validation.cache import Cache
from encoder.validation.one_file import HOUSE, MODEL, Job, Verdict, judge
from encoder.work.storage import STDIO
from encoder.work.store import opened

_FEW = 12
"""So few files are judged before other processes would have started."""


def prepared(job: Job) -> Job:
    """The job with the file of its schema; `EncoderError` where there is none."""
    from encoder.check.model import located

    if job.schema in (None, MODEL, HOUSE):
        return job
    return replace(job, schema=str(located(job.schema, job.catalog)))


def verdicts(
    paths: tuple[str, ...], job: Job, *, jobs: int | None = None, cache: Path | None = None
) -> Iterator[Verdict]:
    """The verdicts on files; ``jobs`` is the number of processes (that of the processors, if None)."""
    with opened(cache / "verdicts.sqlite" if cache and not job.stream else None) as store:
        known = Cache(store, job) if store else None
        keys = {path: known.key(path) for path in paths if path != STDIO} if known else {}
        told = known.get(keys) if known else {}
        unknown = [path for path in paths if path not in told]
        if unknown:
            _read_schemas(job)
        judged = _judged(unknown, job, jobs or os.cpu_count() or 1)
        for path in paths:
            verdict = told.get(path)
            if verdict is None:
                verdict = next(judged)
                key = keys.get(path)
                if known and key:
                    known.put(key, verdict)
            yield verdict


def _read_schemas(job: Job) -> None:
    """Schemas that are none are told once, not for each file."""
    if job.schema not in (None, MODEL, HOUSE) and job.engine == "own":
        from encoder.check import grammar

        grammar.load(Path(job.schema))
    if job.schematron:
        from concurrent.futures import ProcessPoolExecutor

        from encoder.check import svrl

        with ProcessPoolExecutor(1) as pool:  # a process that has run Saxon is not to be forked
            for rules in job.schematron:
                if fault := pool.submit(svrl.fault_of, Path(rules), job.phase).result():
                    raise fault


def _judged(paths: list[str], job: Job, jobs: int) -> Iterator[Verdict]:
    """The verdicts on files that nothing is known of, in their order."""
    if jobs == 1 or len(paths) < _FEW or STDIO in paths:
        return map(partial(judge, job=job), paths)
    from encoder.work.pool import each, processes

    return each(partial(judge, job=job), paths, processes(min(jobs, len(paths))), lost)


def lost(path: str) -> Verdict:
    """On a file that a process did not come back from, twice."""
    return Verdict(path, fault="the process that judged it was killed, perhaps for want of memory")
