"""One of the small buttons at the head of a plot."""

from PySide6.QtWidgets import QFrame, QToolButton

from ftd_gui.theme import Theme, caption_font, themed_icon


class PlotTool(QToolButton):
    """A tool by its icon or its words.

    Args:
        plot: that it stands on.
        icon: name of the icon; empty for a tool of words.
        title: of the plot, which tells tools of several plots apart.
        meaning: what it does, as a sentence without its full stop.
        more: what else there is to know of it.
        text: words on the button.
    """

    def __init__(
        self, plot: QFrame, title: str, icon: str, meaning: str, more: str, text: str = ""
    ) -> None:
        super().__init__(plot)
        self._title = title
        self._icon_name = icon
        self.setProperty("look", "small")
        self.setText(text)
        self.setFont(caption_font(self.font()))
        self.setAccessibleDescription(more)
        self.say(meaning)

    def say(self, meaning: str, icon: str = "") -> None:
        """Tell what it does now; another icon is drawn with the next theme."""
        self._icon_name = icon or self._icon_name
        self.setToolTip(f"{meaning}.")
        self.setAccessibleName(f"{meaning}: {self._title}")

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in the colours of a theme."""
        if self._icon_name:
            self.setIcon(themed_icon(self._icon_name, theme, theme.text_soft))
