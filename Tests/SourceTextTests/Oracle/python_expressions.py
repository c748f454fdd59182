"""Says how Python reads expressions, in a short form that leaves out what the gate leaves out.

A line of input is a JSON string, the bytes of an expression in hexadecimal. A line of output is
null when Python refuses it, and else its form as a string.
"""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
MULTIPLIERS = (ast.Mult, ast.Mod, ast.Div, ast.FloorDiv, ast.MatMult)


def begins_alike(node, left):
    """Whether the left operand is not in brackets of its own."""
    return (node.lineno, node.col_offset) == (left.lineno, left.col_offset)


def summands(node):
    """The operands of a sum, or None if something is subtracted."""
    operands = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        if isinstance(node.op, ast.Sub):
            return None
        operands.insert(0, node.right)
        if not begins_alike(node, node.left):
            return [node.left, *operands]
        node = node.left
    return [node, *operands]


def is_text(node):
    if isinstance(node, ast.JoinedStr):
        return all(isinstance(part, ast.Constant) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_formatted(node):
    """Whether the first operator of a product is the `%` of a string."""
    while True:
        left = node.left
        if not (isinstance(left, ast.BinOp) and isinstance(left.op, MULTIPLIERS)):
            return isinstance(node.op, ast.Mod) and is_text(left)
        if not begins_alike(node, left):
            return False
        node = left


def joined(nodes):
    return ",".join(map(form, nodes))


def arguments(call):
    found = [(node.lineno, node.col_offset, form(node)) for node in call.args]
    for keyword in call.keywords:
        text = (keyword.arg + "=" if keyword.arg else "**") + form(keyword.value)
        found.append((keyword.value.lineno, keyword.value.col_offset, text))
    return ",".join(text for *_, text in sorted(found))


def form(node):
    match node:
        case ast.Constant(value=str(text)):
            return "'" + text.encode("utf-8", "surrogatepass").hex() + "'"
        case ast.Constant(value=bool(value)):
            return "T" if value else "F"
        case ast.Constant(value=None):
            return "N"
        case ast.Constant(value=int() | float() | complex()):
            return "0"
        case ast.JoinedStr(values=values):
            if not is_text(node):
                return "%"
            return "'" + "".join(part.value for part in values).encode().hex() + "'"
        case ast.List(elts=items):
            return "[" + joined(items) + "]"
        case ast.Tuple(elts=items):
            return "(" + joined(items) + ")"
        case ast.Set(elts=items):
            return "{" + joined(items) + "}"
        case ast.Dict(keys=keys, values=values):
            pairs = (
                (form(key) + ":" if key else "**") + form(value)
                for key, value in zip(keys, values)
            )
            return "{:" + ",".join(pairs) + "}"
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=base, attr=name):
            return form(base) + "." + name
        case ast.Subscript(value=base, slice=index):
            if isinstance(index, ast.Slice):
                return "?"
            # Brackets around a tuple do not show, but for where it begins.
            if isinstance(index, ast.Tuple) and index.elts and begins_alike(index, index.elts[0]):
                return "?"
            return form(base) + "[" + form(index) + "]"
        case ast.Call(func=function):
            return form(function) + "(" + arguments(node) + ")"
        case ast.BinOp(op=ast.Add()):
            operands = summands(node)
            return "<" + "+".join(map(form, operands)) + ">" if operands else "?"
        case ast.BinOp(op=ast.Mult() | ast.Mod() | ast.Div() | ast.FloorDiv() | ast.MatMult()):
            return "%" if is_formatted(node) else "?"
        case ast.IfExp(body=first, orelse=second):
            return "<" + form(first) + "|" + form(second) + ">"
        case ast.Starred(value=value):
            return "*" + form(value)
    return "?"


def answer(line):
    try:
        source = bytes.fromhex(json.loads(line)).decode("utf-8")
        return form(ast.parse(source, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


for line in sys.stdin:
    print(json.dumps(answer(line)))
