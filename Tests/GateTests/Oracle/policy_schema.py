"""Whether documents keep a schema: the first line is the schema, each further line a document.

Answers with a line of JSON for each line: the schema's own soundness first, then for each document
the list of what is wrong with it.
"""

import json
import sys

import jsonschema

lines = [json.loads(bytes.fromhex(json.loads(line))) for line in sys.stdin]
schema = lines[0]
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
print("[]")
for document in lines[1:]:
    print(json.dumps(
        ["/".join(map(str, error.path)) + ": " + error.message[:200]
         for error in validator.iter_errors(document)]))
