"""What can be said on the command line: every command with its options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from cocreate import __version__
from cocreate.cli.line_range import line_range

PRESETS = ("manuscript", "manuscript-classic", "paperback", "web", "e-reader", "screenplay")
_FORMATS = ".md, .docx, .pdf, .epub, .odt, .html, .txt or .fountain"
_FILES = "DOCX, ODT, RTF, EPUB, HTML, Markdown, Fountain or text; a folder; a Scrivener project"


class _Parser(argparse.ArgumentParser):
    """Wrong usage is exit 2 with one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. Try {self.prog} --help.\n")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return what words ask for: a command's module and function, and its arguments.

    Words that begin with no command are about opening the editor.

    Raises:
        SystemExit: help was asked for (0), or they are wrong usage (2); both are said.
    """
    parser, commands = build()
    if not words or (words[0] not in commands and not words[0].startswith("-")):
        words = ["open", *words]
    arguments = parser.parse_args(words)
    if arguments.command == "accept" and arguments.text is not None and len(arguments.ids) > 1:
        parser.error("--text goes with one ID only")
    if arguments.command == "models" and arguments.verb and not arguments.what:
        parser.error("say what to install: models install built-in")
    if arguments.command == "proof" and arguments.coarse_times and arguments.level != "process":
        parser.error("--coarse-times goes with --level process only")
    if arguments.command == "report" and arguments.format == "pdf" and not arguments.output:
        parser.error("a PDF needs a file: add -o FILE.pdf")
    return arguments


def build() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """Return what reads the command line, and the names of all commands."""
    parser = _Parser(prog="cocreate", description="Write beside AI agents and stay the author.")
    parser.add_argument("--version", action="version", version=f"cocreate {__version__}")
    add = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_window(add)
    _add_manuscript(add)
    _add_agents(add)
    _add_origins(add)
    _add_time(add)
    _add_mirror(add)
    _add_reports(add)
    return parser, frozenset(add.choices)


def _command(
    add: argparse._SubParsersAction[_Parser], name: str, module: str, function: str, words: str
) -> _Parser:
    parser = add.add_parser(name, help=words, description=words)
    parser.set_defaults(module=module, function=function)
    return parser


def _add_window(add: argparse._SubParsersAction[_Parser]) -> None:
    opener = _command(add, "open", "window_commands", "open_window", "open the editor")
    opener.add_argument("project", nargs="?", metavar="PROJECT")
    _command(add, "open-sample", "window_commands", "open_sample", "open the editor on the sample")
    tour = _command(
        add, "tour", "window_commands", "tour", "do the main job once, without a display"
    )
    tour.add_argument("folder", nargs="?", default="tour", metavar="FOLDER")
    _command(add, "doctor", "doctor", "doctor", "say what is there and what is missing")


def _add_manuscript(add: argparse._SubParsersAction[_Parser]) -> None:
    module = "manuscript_commands"
    new = _command(add, "new", module, "new", "make a project")
    new.add_argument("project", metavar="PROJECT")
    new.add_argument("files", nargs="*", metavar="FILE", help=_FILES)
    new.add_argument("--title", metavar="T", help="the file's name without it")
    new.add_argument("--writer", metavar="NAME", help="the name that reports carry")
    imports = _command(add, "import", module, "import_files", "add scenes from files")
    imports.add_argument("project", metavar="PROJECT")
    imports.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    imports.add_argument(
        "--as-new", action="store_true", help="exports that came back become new scenes instead"
    )
    log = _command(add, "log", module, "log", "play an edit log into a new scene")
    log.add_argument("project", metavar="PROJECT")
    log.add_argument("log", metavar="LOG.jsonl")
    log.add_argument("--scene", metavar="NAME")
    text = _command(add, "text", module, "text", "print the manuscript or a scene")
    spans = _command(add, "spans", module, "spans", "print who put what where")
    for parser in (text, spans):
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--scene", metavar="NAME")
        parser.add_argument("--at", type=int, metavar="N")
    spans.add_argument("--json", action="store_true")
    forget = _command(
        add, "forget", "forget_command", "forget_passage", "take deleted lines out of the record"
    )
    forget.add_argument("project", metavar="PROJECT")
    forget.add_argument("--scene", required=True, metavar="NAME")
    forget.add_argument(
        "--lines", type=line_range, required=True, metavar="A-B", help="from 1, inclusive"
    )
    forget.add_argument("--at", type=int, metavar="N", help="as they stood after event N")
    forget.add_argument("--why", metavar="TEXT", help="what the record says of the reason")


def _add_agents(add: argparse._SubParsersAction[_Parser]) -> None:
    module = "agent_commands"
    agents = _command(add, "agents", module, "agents", "list the agents at hand")
    agents.add_argument("--project", metavar="PROJECT", help="look beside this project, too")
    agents.add_argument("--json", action="store_true")
    models = _command(add, "models", module, "models", "list models, or install the built-in one")
    models.add_argument("verb", nargs="?", choices=["install"], metavar="install")
    models.add_argument("what", nargs="?", choices=["built-in"], metavar="built-in")
    models.add_argument("--json", action="store_true")
    suggest = _command(add, "suggest", module, "suggest", "run an agent without a window")
    suggest.add_argument("project", metavar="PROJECT")
    suggest.add_argument("--agent", required=True, metavar="NAME")
    suggest.add_argument("--scene", metavar="NAME")
    suggest.add_argument("--lines", type=line_range, metavar="A-B", help="from 1, inclusive")
    suggest.add_argument("--ask", metavar="TEXT")
    suggest.add_argument("--model", metavar="REF")
    suggest.add_argument("--yes", action="store_true", help="agree to send text to a service")
    suggest.add_argument("--json", action="store_true")
    listing = _command(add, "suggestions", module, "suggestions", "list suggestions")
    listing.add_argument("project", metavar="PROJECT")
    listing.add_argument("--all", action="store_true")
    listing.add_argument("--json", action="store_true")
    accept = _command(add, "accept", module, "accept", "accept suggestions")
    reject = _command(add, "reject", module, "reject", "reject suggestions")
    for parser in (accept, reject):
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("ids", nargs="+", metavar="ID")
    accept.add_argument("--text", metavar="TEXT", help="accept these words instead")
    reject.add_argument("--why", metavar="TEXT")


def _add_origins(add: argparse._SubParsersAction[_Parser]) -> None:
    module = "origin_commands"
    matches = _command(
        add, "matches", module, "matches", "list words that look like what agents offered"
    )
    matches.add_argument("project", metavar="PROJECT")
    matches.add_argument("--json", action="store_true")
    answers = matches.add_mutually_exclusive_group()
    answers.add_argument("--confirm", nargs="+", metavar="ID", help="yes, these were retyped")
    answers.add_argument("--dispute", nargs="+", metavar="ID", help="no, these were not")
    matches.add_argument("--why", metavar="TEXT", help="the reason for disputing")
    declare = _command(add, "declare", module, "declare", "say where a passage came from")
    declare.add_argument("project", metavar="PROJECT")
    declare.add_argument("--scene", required=True, metavar="NAME")
    place = declare.add_mutually_exclusive_group(required=True)
    place.add_argument("--range", metavar="START-END", help="code points of the scene, half-open")
    place.add_argument("--quote", metavar="TEXT", help="the words of the passage")
    declare.add_argument("--by", required=True, choices=["human", "ai"])
    declare.add_argument("--why", required=True, metavar="TEXT", help="where it came from")


def _add_time(add: argparse._SubParsersAction[_Parser]) -> None:
    time = _command(add, "time", "time_command", "time", "time away from the desk, as declared")
    time.add_argument("project", metavar="PROJECT")
    either = time.add_mutually_exclusive_group()
    either.add_argument("--add", metavar="H:MM", help="enter so much time")
    either.add_argument("--take-back", metavar="ID", help="take an entry back")
    time.add_argument("--on", metavar="YYYY-MM-DD", help="the day of it; today if it is not named")
    time.add_argument("--what", metavar="TEXT", help="what the time was for")
    time.add_argument("--json", action="store_true")


def _add_mirror(add: argparse._SubParsersAction[_Parser]) -> None:
    mirror = _command(add, "mirror", "mirror_commands", "mirror", "keep scenes as Markdown files")
    mirror.add_argument("project", metavar="PROJECT")
    either = mirror.add_mutually_exclusive_group()
    either.add_argument("folder", nargs="?", metavar="FOLDER", help="begin mirroring to it")
    either.add_argument("--take-in", action="store_true", help="take in what was changed there")
    either.add_argument("--stop", action="store_true", help="mirror no more; the files stay")
    mirror.add_argument(
        "--prefer",
        choices=["neither", "ours", "theirs", "both"],
        default="neither",
        help="whose words stand where both sides changed the same ones",
    )
    mirror.add_argument("--json", action="store_true")


def _add_reports(add: argparse._SubParsersAction[_Parser]) -> None:
    module = "report_commands"
    report = _command(add, "report", module, "report", "the contribution report")
    report.add_argument("project", metavar="PROJECT")
    report.add_argument("--format", choices=["json", "md", "html", "pdf"], default="md")
    report.add_argument("-o", "--output", metavar="FILE", help="else it is printed")
    export = _command(add, "export", "export_command", "export", "write the manuscript to a file")
    export.add_argument("project", metavar="PROJECT")
    export.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=f"its ending says the format: {_FORMATS}",
    )
    _add_export_options(export)
    _add_disclosures(add)
    sessions = _command(add, "sessions", module, "sessions", "list the sittings")
    history = _command(add, "history", module, "history", "list the ledger's events")
    for parser in (sessions, history):
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--json", action="store_true")
    history.add_argument("--scene", metavar="NAME")
    verify = _command(
        add, "verify", "verify_command", "verify", "check a project or a proof bundle"
    )
    verify.add_argument("file", metavar="FILE")
    verify.add_argument("--key", metavar="KEY", help="a public key you were given, or fingerprint")
    verify.add_argument(
        "--file",
        action="append",
        default=[],
        dest="exports",
        metavar="EXPORT",
        help="is the bundle about it?",
    )
    _add_proof(add)
    _add_records(add)
    _add_backups(add)


def _add_export_options(parser: argparse.ArgumentParser) -> None:
    """Add what may be chosen for an export to its command."""
    parser.add_argument(
        "--report",
        choices=("none", "appendix", "beside"),
        default="none",
        help="where the contribution report goes",
    )
    parser.add_argument(
        "--report-format",
        choices=("html", "pdf", "md", "json"),
        help="of a report beside the manuscript",
    )
    parser.add_argument(
        "--preset", choices=PRESETS, help="how it is dressed; one it does not know is refused"
    )
    parser.add_argument(
        "--for-review",
        action="store_true",
        help="with open suggestions: tracked changes, or CriticMarkup in Markdown",
    )
    parser.add_argument("--origins", action="store_true", help="mark origins in HTML")
    parser.add_argument("--language", default="en", metavar="TAG", help="of the text, like en-GB")
    parser.add_argument("--paper", choices=["a4", "letter"], default="")
    parser.add_argument(
        "--contact",
        action="append",
        default=[],
        metavar="LINE",
        help="a line of the contact block of a manuscript (may be repeated)",
    )
    parser.add_argument(
        "--surname", default="", metavar="NAME", help="for the running head of a manuscript"
    )
    parser.add_argument("--short-title", default="", metavar="TITLE", help="likewise")
    parser.add_argument(
        "--credentials",
        choices=("none", "beside", "inside"),
        default="none",
        help="attach Content Credentials; inside only of a PDF",
    )
    parser.add_argument(
        "--no-training", action="store_true", help="they say that machines should not learn from it"
    )
    for name in ("title-page", "contents", "hyphens"):
        parser.add_argument(f"--no-{name}", dest=name.replace("-", "_"), action="store_false")


def _add_disclosures(add: argparse._SubParsersAction[_Parser]) -> None:
    disclose = _command(
        add, "disclose", "disclosure_commands", "disclose", "answer a policy on AI from the record"
    )
    disclose.add_argument("project", metavar="PROJECT")
    disclose.add_argument("--policy", metavar="ID", help="without it, the policies are listed")
    disclose.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=OPTION",
        help="your own answer to a question (may be repeated)",
    )
    disclose.add_argument("--json", action="store_true")
    disclose.add_argument("-o", "--output", metavar="FILE")


def _add_proof(add: argparse._SubParsersAction[_Parser]) -> None:
    proof = _command(
        add, "proof", "proof_command", "proof", "seal the report in a bundle that anyone can check"
    )
    proof.add_argument("project", metavar="PROJECT")
    proof.add_argument("-o", "--output", required=True, metavar="FILE.cocreate-proof")
    proof.add_argument(
        "--level", choices=["summary", "sessions", "process", "full"], default="summary"
    )
    proof.add_argument(
        "--file", action="append", default=[], metavar="EXPORT", help="an export it is about"
    )
    proof.add_argument(
        "--coarse-times", action="store_true", help="with process: no times within sittings"
    )
    proof.add_argument(
        "--timestamp", nargs="?", const="", metavar="URL", help="stamped by it, or the last one"
    )
    proof.add_argument(
        "--or-without", action="store_true", help="without a time stamp where none comes"
    )


def _add_records(add: argparse._SubParsersAction[_Parser]) -> None:
    records = _command(
        add, "records", "records_command", "records", "write a record for other programs"
    )
    records.add_argument("project", metavar="PROJECT")
    records.add_argument("-o", "--output", required=True, metavar="FILE")
    records.add_argument(
        "--form",
        choices=["agent-trace", "prov"],
        required=True,
        help="lines by contributor (Agent Trace 0.1.0), or how it came about (W3C PROV-JSON)",
    )


def _add_backups(add: argparse._SubParsersAction[_Parser]) -> None:
    backups = _command(
        add, "backups", "backup_commands", "backups", "list earlier versions, or put one back"
    )
    backups.add_argument("project", metavar="PROJECT")
    what = backups.add_mutually_exclusive_group()
    what.add_argument("--restore", type=int, metavar="N", help="put number N of the list back")
    what.add_argument("--make", action="store_true", help="make a backup now")
    backups.add_argument("--json", action="store_true")
