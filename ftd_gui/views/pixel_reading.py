"""What is read from one pixel of a mosaic, and its words."""

from dataclasses import dataclass

from ftd_gui.views.number_text import THIN_SPACE, fixed_text, number_text
from ftd_gui.words import tr


@dataclass(frozen=True, slots=True)
class PixelReading:
    """The pixel under the cursor.

    Attributes:
        class_name: name of the image's class.
        place: which image of the class, from 0.
        x, y: column and row of the pixel, from 0.
        normalised: value per channel as it is stored and trained on.
        colour: the same as a colour, 0 black to 255 full, not clipped.
        reference: colour of the same pixel of the set that is compared with; empty without one.
        distance: of the whole image to its reference, as `SeenSet.distance_to` has it.
    """

    class_name: str
    place: int
    x: int
    y: int
    normalised: tuple[float, ...]
    colour: tuple[float, ...]
    reference: tuple[float, ...] = ()
    distance: float | None = None


def reading_text(reading: PixelReading) -> str:
    """The pixel under the cursor in words: where it is, its stored value and its colour."""
    stored = ", ".join(number_text(value) for value in reading.normalised)
    colour = ", ".join(fixed_text(value, 0) for value in reading.colour)
    is_cut = any(not -0.5 <= value < 255.5 for value in reading.colour)
    colours = tr("colour {values} (outside 0\u2026255)") if is_cut else tr("colour {values}")
    parts = [
        reading.class_name,
        tr("image {place}").format(place=reading.place),
        f"x{THIN_SPACE}{reading.x}, y{THIN_SPACE}{reading.y}",
        tr("normalised {values}").format(values=stored),
        colours.format(values=colour),
    ]
    if reading.reference:
        compared = ", ".join(fixed_text(value, 0) for value in reading.reference)
        parts.append(tr("reference {values}").format(values=compared))
    if reading.distance is not None:
        far = number_text(reading.distance, 3)
        parts.append(tr("distance of the image {distance}").format(distance=far))
    return " \u00b7 ".join(parts)


def reference_words(words: str, distance: float | None) -> str:
    """What a set is compared with, and how far it is from that on average."""
    if distance is None:
        return words
    far = tr("Mean distance {distance} of 255").format(distance=number_text(distance, 3))
    return f"{far} \u00b7 {words}" if words else far


def range_words(low: float, high: float) -> str:
    """Which colours, 0 black to 1 full, are shown as black and as full by one range of all images."""
    return tr("black is {low}, full is {high}, for all images").format(
        low=fixed_text(255 * low, 0), high=fixed_text(255 * high, 0)
    )
