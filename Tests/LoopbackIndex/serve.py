#!/usr/bin/env python3
"""A package index on this machine, for tests and demonstrations.

Serves DIRECTORY/<project>.json, small files of this form, as a simple index (PEP 503, PEP 691) and
with the upload times of the older JSON interface:

    {"versions": {"1.0": {"uploaded": "2024-01-01T00:00:00Z", "yanked": false,
                          "sdist": true, "wheel": true},
                  "1.1": {"uploaded": "-3d"}},
     "status": "active"}

Everything may be left out. `status` may also be an object with `status` and `reason`. Of a version:
`requires-python`, `provenance` (true offers it), `size` in bytes. `metadata` offers the metadata of
the wheel: true, the lines that it has beside its name and version, or the whole text;
`metadata-digest` false leaves out its digest, and a text replaces it. `uploaded` may be relative to
`--as-of`, else to the server's start; null leaves it out of the answer. `yanked` is false, true or a
reason.

The root page lists all of them in JSON.

Of the whole answer: `serve` ("json" or "html"), `html-upload-times` (true adds them to the HTML),
`upload-times` (false: the JSON interface answers 404), `name` and `api-version` (lies), `etag`
(false leaves it out), `described` (by version, what the JSON interface says of it), `files` (what the addresses of files begin with).

Faults: `respond`, an object or a list of them, used up one after another, each `times` times (all
times unless said), for the interface `at` ("simple", else "upload-times" or "metadata"):
`status`, `body`, `content-type`, `retry-after`, `redirect` (a Location), `delay` (seconds before
the answer), `drip` (a byte every 50 ms, for ever), `gzip-bomb` (200 MB), `truncate` (half the
body), `header-flood` (1 MB of headers), `close` (no answer at all), `encoding` (a Content-Encoding
that the body does not have).
"""

import argparse
import base64
import datetime
import gzip
import hashlib
import html
import http.server
import json
import os
import pathlib
import re
import ssl
import stat
import sys
import threading
import time
import urllib.parse

JSON_TYPE = "application/vnd.pypi.simple.v1+json"
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def moment(text, as_of):
    """Returns RFC 3339 for a relative time; anything else stays as it is."""
    match = re.fullmatch(r"-(\d+)([smhdw])", text) if isinstance(text, str) else None
    if not match:
        return text
    then = as_of - datetime.timedelta(seconds=int(match[1]) * UNITS[match[2]])
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")


def metadata(project, version, release):
    """Returns the text of a version's metadata, or None."""
    lines = release.get("metadata", False)
    if isinstance(lines, str):
        return lines
    if lines is False:
        return None
    head = ["Metadata-Version: 2.4", f"Name: {project}", f"Version: {version}"]
    return "\n".join(head + ([] if lines is True else lines)) + "\n"


def digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def files(project, description, as_of):
    """Yields the files that the versions of a project have."""
    stem = project.replace("-", "_")
    for version, release in description.get("versions", {}).items():
        names = []
        if release.get("sdist", True):
            names.append(f"{stem}-{version}.tar.gz")
        if release.get("wheel", True):
            names.append(f"{stem}-{version}-py3-none-any.whl")
        for name in names:
            text = metadata(project, version, release) if name.endswith(".whl") else None
            told = release.get("metadata-digest", True)
            yield {
                "url": f"{description.get('files', '/files/')}{project}/{name}",
                "version": version,
                "filename": name,
                "uploaded": moment(release.get("uploaded"), as_of),
                "yanked": release.get("yanked", False),
                "sha256": hashlib.sha256(name.encode()).hexdigest(),
                "size": release.get("size"),
                "requires-python": release.get("requires-python"),
                "provenance": release.get("provenance", False),
                "metadata": text,
                "metadata-digest": digest(text) if text and told is True else told,
            }


def marker(description):
    """Returns the status of a project and its reason, or None."""
    status = description.get("status")
    return {"status": status} if isinstance(status, str) else status


def json_listing(project, description, as_of):
    listing = {
        "meta": {"api-version": description.get("api-version", "1.4")},
        "name": description.get("name", project),
        "versions": list(description.get("versions", {})),
        "files": [],
    }
    if "status" in description:
        listing["project-status"] = marker(description)
    for file in files(project, description, as_of):
        entry = {
            "filename": file["filename"],
            "url": file["url"],
            "hashes": {"sha256": file["sha256"]},
            "yanked": file["yanked"],
        }
        if file["uploaded"] is not None:
            entry["upload-time"] = file["uploaded"]
        if file["size"] is not None:
            entry["size"] = file["size"]
        if file["requires-python"] is not None:
            entry["requires-python"] = file["requires-python"]
        if file["provenance"]:
            entry["provenance"] = f"/integrity/{file['filename']}/provenance"
        if file["metadata"] is not None:
            told = file["metadata-digest"]
            entry["core-metadata"] = {"sha256": told} if told else True
        listing["files"].append(entry)
    return json.dumps(listing)


def html_listing(project, description, as_of):
    name = html.escape(description.get("name", project))
    version = html.escape(description.get("api-version", "1.0"))
    lines = [
        "<!DOCTYPE html>",
        "<html><head>",
        f'<meta name="pypi:repository-version" content="{version}">',
    ]
    if "status" in description:
        for name_of, key in (("", "status"), ("-reason", "reason")):
            if key in marker(description):
                text = html.escape(marker(description)[key])
                lines.append(f'<meta name="pypi:project-status{name_of}" content="{text}">')
    lines += [f"<title>Links for {name}</title></head><body>", f"<h1>Links for {name}</h1>"]
    for file in files(project, description, as_of):
        attributes = f'href="{file["url"]}#sha256={file["sha256"]}"'
        if file["yanked"]:
            reason = "" if file["yanked"] is True else file["yanked"]
            attributes += f' data-yanked="{html.escape(reason)}"'
        if description.get("html-upload-times") and file["uploaded"] is not None:
            attributes += f' data-upload-time="{file["uploaded"]}"'
        if file["requires-python"] is not None:
            attributes += f' data-requires-python="{html.escape(file["requires-python"])}"'
        if file["provenance"]:
            attributes += f' data-provenance="/integrity/{file["filename"]}/provenance"'
        if file["metadata"] is not None:
            told = file["metadata-digest"]
            attributes += f' data-core-metadata="{f"sha256={told}" if told else "true"}"'
        lines.append(f"<a {attributes}>{file['filename']}</a><br>")
    return "\n".join(lines + ["</body></html>", ""])


def upload_times(project, description, as_of):
    releases = {version: [] for version in description.get("versions", {})}
    for file in files(project, description, as_of):
        entry = {
            "filename": file["filename"],
            "digests": {"sha256": file["sha256"]},
            "yanked": bool(file["yanked"]),
            "yanked_reason": file["yanked"] if isinstance(file["yanked"], str) else None,
            "packagetype": "bdist_wheel" if file["filename"].endswith(".whl") else "sdist",
        }
        if file["uploaded"] is not None:
            entry["upload_time_iso_8601"] = file["uploaded"]
        releases[file["version"]].append(entry)
    return json.dumps({"info": info(project, description), "releases": releases, "urls": []})


def info(project, description, version=None):
    """What the JSON interface says of a release, or of the last that is described."""
    described = description.get("described", {})
    version = version or next(reversed(described), None)
    name = {"name": description.get("name", project)}
    return name | ({"version": version} | described[version] if version in described else {})


class Index(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, arguments):
        super().__init__(("127.0.0.1", arguments.port), Handler)
        self.directory = pathlib.Path(arguments.directory)
        self.log = arguments.log
        self.wanted = None
        if arguments.user:
            self.wanted = "Basic " + base64.b64encode(arguments.user.encode()).decode()
        self.latency = arguments.latency
        self.as_of = arguments.as_of or datetime.datetime.now(datetime.timezone.utc)
        self.lock = threading.Lock()
        self.served = {}
        if arguments.tls_certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(arguments.tls_certificate, arguments.tls_key)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request, client_address):
        """Stays silent: clients that hang up are what the tests are about."""

    def record(self, line):
        if self.log:
            with self.lock, open(self.log, "a", encoding="utf-8") as log:
                log.write(line + "\n")

    def fault(self, project, interface, description):
        """Returns the fault whose turn it is, or None."""
        faults = description.get("respond", [])
        faults = [faults] if isinstance(faults, dict) else faults
        faults = [fault for fault in faults if fault.get("at", "simple") == interface]
        with self.lock:
            key = project, interface, json.dumps(description)
            turn = self.served.get(key, 0)
            self.served[key] = turn + 1
        for fault in faults:
            times = fault.get("times")
            if times is None or turn < times:
                return fault
            turn -= times
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        if self.server.latency:
            time.sleep(self.server.latency)
        condition = self.headers.get("If-None-Match")
        given = self.headers.get("Authorization")
        self.server.record(
            self.path + (" if-none-match" if condition else "") + (f" {given}" if given else ""))
        if self.server.wanted and given != self.server.wanted:
            status = 403 if given else 401
            return self.answer(status, "text/plain", b"who are you?\n")
        if self.path == "/simple/":
            return self.root()
        listing = re.fullmatch(r"/simple/([a-z0-9-]+)/", self.path)
        times = re.fullmatch(r"/pypi/([a-z0-9-]+)/json", self.path)
        beside = re.fullmatch(r"/files/([a-z0-9-]+)/([A-Za-z0-9_.-]+)\.metadata", self.path)
        release = re.fullmatch(r"/pypi/([a-z0-9-]+)/([^/]+)/json", self.path)
        if release:
            return self.answer_release(release[1], urllib.parse.unquote(release[2]))
        if not listing and not times and not beside:
            return self.answer(404, "text/plain", b"not here\n")
        project = (listing or times or beside)[1]
        try:
            text = (self.server.directory / f"{project}.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            return self.answer(404, "text/plain", b"no such project\n")
        description = json.loads(text)
        interface = "simple" if listing else "upload-times" if times else "metadata"
        as_of = self.server.as_of
        if beside:
            return self.answer_metadata(project, beside[2], description)
        if times and not description.get("upload-times", True):
            status, kind, body = 404, "text/plain", "not here\n"
        elif times:
            status, kind, body = 200, "application/json", upload_times(project, description, as_of)
        elif description.get("serve") == "html" or JSON_TYPE not in self.headers.get("Accept", ""):
            status, kind, body = 200, "text/html", html_listing(project, description, as_of)
        else:
            status, kind, body = 200, JSON_TYPE, json_listing(project, description, as_of)
        body = body.encode()

        fault = self.server.fault(project, interface, description)
        if fault is not None:
            return self.fail(fault, kind, body)
        fields = {}
        if status == 200 and description.get("etag", True):
            fields["ETag"] = '"' + hashlib.sha256(body).hexdigest()[:32] + '"'
            if condition == fields["ETag"]:
                return self.answer(304, None, b"", fields)
        self.answer(status, kind, body, fields)

    def answer_metadata(self, project, filename, description):
        texts = {file["filename"]: file["metadata"]
                 for file in files(project, description, self.server.as_of)}
        text = texts.get(filename)
        if text is None:
            return self.answer(404, "text/plain", b"no metadata\n")
        body = text.encode("utf-8", "surrogateescape")
        fault = self.server.fault(project, "metadata", description)
        if fault is not None:
            return self.fail(fault, "binary/octet-stream", body)
        self.answer(200, "binary/octet-stream", body)

    def answer_release(self, project, version):
        """What the JSON interface says of one release."""
        try:
            text = (self.server.directory / f"{project}.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            return self.answer(404, "text/plain", b"no such project\n")
        description = json.loads(text)
        if version not in description.get("described", {}):
            return self.answer(404, "text/plain", b"no such release\n")
        body = json.dumps({"info": info(project, description, version)})
        self.answer(200, "application/json", body.encode())

    def root(self):
        """The list of all projects."""
        names = sorted(path.stem for path in self.server.directory.glob("*.json"))
        listing = {"meta": {"api-version": "1.4"}, "projects": [{"name": name} for name in names]}
        self.answer(200, JSON_TYPE, json.dumps(listing).encode())

    def answer(self, status, kind, body, fields=None):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fail(self, fault, kind, body):
        time.sleep(fault.get("delay", 0))
        if fault.get("close"):
            self.close_connection = True
            return
        status = fault.get("status", 302 if "redirect" in fault else 200)
        kind = fault.get("content-type", kind)
        if "body" in fault:
            # Lone surrogates stand for bytes that are no UTF-8.
            body = fault["body"].encode("utf-8", "surrogateescape")
        fields = {}
        if "retry-after" in fault:
            fields["Retry-After"] = str(fault["retry-after"])
        if "redirect" in fault:
            fields["Location"] = fault["redirect"]
        if "encoding" in fault:
            fields["Content-Encoding"] = fault["encoding"]
        if fault.get("gzip-bomb"):
            fields["Content-Encoding"] = "gzip"
            body = gzip.compress(b" " * 200_000_000, 1)
        if fault.get("header-flood"):
            fields.update({f"X-Flood-{number}": "x" * 1000 for number in range(1000)})
        if fault.get("drip"):
            return self.drip(status, kind, fields)
        if fault.get("truncate"):
            self.close_connection = True
            fields["Content-Length"] = str(len(body))
            self.send_response(status)
            for name, value in {"Content-Type": kind, **fields}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            return
        self.answer(status, kind, body, fields)

    def drip(self, status, kind, fields):
        self.close_connection = True
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": "1000000", **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        while True:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)


def leave_with_parent():
    """Ends this process when its parent does, or when a pipe on its standard input is closed."""
    parent = os.getppid()

    def watch_parent():
        while os.getppid() == parent:
            time.sleep(0.25)
        os._exit(0)

    def watch_input():
        while os.read(0, 4096):
            pass
        os._exit(0)

    threading.Thread(target=watch_parent, daemon=True).start()
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        threading.Thread(target=watch_input, daemon=True).start()


def date(text):
    parsed = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=datetime.timezone.utc)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--directory", required=True)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--port-file", help="where to write the port, once it listens")
    parser.add_argument("--log", help="where to append the path of each request")
    parser.add_argument("--as-of", type=date, help="what relative times are relative to")
    parser.add_argument("--tls-certificate", help="speak TLS with this certificate")
    parser.add_argument("--tls-key")
    parser.add_argument("--user", help="demand these credentials, NAME:PASSWORD")
    parser.add_argument(
        "--latency", type=float, default=0, help="seconds before each answer")
    arguments = parser.parse_args()

    leave_with_parent()
    server = Index(arguments)
    port = server.server_address[1]
    if arguments.port_file:
        part = arguments.port_file + ".part"
        pathlib.Path(part).write_text(f"{port}\n", encoding="utf-8")
        os.replace(part, arguments.port_file)
    scheme = "https" if arguments.tls_certificate else "http"
    print(f"{scheme}://127.0.0.1:{port}/simple/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
