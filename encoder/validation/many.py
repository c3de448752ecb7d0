"""Every file judged, in the order they were given: what is known from before, the rest in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from encoder.validation.cache import Cache
from encoder.validation.one_file import HOUSE, MODEL, Job, Verdict, judge
from encoder.values.errors import EncoderError
from encoder.work.storage import STDIO
from encoder.work.store import opened

_FEW = 12
"""Most files that are checked without other processes: these would take longer to start."""


def prepared(job: Job) -> Job:
    """The job with the file of its schema; `EncoderError` where there is none."""
    from encoder.check.schemas.model import located

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
        from encoder.check.schemas import grammar

        grammar.load(Path(job.schema))
    if job.schematron:
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

        from encoder.check.schematron import svrl

        for rules in job.schematron:
            with ProcessPoolExecutor(
                1, initializer=_without_stderr
            ) as pool:  # a process that has run Saxon is not to be forked
                try:
                    fault = pool.submit(svrl.fault_of, Path(rules), job.phase).result()
                except BrokenExecutor:
                    raise EncoderError(
                        "an expression in it is too long, or too deeply nested, to compile", rules
                    ) from None
            if fault:
                raise fault


def _without_stderr() -> None:
    """What Saxon's machine prints when it breaks down is a thousand lines of no use."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _judged(paths: list[str], job: Job, jobs: int) -> Iterator[Verdict]:
    """The verdicts on files that nothing is known of, in their order."""
    if jobs == 1 or len(paths) < _FEW or STDIO in paths:
        return map(partial(judge, job=job), paths)
    from encoder.work.pool import each, processes

    return each(partial(judge, job=job), paths, processes(min(jobs, len(paths))), lost)


def lost(path: str) -> Verdict:
    """On a file that a process did not come back from, twice."""
    return Verdict(path, fault="the process that judged it was killed, perhaps for want of memory")
