"""What can be typed: commands, their arguments, and help in the reader's language. It does nothing itself."""

import argparse
import sys
from typing import Any, NoReturn

from vakna.core import words
from vakna.core.vocabulary import OrganisationKind

from .said import say

FORMATS = ("text", "json", "sarif", "github")
"""How `vakna check` can write its findings."""


class _Stop(Exception):
    """The parser is done before anything was asked: help was given, or the line could not be read."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Parser(argparse.ArgumentParser):
    """An argument parser whose headings are in the reader's language, and that never ends the program."""

    def __init__(self, *, lang: str, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.lang = lang
        self._positionals.title = say(lang, "cli.help.arguments")
        self._optionals.title = say(lang, "cli.help.options")
        self.add_argument("-h", "--help", action="help", help=say(lang, "cli.help.help"))

    def format_usage(self) -> str:
        """Write how the command is typed."""
        return super().format_usage().replace("usage:", say(self.lang, "cli.help.usage"), 1)

    def format_help(self) -> str:
        """Write what the command does and how it is typed."""
        return super().format_help().replace("usage:", say(self.lang, "cli.help.usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Say how it is typed, and what could not be read; misuse ends with 2."""
        self.print_usage(sys.stderr)
        print(say(self.lang, "cli.help.misuse", given=message, command=self.prog), file=sys.stderr)
        raise _Stop(2)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:  # noqa: ARG002  argparse's own signature
        """End the reading, not the program."""
        raise _Stop(status)


def read(arguments: list[str], lang: str) -> argparse.Namespace | int:
    """Read a command line; give what was asked, or the exit code when nothing is left to do (help, misuse)."""
    every = parser(lang)
    try:
        asked = every.parse_args(arguments)
    except _Stop as stop:
        return stop.code
    if asked.does is None:
        every.print_help(sys.stderr)
        return 2
    asked.lang = lang
    return asked


def parser(lang: str) -> argparse.ArgumentParser:
    """Give everything that can be typed, with help in `lang`."""
    every = _Parser(lang=lang, prog="vakna", description=say(lang, "cli.help.vakna"))
    _Grammar(every, lang).everything()
    return every


class _Grammar:
    """Writes the commands into a parser."""

    def __init__(self, parser: _Parser, lang: str) -> None:
        self.lang = lang
        parser.set_defaults(does=None)
        _say_in(parser, lang)
        self.commands = parser.add_subparsers(title=say(lang, "cli.help.commands"))

    def everything(self) -> None:
        """Write every command."""
        self._serving()
        self._documents()
        self._journal()
        self._checking()
        self._market()
        self._house()

    def _command(self, name: str, does: str, *, house: bool = True, demo: bool = False, among: Any = None) -> _Parser:
        said = say(self.lang, f"cli.help.{does.replace('.', '-')}")
        added: _Parser = (among or self.commands).add_parser(name, lang=self.lang, help=said, description=said)
        added.set_defaults(does=does, needs_house=house, demo=demo, data=None)
        _say_in(added, self.lang)
        if house:
            added.add_argument("--data", metavar="DIR", help=say(self.lang, "cli.help.data"))
        return added

    def _option(self, to: argparse._ActionsContainer, *names: str, **options: Any) -> None:
        code = options.pop("said", names[-1].lstrip("-").lower().replace("_", "-"))
        to.add_argument(*names, help=say(self.lang, f"cli.help.{code}"), **options)

    def _serving(self) -> None:
        demo = self._command("demo", "demo.run", demo=True)
        self._option(demo, "--no-serve", action="store_true")
        serve = self._command("serve", "serving.run")
        for one in (demo, serve):
            self._option(one, "--host", metavar="HOST", default="127.0.0.1")
            self._option(one, "--port", metavar="N", type=int, default=8000)
            self._option(one, "--workers", metavar="N", type=int, default=2)
        work = self._command("work", "serving.work")
        self._option(work, "--beside", metavar="PID", type=int)

    def _documents(self) -> None:
        self._option(self._command("import", "documents.bring_in"), "file", metavar="FILE")
        export = self._command("export", "documents.export")
        self._option(export, "id", metavar="ID")
        eyes = export.add_mutually_exclusive_group()
        self._option(eyes, "--as", metavar="PERSON", dest="eyes")
        self._option(eyes, "--public", action="store_true")
        self._option(export, "--journal", action="store_true")
        self._option(export, "--output", metavar="FILE")
        self._command("schema", "schema.run", house=False)

    def _journal(self) -> None:
        journal = self.commands.add_parser("journal", lang=self.lang, help=say(self.lang, "cli.help.journal-is"))
        below = journal.add_subparsers(title=say(self.lang, "cli.help.commands"), required=True)
        verify = self._command("verify", "journal.verify", house=False, among=below)
        self._option(verify, "file", metavar="FILE")
        self._option(verify, "--checkpoint", metavar="FILE", action="append", default=[])
        self._option(verify, "--key", metavar="KEY", action="append", default=[])

    def _checking(self) -> None:
        check = self._command("check", "checking.check", house=False)
        self._option(check, "what", metavar="FILE|ID", nargs="+")
        self._option(check, "--format", choices=FORMATS, default=FORMATS[0], metavar="FORMAT")
        self._option(check, "--at", metavar="DAY")
        self._option(check, "--allow", metavar="FILE")
        self._option(check, "--jobs", metavar="N", type=int, default=1)
        check.add_argument("--data", metavar="DIR", help=say(self.lang, "cli.help.data"))
        self._option(self._command("rules", "checking.rules", house=False), "code", metavar="CODE", nargs="?")

    def _market(self) -> None:
        market = self.commands.add_parser("market", lang=self.lang, help=say(self.lang, "cli.help.market-is"))
        below = market.add_subparsers(title=say(self.lang, "cli.help.commands"), required=True)
        load = self._command("load", "market.load", among=below)
        self._option(load, "paths", metavar="FILE|FOLDER", nargs="+", said="market-paths")
        self._option(load, "--columns", metavar="FILE", said="market-columns")
        self._option(load, "--jobs", metavar="N", type=int, default=2, said="market-jobs")
        self._option(load, "--report", metavar="FILE", said="market-report")
        potential = self._command("potential", "market.potential", among=below)
        for one in (self._command("ask", "market.ask", among=below), potential):
            self._option(one, "cpv", metavar="CPV", nargs="*", said="market-cpv")
            self._option(one, "--from", metavar="DAY", dest="since", said="market-from")
            self._option(one, "--to", metavar="DAY", dest="until", said="market-to")
            self._option(one, "--source", metavar="NAME", action="append", said="market-source")
            self._option(one, "--format", choices=FORMATS[:2], default=FORMATS[0], said="market-format")
        self._option(potential, "--like", metavar="NUMBER", said="market-like")
        self._option(potential, "--most", metavar="N", type=int, default=20, said="market-most")
        reference = self.commands.add_parser("reference", lang=self.lang, help=say(self.lang, "cli.help.reference-is"))
        lists = reference.add_subparsers(title=say(self.lang, "cli.help.commands"), required=True)
        load_lists = self._command("load", "reference.load", among=lists)
        self._option(load_lists, "folder", metavar="FOLDER", said="reference-folder")

    def _house(self) -> None:
        self._command("migrate", "house.migrate")
        self._command("reindex", "house.reindex")
        key = self.commands.add_parser("key", lang=self.lang, help=say(self.lang, "cli.help.key-is"))
        below = key.add_subparsers(title=say(self.lang, "cli.help.commands"), required=True)
        self._command("rotate", "house.rotate_key", among=below)
        account = self._command("account", "house.account")
        self._option(account, "email", metavar="EMAIL")
        self._option(account, "--name", required=True, metavar="NAME")
        self._option(account, "--organisation", required=True, metavar="NAME")
        kinds = [one.value for one in OrganisationKind]
        self._option(account, "--kind", choices=kinds, default=kinds[0], metavar="KIND")
        self._option(account, "--may-start", action="store_true")
        self._option(account, "--password-stdin", action="store_true")


def _say_in(parser: _Parser, lang: str) -> None:
    parser.add_argument("--lang", choices=words.LANGUAGES, help=say(lang, "cli.help.lang"))
