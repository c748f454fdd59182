"""What PyYAML, a reader of YAML 1.1, makes of documents: a list of texts for each line of hexadecimal.

Whatever it does not read as a list of text becomes the name of its type in pointed brackets.
"""

import json
import sys

import yaml

for line in sys.stdin:
    document = yaml.safe_load(bytes.fromhex(json.loads(line)).decode("utf-8"))
    print(json.dumps(
        [each if isinstance(each, str) else f"<{type(each).__name__}>" for each in document]))
