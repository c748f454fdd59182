"""Says what pip would install for each text on standard input, with pip's own parser.

A text is a line of hexadecimal digits in quotation marks; the answer is a line of JSON: null where
pip refuses the file, and else the requirements and the included files in their order.
"""

import json
import os
import re
import sys
import tempfile
import warnings

from pip._internal.exceptions import PipError
from pip._internal.req import constructors, req_file

VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")


def requirement(text, is_editable):
    if is_editable:
        parts = constructors.parse_req_from_editable(text)
    else:
        parts = constructors.parse_req_from_line(text, None)
    found = parts.requirement
    return {
        "text": text,
        "name": found.name if found else None,
        "specifier": str(found.specifier) if found else "",
        "extras": sorted(set(found.extras if found else ()) | set(parts.extras)),
        "isDirect": bool(parts.link or (found and found.url)),
        "isConditional": bool(parts.markers or (found and found.marker)),
        "isEditable": is_editable,
    }


def contents(data, path):
    with open(path, "wb") as file:
        file.write(data)
    parse = req_file.get_line_parser(None)
    _, content = req_file.get_file_content(path, None)
    requirements, includes, variables = [], [], 0
    for _, line in req_file.preprocess(content):
        # Any value may stand there when pip runs.
        if VARIABLE.search(line):
            variables += 1
            continue
        arguments, options = parse(line)
        if arguments:
            requirements.append(requirement(arguments, False))
        elif options.editables:
            requirements.append(requirement(options.editables[0], True))
        elif options.requirements or options.constraints:
            includes.append((options.requirements or options.constraints)[0])
    return {"requirements": requirements, "includes": includes, "variables": variables}


def main():
    warnings.simplefilter("ignore")
    os.environ.clear()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in ["setup.py", "x/setup.py", "src/tool/setup.py"]:
            os.makedirs(os.path.dirname(os.path.abspath(name)), exist_ok=True)
            open(name, "w").close()
        for line in sys.stdin:
            data = bytes.fromhex(json.loads(line))
            try:
                answer = contents(data, os.path.join(folder, "requirements.txt"))
            except (PipError, req_file.OptionParsingError, ValueError, LookupError) as error:
                answer = None
            print(json.dumps(answer))


main()
