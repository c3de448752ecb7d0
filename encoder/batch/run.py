"""Every file judged, in the order they were given: what is known from before, the rest in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from encoder.batch import cache as store
from encoder.batch.judge import MODEL, STDIO, Job, Verdict, judge

_FEW = 12
"""So few files are judged before other processes would have started."""


def prepared(job: Job) -> Job:
    """The job with the file of its schema; `EncoderError` where there is none."""
    from encoder.validation.model import located

    if job.schema is None or job.schema == MODEL:
        return job
    return replace(job, schema=str(located(job.schema, job.catalog)))


def verdicts(
    paths: tuple[str, ...], job: Job, *, jobs: int | None = None, cache: Path | None = None
) -> Iterator[Verdict]:
    """The verdicts on files; ``jobs`` is the number of processes (that of the processors, if None)."""
    with store.opened(None if job.stream else cache, job) as known:
        keys = {path: known.key(path) for path in paths if path != STDIO} if known else {}
        told = known.get(keys) if known else {}
        unknown = [path for path in paths if path not in told]
        if unknown:
            _read_schemas(job)
        with _judging(unknown, job, jobs or os.cpu_count() or 1) as judged:
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
    if job.schema and job.schema != MODEL and job.engine == "own":
        from encoder.validation import grammar

        grammar.load(Path(job.schema))
    for rules in job.schematron:
        from encoder.validation import schematron

        schematron.compiled(Path(rules), job.phase)


@contextmanager
def _judging(paths: list[str], job: Job, jobs: int) -> Iterator[Iterator[Verdict]]:
    """The verdicts on files that nothing is known of, in their order."""
    if jobs == 1 or len(paths) < _FEW or STDIO in paths:
        yield map(partial(judge, job=job), paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        try:
            yield pool.map(partial(judge, job=job), paths, chunksize=max(1, min(16, len(paths) // (4 * jobs))))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
