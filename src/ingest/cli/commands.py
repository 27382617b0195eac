"""The table of commands, and a group that imports a command's file only when that command is asked for."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from ingest.cli.did_you_mean import unknown_command

COMMANDS: dict[str, dict[str, str]] = {
    "Publish tables": {
        "run": "Read new and changed dumps, publish a snapshot, and report.",
    },
    "Read dumps": {
        "parse": "Print the records of a file as JSON.",
        "check": "Report problems and doubts in dumps, like a linter.",
        "score": "Measure how well the reader reads your pages, against truth that you labelled.",
        "explain": "Show the owner of each line of a dump, and the values that cite it.",
    },
    "Look at results": {
        "show": "Show a published dataset: an overview, a table, or a profile.",
        "search": "Find profiles by any of their names, despite typing errors.",
        "adjacent": "List the roles nearest to a role, by taxonomy and level.",
        "site": "Build a static site from a published dataset.",
        "compare": "Compare two or more roles side by side.",
        "query": "Run a SQL query (DuckDB's dialect) over the tables of a dataset.",
        "review": "Score profiles with the quality panel, and explain the scores.",
        "quarantine": "List, show and retry dumps that could not be published.",
        "schema": "Print the JSON Schema of the records, or the columns of a table.",
    },
    "Manage snapshots": {
        "history": "List the snapshots that are kept, oldest first.",
        "diff": "Show which profiles were added, removed or changed between two snapshots.",
        "rollback": "Publish an older snapshot again.",
        "verify": "Check every file of every snapshot against its published digest.",
        "gc": "Delete old snapshots and the remains of killed runs.",
    },
    "Set up": {
        "config": "Show every setting and where its value comes from.",
        "words": "List the known words of headings, check your own, and find missing ones.",
        "init": "Write an ingest.toml that lists every setting, commented out.",
    },
}


class Commands(click.Group):
    """Commands by the file that holds them; `ingest --help` is made from the table alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return [name for commands in COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"ingest.cli.{cmd_name}"), cmd_name)
        gc.freeze()  # what is loaded stays: no search for cycles walks through it
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first. Raises UsageError for none of ours, with the one that may be meant."""
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise unknown_command(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One list of commands a heading."""
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))
