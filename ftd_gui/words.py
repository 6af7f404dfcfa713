"""The one door through which words reach the screen, so that they can be in another language."""

from PySide6.QtCore import QCoreApplication

CONTEXT = "ftd"
"""All strings stand in one context of the catalogue: the same words mean the same everywhere."""


def tr(text: str) -> str:
    """These words in the language of the window; themselves where no catalogue has them.

    Values are filled in afterwards: `tr("{count} images").format(count=10)`. It answers for the
    catalogue of the moment, so a module's constant is to be marked by `marked` and translated where
    it is shown.
    """
    return QCoreApplication.translate(CONTEXT, text)


def marked(text: str) -> str:
    """The same words, marked for the catalogue, to be handed to `tr` where they are shown."""
    return text
