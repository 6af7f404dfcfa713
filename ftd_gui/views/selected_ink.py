"""The ink of words in a row that may be selected."""

from ftd_gui.theme import Theme


def row_ink(colour: str, theme: Theme, *, is_selected: bool) -> str:
    """The colour itself, or that of text where it could not be read on the ground of a selection.

    Against the strong ground that high contrast gives a selection only text keeps its promise of 7:1;
    what the colour said is said by the sign beside the words.
    """
    return theme.text if is_selected and theme.name == "contrast" else colour
