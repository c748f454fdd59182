"""Prints, for each line of standard input (a hexadecimal string in JSON), what configparser reads.

An answer is null when configparser refuses the text, and else a list of sections, each with its name
and a list of its options as [key, value].
"""

import configparser
import json
import sys


def answer(text, folds):
    parser = configparser.RawConfigParser()
    if not folds:
        parser.optionxform = str
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    names = parser.sections()
    return [[name, [[key, parser.get(name, key)] for key in parser.options(name)]] for name in names]


for line in sys.stdin:
    text = bytes.fromhex(json.loads(line)).decode()
    print(json.dumps([answer(text, True), answer(text, False)]))
