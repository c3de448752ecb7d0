"""The command line: arguments in, one call of the library, text out.

Exit codes: 0 clean; 1 findings at or above `--fail-on`; 2 wrong use or an input that cannot be read; 3 a fault of the
program. Results go to stdout, findings and summaries to stderr.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from encoder.cli import console
from encoder.cli.build import build
from encoder.cli.encode import encode
from encoder.cli.explain import explain
from encoder.cli.format import format_
from encoder.cli.init import init
from encoder.cli.learn import learn
from encoder.cli.merge import merge
from encoder.cli.people import people
from encoder.cli.render import render
from encoder.cli.review import review
from encoder.cli.schema import schema
from encoder.cli.validate import validate
from encoder.host import memory
from encoder.host.version import __version__
from encoder.values.errors import EncoderError

CLEAN, INTERRUPTED = 0, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tei-encoder")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
def cli(debug: bool) -> None:
    """Encode historical records as TEI P5, validate them, and render them as HTML and plain text."""


for command in (init, build, encode, validate, format_, render, review, learn, merge, people, explain, schema):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    with memory.relaxed():
        sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    if sys.stdout is None:  # the shell has closed it: `>&-`
        click.echo("error: there is no standard output to write to", err=True)
        return console.UNUSABLE
    try:
        code = cli.main(arguments, prog_name="tei-encoder", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return console.UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except EncoderError as error:
        click.echo(f"error: {error}", err=True)
        return console.UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return CLEAN
    except Exception as error:
        if console.is_full(error):
            with suppress(OSError):
                click.echo(f"error: cannot write: {getattr(error, 'strerror', error)}", err=True)
            _drop_output()
            return console.UNUSABLE
        import traceback

        told = "".join(traceback.format_exception(error))
        console.tell_fault(f"{type(error).__name__}: {error}", told, debug="--debug" in arguments)
        return console.FAULT
    return code if isinstance(code, int) else CLEAN


def _drop_output() -> None:
    """Give up what waits to be written to stdout, which Python would try again at the end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
