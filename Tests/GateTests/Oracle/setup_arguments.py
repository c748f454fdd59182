"""Prints, for each line of standard input (a hexadecimal string in JSON), what a setup.py declares.

The script runs with a `setuptools` that only keeps the arguments of `setup()`, in a folder with some
requirements files. An answer is null when the script fails, and else the requirements as [role, text].
"""

import io
import json
import os
import sys
import tempfile
import types

FILES = {
    "requirements.txt": "from-file>=1\n# a comment\nsecond-from-file\n",
    "requirements/base.txt": "from-base\n",
    "requirements-dev.txt": "from-dev==2\n",
}

calls = []
module = types.ModuleType("setuptools")
module.setup = lambda **arguments: calls.append(arguments)
module.find_packages = lambda *a, **k: []
core = types.ModuleType("distutils.core")
core.setup = module.setup
distutils = types.ModuleType("distutils")
distutils.core = core
sys.modules.update({"setuptools": module, "distutils": distutils, "distutils.core": core})


def flat(value):
    if isinstance(value, str):
        lines = (line.strip() for line in value.splitlines())
        return [line for line in lines if line and not line.startswith("#")]
    return [text for item in value or [] for text in flat(item)]


def answer(text, folder):
    del calls[:]
    scope = {"__name__": "__main__", "__file__": os.path.join(folder, "setup.py")}
    try:
        exec(compile(text, "setup.py", "exec"), scope)
    except Exception as error:
        return {"error": repr(error)}
    found = []
    for arguments in calls:
        for key, role in [
            ("install_requires", "runtime"), ("setup_requires", "build"), ("tests_require", "test"),
        ]:
            found += [[role, text] for text in flat(arguments.get(key))]
        for extra, value in (arguments.get("extras_require") or {}).items():
            found += [["extra " + extra, text] for text in flat(value)]
    return {"requirements": found}


with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    for path, content in FILES.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with io.open(path, "w") as file:
            file.write(content)
    os.chdir(folder)
    for line in sys.stdin:
        text = bytes.fromhex(json.loads(line)).decode()
        print(json.dumps(answer(text, folder)))
