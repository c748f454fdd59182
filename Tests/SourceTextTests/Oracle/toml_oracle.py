"""Says how Python's tomllib reads each of many texts.

A line of input is a JSON string, the text's bytes in hexadecimal. A line of output is null when
tomllib refuses the text, and else its value: a scalar is [type, text],
an array ["array", element, ...] and a table an object.
"""

import datetime
import json
import struct
import sys
import tomllib


def tagged(value):
    if isinstance(value, dict):
        return {key: tagged(item) for key, item in value.items()}
    if isinstance(value, list):
        return ["array", *map(tagged, value)]
    if isinstance(value, bool):
        return ["boolean", str(value).lower()]
    if isinstance(value, int):
        if -(2**63) <= value < 2**63:
            return ["integer", str(value)]
        return tagged(nearest_float(value))
    if isinstance(value, float):
        return ["float", "nan" if value != value else struct.pack(">d", value).hex()]
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return ["dateTime", value.isoformat()]
    return ["string", value]


def nearest_float(value):
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def answer(line):
    try:
        text = bytes.fromhex(json.loads(line)).decode("utf-8")
        return tagged(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


def main():
    sys.set_int_max_str_digits(0)
    for line in sys.stdin:
        print(json.dumps(answer(line)))


main()
