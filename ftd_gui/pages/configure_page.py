"""The page where an experiment is made: presets, the form, what is wrong, and Start."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.config_checks import Problem, find_obstacles
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import form_sections
from ftd_engine.presets import Preset
from ftd_gui.forms.config_form import ConfigForm
from ftd_gui.forms.edit_history import EditHistory, FormState, value_at
from ftd_gui.forms.form_draft import FormDraft, FormSeen
from ftd_gui.forms.preset_box import PresetBox
from ftd_gui.forms.preset_difference import PresetDifference
from ftd_gui.forms.preset_facts import PresetFacts
from ftd_gui.forms.setting_search import SettingSearch
from ftd_gui.pages.base_notice import BaseNotice
from ftd_gui.pages.settings_summary import attention_words
from ftd_gui.pages.start_foot import StartFoot
from ftd_gui.theme import LIGHT, SPACE_PX, Theme
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.hugging import hugging
from ftd_gui.words import tr

if TYPE_CHECKING:
    from ftd_gui.runs.run_session import RunSession

SIGHT_MARGIN_PX = 48
TOOL_WIDTH_PX = 36


class ConfigurePage(QWidget):
    """Form of one experiment with its presets and its Start button.

    Signals:
        start_requested(object): the user wants a new run of this `Experiment`.
        queue_requested(object): the user wants this `Experiment` run when its turn comes.
        readiness_changed(): the settings became right or wrong, or their problems changed.
        preset_changed(): the settings are those of another preset now, or of none.
        remove_preset_requested(): the user wants to be rid of the chosen preset.
    """

    start_requested = Signal(object)
    queue_requested = Signal(object)
    readiness_changed = Signal()
    preset_changed = Signal()
    remove_preset_requested = Signal()

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets = tuple(presets)
        self._theme = LIGHT
        self._experiment: Experiment | None = None
        self._problems: tuple[Problem, ...] = ()
        self._blocked_because = ""
        self._data_obstacle = ""
        self._draft: FormState | None = None
        self._found: tuple[str, ...] = ()
        self._build()
        state = FormState(Experiment().model_dump())
        self.history.begin(state)
        self._show_state_of_form(state)

    # ------------------------------------------------ building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        self.form = ConfigForm(form_sections(), self)
        self.form.edited.connect(self._on_form_edited)
        self.history = EditHistory(self)
        self.history.wanted.connect(self._on_state_wanted)
        self.form.settled.connect(self.history.seal)
        ground = QWidget(self)
        ground.setProperty("look", "ground")
        self._ground_layout = inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.preset_facts = PresetFacts(ground)
        self.preset_facts.remove_requested.connect(self.remove_preset_requested)
        inner.addWidget(self.preset_facts)
        self.difference = PresetDifference(ground)
        self.difference.field_chosen.connect(self.show_field)
        self.difference.put_back_requested.connect(self._on_put_back_requested)
        self.difference.all_back_requested.connect(self._on_all_back_requested)
        inner.addWidget(self.difference)
        self._nothing = QLabel(tr("No setting has these words."), ground)
        self._nothing.setProperty("look", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        inner.addWidget(self._nothing, 1)
        inner.addWidget(self.form, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        self._scroll = scroll
        layout.addWidget(scroll, 1)
        self._foot = StartFoot(self)
        self.needs_card = self._foot.needs_card
        self.start_button, self.queue_button = self._foot.start_button, self._foot.queue_button
        self.needs_card.obstacle_changed.connect(self._on_needs_changed)
        self.preset_box.list.figures_for = self.needs_card.figures_for
        self.needs_card.device_measured.connect(self._on_device_measured)
        self.start_button.clicked.connect(self.request_start)
        self.queue_button.clicked.connect(self.request_queue)
        layout.addWidget(self._foot)
        # reading order: what a newcomer needs comes before the many fields
        QWidget.setTabOrder(self.search_edit, self.advanced_box)
        QWidget.setTabOrder(self.advanced_box, self.draft_button)
        QWidget.setTabOrder(self.draft_button, self.form.editor("name"))

    def _head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(6 * SPACE_PX, 3 * SPACE_PX, 6 * SPACE_PX, SPACE_PX)
        column.setSpacing(SPACE_PX)
        label = QLabel(tr("Preset"), head)
        label.setProperty("look", "soft")
        self.preset_box = PresetBox(self._presets, head)
        self.preset_box.activated.connect(self._on_preset_activated)
        label.setBuddy(self.preset_box)
        self.advanced_box = hugging(QCheckBox(tr("Show advanced"), head))
        self.advanced_box.setToolTip(tr("Show the settings that few experiments need to change."))
        self.advanced_box.toggled.connect(self._on_advanced_toggled)
        self.search_edit = SettingSearch(head)
        self.search_edit.textChanged.connect(self._on_searched)
        self.search_edit.first_wanted.connect(self._on_first_wanted)
        preset, preset_row = _group(head)
        preset_row.addWidget(label)
        preset_row.addWidget(self.preset_box, 1)
        preset_row.addStretch()
        found, found_row = _group(head)
        found_row.addWidget(self.search_edit)
        found_row.addWidget(self.advanced_box)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(0)
        found_row.addLayout(self._tools)
        line = FlowLayout(gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        line.addWidget(preset)
        line.addWidget(found)
        column.addLayout(line)
        self._notice = BaseNotice(head)
        self._notice.draft_wanted.connect(self.go_back_to_draft)
        self.draft_button = self._notice.draft_button
        column.addWidget(self._notice)
        return head

    # ------------------------------------------------ what is shown

    def add_tools(self, actions: Sequence[QAction]) -> None:
        """Put actions of the window at the end of the head line, as pictures with a tip."""
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(16, 16))
            # its picture comes with the theme; until then it would take the room of its words
            button.setFixedWidth(TOOL_WIDTH_PX)
            self._tools.addWidget(button)

    def show_run(self, session: "RunSession | None") -> None:
        """Show the settings of a run as the base of the next one; None goes back to the draft.

        So does a run of imported curves whose settings nobody knows.
        """
        if session is None or not session.store.knows_settings:
            self._leave_run()
            return
        if self._experiment == session.experiment:
            # a run that was just started is its own draft
            self._draft = None
        else:
            self._keep_draft()
        name = session.experiment.name
        state = FormState(session.experiment.model_dump(), name, is_draft=False)
        self._take(tr("Settings of “{run}”").format(run=name), state, grows=True)

    def show_experiment(
        self, experiment: Experiment, words: str = "", preset_key: str = ""
    ) -> None:
        """Show an experiment that belongs to no run yet.

        Args:
            experiment: its settings.
            words: what was done, for the Edit menu; left out, it was loaded.
            preset_key: the preset that it is, if it is one.
        """
        self._draft = None
        state = FormState(experiment.model_dump(), preset_key=preset_key)
        self._take(words or tr("Load settings"), state)

    def seen(self) -> FormSeen:
        """What is being edited, in sight or behind the settings of a run."""
        present = self.history.present
        draft = present if present.is_draft else self._draft
        is_any = draft is not None and draft.values != Experiment().model_dump()
        return FormSeen(
            FormDraft.of(draft) if draft is not None and is_any else None,
            present.is_draft,
            self.advanced_box.isChecked(),
        )

    def see(self, seen: FormSeen) -> None:
        """Go on editing what was edited before."""
        self.advanced_box.setChecked(seen.shows_advanced)
        if seen.draft is not None:
            self._take(tr("Settings of the last session"), seen.draft.state())

    def take_changes(self, words: str, changes: Mapping[str, object]) -> None:
        """Change many settings, by path, as one step that can be undone."""
        values = self.form.values()
        for path, value in changes.items():
            section, _, name = path.rpartition(".")
            (values[section] if section else values)[name] = value
        self._draft = None
        self._take(words, replace(self.history.present, values=values, is_draft=True))

    def current_experiment(self) -> Experiment | None:
        """The experiment that the form describes, or None while something is wrong with it."""
        return self._experiment

    def refresh(self, _kinds: frozenset[str]) -> None:
        """Events change nothing here; a run's settings are fixed once it starts."""

    def set_blocked(self, reason: str) -> None:
        """Keep Start disabled for a reason outside the form; empty lets it go."""
        self._blocked_because = reason
        self.needs_card.set_run_under_way(bool(reason))
        self._show_state()

    def set_data_obstacle(self, obstacle: str) -> None:
        """What was found in the real images keeps these settings from starting; empty lets them."""
        if obstacle != self._data_obstacle:
            self._data_obstacle = obstacle
            self._show_state()
            self.readiness_changed.emit()

    def start_obstacle(self) -> str:
        """Why nothing can be started now, in one sentence; empty where it can."""
        return self._attention_words() or self._blocked_because or self._fault()

    def _attention_words(self) -> str:
        return attention_words([self.form.label_of(each.field) for each in self._problems])

    def _queue_obstacle(self) -> str:
        """Why these settings cannot wait in the queue: what runs now is none."""
        return self._attention_words() or self._fault()

    def _fault(self) -> str:
        """Why right settings would fail: their images, or the room on this machine."""
        return self._data_obstacle or self.needs_card.obstacle()

    @property
    def theme(self) -> Theme:
        """The colours it has now."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self.form.set_theme(theme)
        self.preset_box.set_theme(theme)
        self.search_edit.set_theme(theme)
        self._foot.set_theme(theme)
        self._notice.set_theme(theme)
        self._show_state()

    def _take(self, words: str, state: FormState, grows: bool = False) -> None:
        """Show other settings, as one step that can be undone."""
        self.history.note(words, state, grows)
        self._show_state_of_form(state)

    def _show_state_of_form(self, state: FormState) -> None:
        self.form.set_raw_values(state.values)
        self._validate()
        self._show_preset()
        self.preset_changed.emit()
        self._show_notice(state)

    def _keep_draft(self) -> None:
        untouched = self._experiment == Experiment()
        if self.history.present.is_draft and not untouched:
            self._draft = self.history.present

    def _leave_run(self) -> None:
        if self.history.present.based_on:
            default = FormState(Experiment().model_dump())
            self._take(tr("Close the run"), self._draft or default, grows=True)
            self._draft = None
            self._show_notice(self.history.present)

    def _show_notice(self, state: FormState) -> None:
        self._notice.show_base(state.based_on, state.is_draft, self._draft is not None)

    def _show_preset(self) -> None:
        matching = [
            index
            for index, preset in enumerate(self._presets)
            if preset.experiment == self._experiment
        ]
        # of two that are equal, the one that was chosen
        chosen = self._place_of(self.history.present.preset_key)
        index = chosen if chosen in matching or not matching else matching[0]
        base = self._presets[index] if index >= 0 else None
        preset = base if matching else None
        if preset is not None:
            self.history.compare_with(preset.key)
        with QSignalBlocker(self.preset_box):
            self.preset_box.setPlaceholderText(self._placeholder(base))
            self.preset_box.setCurrentIndex(index if preset else -1)
        self.preset_facts.show_preset(preset)
        self.difference.show_difference(None if preset else base, self.history.present.values)
        self._show_preset_needs()

    def _place_of(self, key: str) -> int:
        keys = [preset.key for preset in self._presets]
        return keys.index(key) if key in keys else -1

    def _placeholder(self, base: Preset | None) -> str:
        if self._experiment == Experiment():
            return tr("Default settings")
        # the word first: titles are long and the box is not
        changed = tr("Changed: {preset}")
        return changed.format(preset=tr(base.title)) if base else tr("Own settings")

    def chosen_preset(self) -> Preset | None:
        """The preset whose settings these are exactly."""
        index = self.preset_box.currentIndex()
        return self._presets[index] if index >= 0 else None

    def base_preset(self) -> Preset | None:
        """The preset chosen last, from which the settings may differ by now."""
        index = self._place_of(self.history.present.preset_key)
        return self._presets[index] if index >= 0 else None

    def set_presets(self, presets: Sequence[Preset], complaints: Sequence[str] = ()) -> None:
        """Offer other presets.

        Args:
            presets: all of them.
            complaints: a sentence for each file that could not be read.
        """
        self._presets = tuple(presets)
        self.preset_box.set_presets(self._presets, complaints)
        self._show_preset()
        self.preset_changed.emit()

    def choose_preset(self, key: str) -> None:
        """Fill the form with a preset, if there is one with this key."""
        index = self._place_of(key)
        if index >= 0:
            self._on_preset_activated(index)

    def _show_preset_needs(self) -> None:
        preset = self.chosen_preset()
        words = self.needs_card.short_words_for(preset.experiment) if preset else ""
        shown = (
            tr("From an empty shelf on it needs {words} on this device.").format(
                words=", ".join(map(engine_words, words.split(", ")))
            )
            if words
            else ""
        )
        self.preset_facts.show_needs(shown)

    # ------------------------------------------------ checks

    def _validate(self) -> None:
        self._experiment, self._problems = find_obstacles(self.form.values())
        self.form.show_problems(self._problems)
        self.needs_card.show_experiment(self._experiment)
        self._show_state()
        self.readiness_changed.emit()

    def _show_state(self) -> None:
        self._foot.show_state(
            self._experiment, self.start_obstacle(), self._queue_obstacle(), bool(self._problems)
        )

    # ------------------------------------------------ slots

    def request_start(self) -> None:
        """Ask for a run of the current settings; does nothing while something is wrong."""
        if self._experiment is not None and not self.start_obstacle():
            self.start_requested.emit(self._experiment)

    def request_queue(self) -> None:
        """Ask for the current settings to wait for their turn."""
        if self._experiment is not None and not self._queue_obstacle():
            self.queue_requested.emit(self._experiment)

    def _on_needs_changed(self) -> None:
        self._show_state()
        self.readiness_changed.emit()

    def _on_device_measured(self) -> None:
        self._show_preset_needs()

    def _on_form_edited(self, path: str) -> None:
        self._draft = None
        state = replace(self.history.present, values=self.form.values(), is_draft=True)
        self.history.note_edit(path, state)
        self._validate()
        self._show_preset()
        self.preset_changed.emit()
        self._show_notice(state)

    def _on_state_wanted(self, state: FormState, path: str) -> None:
        self._show_state_of_form(state)
        if path:
            self.show_field(path)

    def _on_searched(self, text: str) -> None:
        self._found = self.form.search(text)
        self._nothing.setVisible(not self._found)
        self.form.setVisible(bool(self._found))
        self._scroll.verticalScrollBar().setValue(0)

    def _on_first_wanted(self) -> None:
        if self._found:
            self.show_field(self._found[0])

    def find_setting(self) -> None:
        """Put the search under the fingers."""
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def show_field(self, path: str) -> None:
        """Bring a setting into sight, and its field under the fingers."""
        if not self.form.is_found(path):
            self.search_edit.clear()
        editor = self.form.reveal(path)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        # a field that has just come into sight has no place yet
        self._ground_layout.activate()
        self._scroll.ensureWidgetVisible(editor, 0, SIGHT_MARGIN_PX)

    def _on_preset_activated(self, index: int) -> None:
        preset = self._presets[index]
        self.show_experiment(
            preset.experiment, tr("Preset {name}").format(name=tr(preset.title)), preset.key
        )

    def _on_put_back_requested(self, path: str) -> None:
        base = self.base_preset()
        if base is not None:
            self.form.change_value(path, value_at(base.experiment.model_dump(), path))

    def _on_all_back_requested(self) -> None:
        base = self.base_preset()
        if base is not None:
            self.show_experiment(
                base.experiment, tr("Back to {name}").format(name=tr(base.title)), base.key
            )

    def _on_advanced_toggled(self, shows: bool) -> None:
        self.form.set_shows_advanced(shows)

    def go_back_to_draft(self) -> None:
        """Show again what was edited before a run was opened; nothing where nothing was."""
        if self._draft is not None:
            draft, self._draft = self._draft, None
            self._take(tr("Back to my settings"), draft)


def _group(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Controls that stay in one row, wherever that stands, and the row."""
    group = QWidget(parent)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * SPACE_PX)
    return group, row
