"""Prints, for each YAML text of a JSON list on standard input, what PyYAML composes of it.

The answer is a JSON list: for each text the tree with every scalar as a string, or null when PyYAML
refuses it. Mappings are lists of pairs, marked, so that order and repetition are kept.
"""

import json
import sys

import yaml


def tree(node):
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [tree(child) for child in node.value]
    return {"mapping": [[tree(key), tree(value)] for key, value in node.value]}


def answer(text):
    try:
        return {"value": tree(yaml.compose(text, Loader=yaml.BaseLoader))}
    except (yaml.YAMLError, ValueError):
        return None


json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
