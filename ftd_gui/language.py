"""The language of the window: which there are, and how one is put in place before anything is shown."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ftd_engine.resource_files import translations_folder

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Every language by its code, called as it calls itself. English is the text in the program."""


def language_of(choice: str) -> str:
    """Code of the language for a choice; for "system", that of the desktop, or else English."""
    if choice in LANGUAGES:
        return choice
    wanted = QLocale.system().uiLanguages()
    code = wanted[0].partition("-")[0] if wanted else ""
    return code if code in LANGUAGES else "en"


def use_language(app: QCoreApplication, choice: str) -> None:
    """Let words and numbers be in the language of a choice; a window that is there already keeps its own.

    Args:
        app: owns the catalogues.
        choice: a code, or "system".
    """
    code = language_of(choice)
    # the numbers are those of the country where the language is left to the desktop
    locale = QLocale.system() if choice == "system" else QLocale(code)
    # a thin space groups thousands in every language; what is typed is never guessed at
    locale.setNumberOptions(
        QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
    )
    QLocale.setDefault(locale)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    for name, folder in (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"ftd_{code}", str(translations_folder())),
    ):
        catalogue = QTranslator(app)
        # English needs none, and a Qt without its own catalogues does with English buttons
        if catalogue.load(name, folder):
            app.installTranslator(catalogue)
