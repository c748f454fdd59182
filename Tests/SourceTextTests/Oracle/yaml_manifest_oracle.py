"""Prints, for each line of hexadecimal YAML in quotes, what PyYAML's own reader composes of it.

An answer is a line of JSON: a list of the documents, or null when PyYAML refuses the text. Scalars
are {"text", "start"}, with the byte at which they begin; lists are {"list"}; mappings are
{"mapping"}, a list of pairs in which merge keys are resolved. Of texts in which a list or a mapping
is a key, or a tag touches a bracket or a comma, nothing is said.
"""

import json
import re
import sys

import yaml


class Unsaid(Exception):
    pass


def tree(node, offsets, parents):
    if id(node) in parents:
        raise Unsaid
    if isinstance(node, yaml.ScalarNode):
        return {"text": node.value, "start": start(node, offsets)}
    parents = parents | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return {"list": [tree(child, offsets, parents) for child in node.value]}
    return {"mapping": pairs(node, offsets, parents)}


def start(node, offsets):
    """Where the scalar begins behind its anchor and its tag."""
    place, end = node.start_mark.index, node.end_mark.index
    text = node.start_mark.buffer[:end] if node.start_mark.buffer else ""
    properties = re.compile(r"(?:[&!][^ \t\r\n]*|#[^\r\n]*|[ \t\r\n]+)*")
    if text[place:place + 1] in ("&", "!"):
        place = properties.match(text, place).end()
    return offsets[place]


def pairs(node, offsets, parents):
    own, inherited = [], []
    for key, value in node.value:
        value = tree(value, offsets, parents)
        if not isinstance(key, yaml.ScalarNode):
            raise Unsaid
        if key.value == "<<" and key.style is None and is_mergeable(value):
            for mapping in value["list"] if "list" in value else [value]:
                inherited += mapping["mapping"]
        else:
            own.append([key.value, value])
    names = {name for name, _ in own}
    return own + [pair for pair in inherited if pair[0] not in names]


def is_mergeable(value):
    parts = value["list"] if "list" in value else [value]
    return all("mapping" in part for part in parts)


def answer(data):
    try:
        text = data.decode("utf-8")
        offsets, offset = [], 0
        for character in text:
            offsets.append(offset)
            offset += len(character.encode("utf-8"))
        offsets.append(offset)
        # Where a tag ends before a flow indicator, YAML 1.1 and 1.2 disagree, and PyYAML is of 1.1.
        if re.search(r"![^\s,\[\]{}]*[,\[\]{}]", text):
            raise Unsaid
        documents = yaml.compose_all(text, Loader=yaml.BaseLoader)
        return [tree(node, offsets, frozenset()) for node in documents]
    except (yaml.YAMLError, ValueError, Unsaid, RecursionError):
        return None


for line in sys.stdin:
    print(json.dumps(answer(bytes.fromhex(json.loads(line)))))
