"""Tests here run in one offscreen QApplication that wears the theme."""

from tests import qt

qapp = qt.qapp
_collects_between_tests = qt._collects_between_tests
_no_thread_left = qt._no_thread_left
theme = qt.theme
repository = qt.repository
project_folder = qt.project_folder
no_slow_slot = qt.no_slow_slot
start = qt.start
