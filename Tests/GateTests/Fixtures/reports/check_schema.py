"""Validates JSON and YAML documents against a published schema: check_schema.py SCHEMA DOCUMENT..."""

import json
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Takes `on` for a word, as the services do."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if first not in "oOyYnN" or not each[0].endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=jsonschema.FormatChecker())
    status = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            document = yaml.load(file, Loader) if path.endswith(".yml") else json.load(file)
        for error in validator.iter_errors(document):
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
