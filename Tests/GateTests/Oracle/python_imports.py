"""Says what many Python files import, as Python's own parser sees it.

A line of input is the path of a file as a JSON string, or an array with its bytes in hexadecimal. A
line of output is null when Python refuses the file, and else an array of strings
`<offset of the name in bytes>:<name>:<optional or needed>`, sorted.
"""

import ast
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
# Where the name begins in `from name import …`; a backslash may stand between them.
MODULE = re.compile(rb"from(?:[ \t\x0c]|\\\r?\n)*")
ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def names_error(node):
    return any(
        getattr(part, "id", None) in ERRORS or getattr(part, "attr", None) in ERRORS
        for part in ast.walk(node)
    )


def catches(handler):
    return handler.type is None or names_error(handler.type)


def is_type_checking(test):
    return getattr(test, "id", None) == "TYPE_CHECKING" or (
        getattr(test, "attr", None) == "TYPE_CHECKING"
    )


def suppresses(item):
    call = item.context_expr
    if not isinstance(call, ast.Call):
        return False
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    return name == "suppress" and any(map(names_error, call.args))


def children(node, optional):
    """The parts of a node, each with whether the absence of a module is handled there."""
    for field, value in ast.iter_fields(node):
        inner = optional
        if isinstance(node, (ast.Try, getattr(ast, "TryStar", ast.Try))) and field == "body":
            inner = optional or any(map(catches, node.handlers))
        elif isinstance(node, ast.If) and field == "body":
            inner = optional or is_type_checking(node.test)
        elif isinstance(node, ast.With) and field == "body":
            inner = optional or any(map(suppresses, node.items))
        elif isinstance(node, ast.ExceptHandler) and field == "body":
            inner = optional or catches(node)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield part, inner


def call_argument(node):
    """The literal that names the module of a call, if it is one that imports."""
    owner, name = node.func, None
    if isinstance(owner, ast.Name):
        name, owner = owner.id, None
    elif isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
        name, owner = owner.attr, owner.value.id
    owners = {"import_module": (None, "importlib"), "__import__": (None, "builtins", "__builtins__")}
    if owner not in owners.get(name, ()):
        return None
    arguments = node.args[:1] or [node.keywords[0].value for _ in "x" if node.keywords[:1]]
    if node.args or (node.keywords and node.keywords[0].arg == "name"):
        argument = arguments[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument
    return None


def answer(question):
    if isinstance(question, str):
        with open(question, "rb") as file:
            data = file.read()
    else:
        data = bytes.fromhex(question[0])
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    starts = [3 if data.startswith(b"\xef\xbb\xbf") else 0]
    for match in re.finditer(rb"\r\n|\r|\n", data):
        starts.append(match.end())

    def offset(node):
        return starts[node.lineno - 1] + node.col_offset

    found = []
    open_nodes = [(tree, False)]
    while open_nodes:
        node, optional = open_nodes.pop()
        word = "optional" if optional else "needed"
        if isinstance(node, ast.Import):
            found += [(offset(alias), alias.name, word) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
            found.append((MODULE.match(data, offset(node)).end(), node.module, word))
        elif isinstance(node, ast.Call) and (argument := call_argument(node)) is not None:
            if argument.value and not argument.value.startswith("."):
                # The name begins after the prefix and the quotes.
                start = re.compile(rb"[a-zA-Z]*(?:\"\"\"|'''|[\"'])").match(data, offset(argument))
                found.append((start.end(), argument.value, word))
        open_nodes.extend(children(node, optional))
    return [":".join(map(str, entry)) for entry in sorted(found)]


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
