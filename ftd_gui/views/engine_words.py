"""What the engine says, in the language of the window: whole sentences, and those that hold values.

The engine knows no language but its own, and its files stay in that. Its sentences without values are
looked up as they are; those with values are known by the templates below. A sentence that has no template
is shown as the engine said it.
"""

import re
from functools import cache

from ftd_gui.views.number_text import decimal_sign, spaced_text
from ftd_gui.words import marked, tr

WORDS = (
    # units of progress and what is measured on
    marked("steps"),
    marked("iterations"),
    marked("networks"),
    marked("networks and stretches"),
    marked("the synthetic set"),
    marked("its moving average"),
    marked("real images"),
    # how a run ends
    marked("The engine is starting."),
    marked("All phases are done."),
    marked("All parts of the study are done."),
    marked("The sets of the run were evaluated again."),
    marked("The set was imported."),
    marked("The set was imported and evaluated."),
    marked("Only its curves were imported."),
    marked("The curves of a TensorBoard log were imported."),
    marked("Stopped as asked."),
    marked("Paused, so that its window could close."),
    marked("The system asked the engine to end."),
    marked("The window ended."),
    marked("The window ended while a step was running."),
    marked("Resume goes on from here."),
    marked("What was computed since the last checkpoint could not be kept."),
    # what is wrong with a setting
    marked("a whole number"),
    marked("a number"),
    marked("true or false"),
    marked("text"),
    marked("a choice"),
    marked("a list of choices"),
    marked("1 to 80 characters"),
    marked("is not a setting."),
    marked("Remove it."),
    marked("the folder of your images"),
    marked("the .npz or .pt file"),
    marked("An operation is named twice."),
    marked("Name each operation once."),
    marked(
        "Use letters, digits, blank, dot, dash and underscore, with at least one letter or digit."
    ),
    # what does not fit
    marked("memory"),
    marked("GPU memory"),
    # plug-ins
    marked("data set"),
    marked("network"),
    marked("metric"),
    marked("image view"),
    # of a command line
    marked("no flag"),
    marked("no setting here"),
    marked("it has no value"),
)
"""Words and sentences of the engine that hold no value."""

TEMPLATES = (
    marked("CPU, {n} threads"),
    marked("CPU, {n} thread"),
    marked("{network}, width {width}"),
    marked("loss difference: {what}"),
    marked("teacher at epoch {epoch}"),
    marked("evaluation to epoch {epoch}"),
    marked("restart from epoch {epoch}"),
    marked("teacher {number} of {all}, epoch {epoch} of {epochs}"),
    marked("network {number} of {all} on {set}"),
    marked("{n} networks on {set}"),
    marked("The step was given up. {rest}"),
    marked("The full trace lies in {path}."),
    marked("The memory was not enough: {reason}."),
    marked("The engine met an error of its own: {error}."),
    marked("Nearest known name: {name}."),
    marked("Source is embedded, but {data} does not ship with the program."),
    marked("Folder is empty, but the data set is your own ({kind})."),
    marked("Image size is {n} pixels."),
    marked("Name {what} cannot be a folder."),
    marked(
        "The last target, start epoch {start} + teacher epochs {epochs} = {last}, lies beyond the "
        "teachers' {trained} epochs."
    ),
    marked("Train teachers for at least {n} epochs, or lower start or teacher epochs."),
    marked("Figure 1 wants {wanted} teachers, but only {n} are trained."),
    marked("Lower it to {n} or train more teachers."),
    marked("{n} teachers do not fill one file of {size}, so that all would be dropped."),
    marked("Train at least {n} teachers, or set 0 to keep all."),
    marked("{what}; {left} of {all} parts are left. Begun again in the same way, it goes on."),
    marked("{n} parts failed"),
    marked("Stopped as asked"),
    marked("Phase {phase} takes {need} of {memory}; {free} are free."),
    marked("Reading the images takes {need} of memory; {free} are free."),
    marked("Lower {settings}, or close other programs."),
    marked("Allowed: {what}, {low}, {high}."),
    marked("Allowed: {what}, {range}."),
    marked("Allowed: {what}."),
    marked("{name} of {package}, a plug-in ({kind}), is not installed here."),
    marked(
        "Installed plug-ins of this kind: {names}. Install {package} into the Python of FTD Studio, or "
        "choose another; `ftd doctor` lists what is there."
    ),
    marked("{size} of memory"),
    marked("{size} of GPU memory"),
    marked("{size} of disk"),
    marked("about {size}"),
    marked("at least {number}"),
    marked("at most {number}"),
    marked("above {number}"),
    marked("below {number}"),
    marked("{n} days"),
    marked("The nearest real images are kept beside their set, but {path} can only be read."),
    marked("Copy the run to where you may write."),
    # of logs of other programs
    marked(
        "Logs of TensorBoard cannot be read: the package tensorboard is not installed ({error}). "
        "Install it with: {command}"
    ),
    marked("{path} is not there. Name the folder of a TensorBoard log."),
    marked(
        "{path} holds no event file of TensorBoard, whose names have tfevents in them. Name the folder "
        "that they lie in."
    ),
    marked("{path} holds {n} logs: {names}. Each is a run of its own; import them one by one."),
    marked(
        "{path} holds no curve: its event files are empty, or hold pictures and text only. Choose "
        "another log."
    ),
    marked(
        "{names} ended in the middle of a record, as a log does while it is written; all before it was "
        "read."
    ),
    marked("{name} is damaged at byte {place} of {size}; nothing behind it was read."),
    marked("{n} damaged records were left out."),
    marked("{n} points were written again later, as after a restart; the later ones count."),
    marked("The log has more than {n} points; of {tags} only every second or fewer were kept."),
    marked(
        "{tag} goes from {low} to {high}, which is no accuracy: allowed are fractions, 0 to 1, and "
        "percent, 0 to 100. Take it for another series, or leave it out."
    ),
)
"""Sentences of the engine that hold values; of two that fit, the first is meant."""

_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?( (bytes|[kMGT]B|s|min|h))?")


@cache
def _pattern_of(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    # words and names of values take turns
    return re.compile(
        "".join(
            f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )


def engine_words(text: str) -> str:
    """A word, a figure or sentence of the engine as the window shows it."""
    words = tr(text)
    if words != text:
        return words
    if _NUMBER.fullmatch(text):
        return spaced_text(text).replace(".", decimal_sign())
    for template in TEMPLATES:
        found = _pattern_of(template).fullmatch(text)
        if found is not None:
            values = {name: engine_words(value) for name, value in found.groupdict().items()}
            return tr(template).format(**values)
    return spaced_text(text)
