"""The grammar of the command line. Each verb's module adds its own parser; nothing heavy is imported here."""

from __future__ import annotations

from studio import __version__
from studio.cli import do_verb, film_verbs, make_verbs, media_verbs, project_verbs
from studio.cli.console import Parser


def build_parser() -> Parser:
    """All verbs with their options, help and examples."""
    parser = Parser(
        prog="studio",
        description="Backlot Studio: images, voices, captions and video in one project.",
        epilog="studio [PROJECT] without a verb opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"Backlot Studio {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser)
    for module in (media_verbs, make_verbs, film_verbs, project_verbs, do_verb):
        module.add_verbs(verbs)
    return parser
