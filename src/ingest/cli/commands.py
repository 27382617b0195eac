"""The table of commands, and a group that imports a command's file only when that command is asked for."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from ingest.cli.meant import unknown_command

COMMANDS: dict[str, dict[str, str]] = {
    "Publish tables": {
        "run": "Read what is new or changed, publish a snapshot, say what was done.",
    },
    "Read dumps": {
        "parse": "Print the records of one dump as JSON.",
        "check": "Report what is wrong or doubtful in dumps, like a linter.",
        "score": "Measure how well pages are read, against truth that people have written.",
        "explain": "Show every line of a dump beside what owns it and what cites it.",
    },
    "Look at results": {
        "show": "Look at a published dataset: an overview, a table, or a profile.",
        "search": "Find profiles by what people call them, typing errors included.",
        "adjacent": "Show the roles nearest to one, by taxonomy and level.",
        "site": "Make static pages of a published dataset.",
        "compare": "Show two or more roles side by side.",
        "query": "Answer a question in SQL (DuckDB's).",
        "review": "Score profiles with the quality panel, and say why.",
        "quarantine": "Look at dumps that could not become records.",
        "schema": "Print the JSON Schema of the records, or the columns of a table.",
    },
    "Manage snapshots": {
        "history": "List the snapshots that are kept, oldest first.",
        "diff": "Show which profiles came, went or changed between two snapshots.",
        "rollback": "Publish an older snapshot again.",
        "verify": "Compare every file of every snapshot with what was published.",
        "gc": "Delete old snapshots, and what killed runs left behind.",
    },
    "Set up": {
        "config": "Show every setting, and where its value came from.",
        "words": "List the words that headings are known by, check your own, find missing ones.",
        "init": "Write an ingest.toml with every setting, commented out.",
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
