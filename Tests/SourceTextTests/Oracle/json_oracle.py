"""Says how Python's json reads each of many texts, made as strict as RFC 8259 allows.

A line of input is a JSON string, the text's bytes in hexadecimal. A line of output is null when the
text is refused, and else its value: a scalar is [type, text],
an array ["array", element, ...] and a table an object.
"""

import json
import math
import struct
import sys


class Refused(ValueError):
    pass


def unique(pairs):
    members = {}
    for name, value in pairs:
        if name in members:
            raise Refused(name)
        members[name] = value
    return members


def refuse(text):
    raise Refused(text)


def well_formed(text):
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Refused(text)
    return text


def tagged(value):
    if isinstance(value, dict):
        return {well_formed(name): tagged(item) for name, item in value.items()}
    if isinstance(value, list):
        return ["array", *map(tagged, value)]
    if value is None:
        return ["null", ""]
    if isinstance(value, bool):
        return ["boolean", str(value).lower()]
    if isinstance(value, (int, float)):
        try:
            number = float(value)
        except OverflowError:
            raise Refused(value) from None
        if math.isinf(number):
            raise Refused(value)
        if isinstance(value, int) and -(2**63) <= value < 2**63:
            return ["integer", str(value)]
        return ["float", struct.pack(">d", number).hex()]
    return ["string", well_formed(value)]


def answer(line):
    try:
        text = bytes.fromhex(json.loads(line)).decode("utf-8")
        return tagged(json.loads(text, object_pairs_hook=unique, parse_constant=refuse))
    except ValueError:
        return None


def main():
    sys.set_int_max_str_digits(0)
    for line in sys.stdin:
        print(json.dumps(answer(line)))


main()
