"""The build backend of `pyproject.toml`: a wheel without a file of its own, which depends on the
release of Pipgate that this commit is.

`pre-commit` runs `pip install .` in its clone of this repository. That must need neither a Swift
toolchain nor anything from an index but the wheel that is released and tested; so the backend is
here, made of the standard library, and asks for nothing.
"""

import pathlib

import release
import wheel

NAME = "pipgate-pre-commit"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = release.version()
    made = wheel.Wheel(NAME, version, "py3-none-any")
    license = f"{made.information}/licenses/LICENSE"
    made.add(license, (release.ROOT / "LICENSE").read_bytes())
    made.add(
        f"{made.information}/METADATA",
        "Metadata-Version: 2.4\n"
        f"Name: {NAME}\n"
        f"Version: {version}\n"
        "Summary: Pipgate as pre-commit installs it\n"
        f"License-Expression: {wheel.OWN_LICENSE}\n"
        "License-File: LICENSE\n"
        f"Requires-Dist: pipgate=={version}\n")
    made.add_description(is_pure=True)
    made.write(pathlib.Path(wheel_directory), epoch=0)
    return made.name
