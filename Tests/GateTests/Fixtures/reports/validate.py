"""Validates reports against the schema: validate.py SCHEMA REPORT...

Every member must be described, so that nothing is written that the schema does not promise.
"""

import json
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


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(close(schema))
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
