#!/usr/bin/env python3
"""Writes the manual page of pipgate from its own help and from the tables of two pages.

    python3 docs/manual.py PROGRAM > docs/pipgate.1

A test keeps the page that is checked in true: RECORD_GOLDEN=1 swift test --filter HelpTests
"""

import json
import pathlib
import re
import subprocess
import sys
import textwrap

DOCS = pathlib.Path(__file__).resolve().parent


def escaped(text):
    """Text that troff shows as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return text.replace("^", "\\(ha").replace("~", "\\(ti").replace("…", "...")


def line(text):
    """A line of text, which must not begin like a request."""
    text = escaped(text)
    return "\\&" + text if text[:1] in (".", "'") else text


def prose(text):
    """A paragraph in short lines, which troff fills again."""
    rows = textwrap.wrap(
        escaped(text), width=78, break_long_words=False, break_on_hyphens=False)
    return ["\\&" + row if row[:1] == "." else row for row in rows]


def inline(text):
    """A cell of a table: code in bold, links as their words."""
    text = re.sub(r" \(\[[^]]*\]\([^)]*\)\)", "", text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    parts = re.split(r"(`[^`]*`|\*[^*]*\*)", text)
    shown = ""
    for part in parts:
        if part[:1] == "`":
            shown += "\\fB" + escaped(part[1:-1]) + "\\fR"
        elif part[:1] == "*" and len(part) > 1:
            shown += "\\fI" + escaped(part[1:-1]) + "\\fR"
        else:
            shown += escaped(part)
    return shown


def entry(tag, text):
    """A row of a table as a paragraph with a tag."""
    body = textwrap.wrap(inline(text), width=78, break_long_words=False, break_on_hyphens=False)
    return [".TP", inline(tag)] + ["\\&" + row if row[:1] == "." else row for row in body]


def discussion(text):
    """Paragraphs as they are, and what is indented in lines of its own."""
    lines = []
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        block = []
        words = []
        for row in paragraph.split("\n"):
            if row.startswith("  "):
                block.append(row)
            else:
                words.append(row.strip())
        lines.append(".PP")
        lines += prose(" ".join(words)) if words else []
        if block:
            lines += [".RS 2", ".nf"] + [line(row[2:]) for row in block] + [".fi", ".RE"]
    return lines


def synopsis(name, command):
    words = ["\\fB" + escaped(name) + "\\fR"]
    if any(argument["kind"] != "positional" for argument in shown(command)):
        words.append("[\\fIoptions\\fR]")
    for argument in shown(command):
        if argument["kind"] == "positional":
            word = "\\fI" + escaped(argument["valueName"]) + "\\fR"
            word += " ..." if argument["isRepeating"] else ""
            words.append("[" + word + "]" if argument["isOptional"] else word)
    return " ".join(words)


def shown(command):
    """The arguments of a command, but those that every command has."""
    return [
        argument for argument in command.get("arguments", [])
        if argument["shouldDisplay"] and argument["valueName"] not in ("help", "version")
    ]


def option(argument):
    names = []
    for name in argument.get("names", []):
        dashes = "-" if name["kind"] == "short" else "--"
        names.append("\\fB" + escaped(dashes + name["name"]) + "\\fR")
    tag = ", ".join(names)
    if argument["kind"] == "option":
        tag += " \\fI" + escaped(argument["valueName"]) + "\\fR"
    if argument["kind"] == "positional":
        tag = "\\fI" + escaped(argument["valueName"]) + "\\fR"
    return [".TP", tag] + prose(argument.get("abstract", ""))


def commands(command, path):
    """All commands that do something, with the words that call them."""
    subcommands = [c for c in command.get("subcommands", []) if c["commandName"] != "help"]
    if path and not subcommands:
        yield " ".join(["pipgate"] + path), command
    for subcommand in subcommands:
        yield from commands(subcommand, path + [subcommand["commandName"]])


def table(page, heading, columns):
    """The rows of a table of a page, whose first column has this heading."""
    rows = []
    is_inside = False
    for row in (DOCS / page).read_text(encoding="utf-8").split("\n"):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if not row.startswith("|"):
            is_inside = False
        elif cells[0] == heading:
            is_inside = True
        elif is_inside and not cells[0].startswith("---"):
            rows.append(cells[:columns])
    if not rows:
        sys.exit(f"{page} has no table '{heading}'")
    return rows


def main():
    program = sys.argv[1]
    help_text = subprocess.run(
        [program, "--experimental-dump-help"], check=True, capture_output=True).stdout
    root = json.loads(help_text)["command"]
    version = subprocess.run(
        [program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    text = [
        ".\\\" Made by docs/manual.py from the program's own help: do not edit.",
        f'.TH PIPGATE 1 "" "pipgate {version}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "pipgate \\- the gate that every new Python dependency passes",
        ".SH SYNOPSIS",
        ".nf",
    ]
    text += [synopsis(name, command) for name, command in commands(root, [])]
    text += [".fi", ".SH DESCRIPTION"] + prose(root["abstract"])
    about, _, _ = root["discussion"].partition("\n\nExit status:")
    _, _, examples = root["discussion"].partition("\n\nExamples:\n")
    text += discussion(about)
    text += [".PP", "Every command has \\fB\\-\\-help\\fR, and the program \\fB\\-\\-version\\fR."]
    text += [".SH EXAMPLES", ".nf"] + [line(row[2:]) for row in examples.split("\n")] + [".fi"]
    text += [".SH COMMANDS"]
    for name, command in commands(root, []):
        text += [f'.SS "{escaped(name)}"'] + prose(command["abstract"])
        text += discussion(command["discussion"]) if command.get("discussion") else []
        for argument in shown(command):
            text += option(argument)
    text += [".SH EXIT STATUS"]
    for status, meaning in table("exit-statuses.md", "status", 2):
        text += entry(status, meaning)
    text += [".SH ENVIRONMENT"]
    for variable, meaning in table("environment.md", "variable", 2):
        text += entry(variable, meaning)
    text += [".SH FILES"]
    for path, meaning in table("environment.md", "file", 2):
        text += entry(path, meaning)
    text += [".SH SEE ALSO", "\\fBgit\\fR(1), \\fBgithooks\\fR(5), \\fBssh\\-keygen\\fR(1)"]
    print("\n".join(text))


if __name__ == "__main__":
    main()
