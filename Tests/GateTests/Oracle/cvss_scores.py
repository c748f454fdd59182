"""Scores CVSS 3.1 base vectors with decimal numbers, which have no rounding errors to work around.

Reads a JSON string a line and writes ten times the score.
"""
import json
import sys
from decimal import ROUND_CEILING, Decimal as D


def tenths(vector):
    m = dict(part.split(":") for part in vector.split("/")[1:])
    changed = m["S"] == "C"
    av = D({"N": ".85", "A": ".62", "L": ".55", "P": ".2"}[m["AV"]])
    ac = D({"L": ".77", "H": ".44"}[m["AC"]])
    pr = {"N": ".85", "L": ".68", "H": ".5"} if changed else {"N": ".85", "L": ".62", "H": ".27"}
    ui = D({"N": ".85", "R": ".62"}[m["UI"]])
    c, i, a = (D({"H": ".56", "L": ".22", "N": "0"}[m[name]]) for name in "CIA")
    iss = 1 - (1 - c) * (1 - i) * (1 - a)
    if changed:
        impact = D("7.52") * (iss - D(".029")) - D("3.25") * (iss - D(".02")) ** 15
    else:
        impact = D("6.42") * iss
    if impact <= 0:
        return 0
    total = impact + D("8.22") * av * ac * D(pr[m["PR"]]) * ui
    score = min(total * D("1.08") if changed else total, D(10))
    # The specification rounds to five places before it rounds up.
    return int((score.quantize(D(".00001")) * 10).to_integral_value(ROUND_CEILING))


for line in sys.stdin:
    print(tenths(json.loads(line)))
