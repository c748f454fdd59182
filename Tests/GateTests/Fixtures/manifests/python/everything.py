#!/usr/bin/env -S uv run --script
# -*- coding: utf-8 -*-

# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "requests[socks]>=2.31,<3; python_version >= '3.8'",
#   "rich",  # a comment
#   "n\u0061med ~= 1.0", """
#   in-many-lines
#   """,
#   "tool @ https://files.acme.example/tool-1.0.tar.gz",
#   "not a requirement",
# ]
#
# [tool.uv]
# constraint-dependencies = ["urllib3<2"]
#
# [tool.uv.sources]
# rich = { git = "https://git.acme.example/rich" }
#
# [[tool.uv.index]]
# url = "https://packages.acme.example/simple"
# ///
"""Docs that say: import nothing.

    import nothing
"""
from __future__ import annotations

import os, sys.path as p; import after_semicolon
import a . b
import c \
    .d
from one.two import (  # names
    three,
    four as five,
)
from . import sibling
from .relative import x
from ... import y
from ...up.two import z
from star import *

if sys.version_info < (3, 8): import inline
else: from inline_else import q

if TYPE_CHECKING:
    import for_types
elif typing.TYPE_CHECKING:
    import for_types_too
else:
    import at_run_time
if not TYPE_CHECKING:
    import not_for_types

try:
    import simplejson as json
    def f():
        import nested_in_try
except ImportError:
    import json_fallback
except ValueError:
    import in_another_handler
else:
    import in_else
finally:
    import in_finally
try: import one_line
except (AttributeError, ModuleNotFoundError) as e: one_line = None
try:
    import not_handled
except ValueError as ImportError:
    pass
try:
    import handled_by_all
except:
    pass

with contextlib.suppress(ImportError, OSError):
    import suppressed
with suppress(OSError), open(ImportError):
    import not_suppressed


class A:
    def method(self):
        from in_method import b
        return importlib.import_module("by.name"), import_module('by_' 'parts')

    async def other(self):
        x = __import__("built_in"), builtins.__import__(name="qualified", level=0)
        import_module(".relative", package="a")
        import_module("computed" + x)
        import_module(f"computed.{x}")
        other.import_module("of_another_object")
        text = f"import {nothing} { {'import': 'nothing'} !r:>{width}} {{import nothing}}"
        return "import nothing", r'\' import nothing', b"""
import nothing"""

	# the form feed before the next line is white space
import after_form_feed
import ümläut.x, ascii.ümläut
