"""Validates documents against a schema: validate.py SCHEMA DOCUMENT...

The schemas beside it are at hand for its references. Every member must be described, so that nothing is written that the schema does not promise.
"""

import json
import pathlib
import sys

import jsonschema


def without_repetition(pairs):
    members = dict(pairs)
    assert len(members) == len(pairs), "a member is named twice"
    return members


def close(schema):
    if isinstance(schema, dict):
        if "properties" in schema:
            schema["additionalProperties"] = False
        for value in schema.values():
            close(value)
    return schema


def read(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return close(schema)


def main():
    path = pathlib.Path(sys.argv[1])
    schemas = [read(each) for each in path.parent.glob("*.schema.json")]
    resolver = jsonschema.RefResolver.from_schema(
        read(path), store={schema["$id"]: schema for schema in schemas})
    validator = jsonschema.Draft202012Validator(read(path), resolver=resolver)
    count = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            report = json.load(file, object_pairs_hook=without_repetition)
        for error in validator.iter_errors(report):
            print(f"{'/'.join(map(str, error.path))}: {error.message}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
