"""Widgets that only the collector frees are freed in the window's thread, whoever allocates."""

import subprocess
import sys

# A process of its own: the crash that this prevents would take the tests along, and what
# `keep_garbage_to_this_thread` does holds for a whole process.
PROGRAM = """
import gc, threading, weakref
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ftd_gui.garbage import keep_garbage_to_this_thread

app = QApplication([])
keep_garbage_to_this_thread(app)
freed_in = []

class Knot(QWidget):
    def __init__(self):
        super().__init__()
        self.knot = self
        self.timer = QTimer(self)
        self.timer.start(1)
        weakref.finalize(self, lambda: freed_in.append(threading.current_thread().name))

is_over = threading.Event()

def allocate():
    while not is_over.is_set():
        [[] for _ in range(2000)]

for _ in range(2):
    threading.Thread(target=allocate).start()
making = QTimer()
made = []

def make():
    Knot()
    made.append(1)
    if len(made) == 400:
        making.stop()

making.timeout.connect(make)
making.start(0)
watching = QTimer()
watching.timeout.connect(lambda: len(freed_in) > 300 and app.quit())
watching.start(50)
QTimer.singleShot(30_000, app.quit)
app.exec()
is_over.set()
print(len(freed_in) > 300, sorted(set(freed_in)))
"""


def test_no_other_thread_frees_a_widget() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True ['MainThread']"
    assert "another thread" not in done.stderr
