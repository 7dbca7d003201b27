"""Keeps PySide from reading the source of every module that is imported.

It looks there for the word PySide, to know where its optional `__feature__` names could be switched on, and Python's
linecache then holds all these texts: 9 MB and a tenth of the start. We switch nothing on anywhere. Where the program is
packed there is no source to read, and PySide answers itself what it is made to answer here.
"""

import sys
from typing import Any

import PySide6.QtCore  # noqa: F401 - with it comes what is changed here

_feature: Any = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    _feature._mod_uses_pyside = lambda *_asked: False
