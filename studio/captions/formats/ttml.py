"""TTML (W3C) and its profiles IMSC and DFXP, through ttconv."""

from __future__ import annotations

import re

from studio.captions.formats import FormatSpec, _ttconv
from studio.captions.parsing import bad
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.model import Cue

SPEC = FormatSpec(id="ttml", title="TTML", suffixes=(".ttml", ".dfxp", ".imsc", ".xml"))


def read(text: str) -> list[Cue]:
    """Take what is shown; regions and styles go."""
    from xml.etree import ElementTree

    from ttconv.imsc import reader

    try:
        # An encoding declaration would be refused: the text is decoded already.
        tree = ElementTree.ElementTree(ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)))  # noqa: S314
        document = reader.to_model(tree)
        if document is None:
            raise bad(1, Text("the file is XML, but not TTML."))
        return _ttconv.cues_of_document(document)
    except ElementTree.ParseError as error:
        raise bad(error.position[0], Text("the XML is not well-formed.")) from error
    except InputError:
        raise
    except UNDECODABLE as error:  # what ttconv lets through
        raise bad(1, Text("this is not readable TTML.")) from error


def sniff(text: str) -> float:
    """A root element ``tt``."""
    return 0.8 if text.startswith("<") and "<tt" in text else 0.0
