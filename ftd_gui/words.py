"""The one door through which words reach the screen, so that they can be in another language."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

CONTEXT = "ftd"
"""All strings stand in one context of the catalogue: the same words mean the same everywhere."""


def tr(text: str) -> str:
    """These words in the language of the window; themselves where no catalogue has them.

    Values are filled in afterwards: `tr("Open {name}").format(name=name)`. It answers for the
    catalogue of the moment, so a module's constant is to be marked by `marked` and translated where
    it is shown.
    """
    return QCoreApplication.translate(CONTEXT, text)


def tr_count(one: str, many: str, count: int) -> str:
    """The words for so many things, by the rules of the language; the number is filled in afterwards.

    `tr_count("{n} image", "{n} images", count).format(n=count_text(count))`. The catalogue knows them
    by `many` and has as many forms of it as its language.
    """
    words = QCoreApplication.translate(CONTEXT, many, "", count)
    return one if words == many and count == 1 else words


def marked(text: str) -> str:
    """The same words, marked for the catalogue, to be handed to `tr` where they are shown."""
    return text


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them, such as "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
