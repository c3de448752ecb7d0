"""The work shared out over a Dask cluster, by its executor of `concurrent.futures`: Dask plans, moves and retries.

A worker that is lost is Dask's business: what it was at goes to another, and after several losses it is told. Workers
need this program, and must see sources and results: by addresses (`s3://…`) or a file system that they share.
"""

from __future__ import annotations

from concurrent.futures import Executor

from encoder.host.extras import install
from encoder.values.errors import EncoderError
from encoder.work.pool import Workers

_PATIENCE = 10
"""Seconds until an address that does not answer is given up."""


def workers(address: str) -> Workers:
    """Those of the cluster whose scheduler is at an address; `EncoderError` where there is none."""
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise EncoderError(f"--cluster needs Dask: {install('cluster')}") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise EncoderError(f"there is no Dask scheduler: {error or type(error).__name__}", address) from None
    threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    if not threads:
        client.close()  # type: ignore[no-untyped-call]
        raise EncoderError(f"this scheduler has no workers; start some with `dask worker {address}`", address)

    def start(_number: int) -> Executor:
        executor: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        return executor

    return Workers(start, threads, KilledWorker, breaks=False)
