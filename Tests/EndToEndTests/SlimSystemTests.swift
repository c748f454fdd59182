import Foundation
import Testing

/// The wheel in a folder that has glibc and nothing else of a system: no libcurl, no git, no shell.
@Suite("Slim systems", .enabled(if: SlimSystem.isPossible, "needs root and libcurl's archives"))
struct SlimSystemTests {
  private let slim: SlimSystem

  init() throws { slim = try SlimSystem() }

  private func index(_ options: [String] = []) throws -> LoopbackIndex {
    try LoopbackIndex(["numpy": LoopbackIndex.established("2.1.3")], options: options)
  }

  @Test func looksUpThroughTheLibraryOfTheWheel() throws {
    let index = try index()
    let result = try slim.check("numpy==2.1.3\nno-such-helper==1.0\n", index: index.url)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.contains("'no-such-helper' does not exist on the index"))
    #expect(!result.output.contains("numpy"), "\(result.text)")
    #expect(index.requests.contains { $0.contains("/numpy/") })
  }

  @Test func trustsTheSystemsCertificates() throws {
    let certificate = slim.top + "/certificate"
    try Packaging.run(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1",
      "-keyout", slim.top + "/key", "-out", certificate)
    let index = try index(["--tls-certificate", certificate, "--tls-key", slim.top + "/key"])
    let url = index.url.replacing("http:", with: "https:")

    let without = try slim.check("numpy==2.1.3\n", index: url)
    #expect(without.status == 3, "\(without.text)")
    #expect(without.text.contains("no certificates to trust"), "\(without.text)")
    let named = try slim.check(
      "numpy==2.1.3\n", index: url, with: ["SSL_CERT_FILE": "/certificate"])
    #expect(named.status == 0, "\(named.text)")
    for place in ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"] {
      let folder = place.split(separator: "/").dropLast().joined(separator: "/")
      try Packaging.run("mkdir", "-p", "\(slim.top)/\(folder)")
      try Packaging.run("cp", certificate, slim.top + place)
      let trusted = try slim.check("numpy==2.1.3\n", index: url)
      #expect(trusted.status == 0, "\(place): \(trusted.text)")
      try Packaging.run("rm", slim.top + place)
    }
    try Packaging.run("cp", "/etc/ssl/certs/ca-certificates.crt", slim.top + "/etc/ssl/certs")
    let strangers = try slim.check("numpy==2.1.3\n", index: url)
    #expect(strangers.status == 3)
    #expect(strangers.text.contains("the certificate of '127.0.0.1' is not trusted"))
  }

  /// Somebody else could have put it there.
  @Test(arguments: [["chmod", "o+w"], ["chown", "nobody"]])
  func loadsNoLibraryOfSomebodyElse(words: [String]) throws {
    try Packaging.run(words + [slim.library])
    let result = try slim.check("numpy==2.1.3\n", index: index().url)
    #expect(result.status == 3)
    #expect(result.text.contains("libcurl is not installed"), "\(result.text)")
  }
}

/// A folder to be the root of a process, with the wheel installed in an environment.
private struct SlimSystem {
  let top: String
  var library: String { top + "/venv/lib/pipgate/libcurl-pipgate.so" }

  static let isPossible: Bool = {
    let mayMount = try? Command.run(
      [Command.path(of: "unshare"), "--mount", "true"], in: "/", environment: Packaging.environment)
    return geteuid() == 0 && Packaging.hasCurlArchives && mayMount?.status == 0
  }()

  /// Made once, and copied for whoever wants to change something in it.
  private static let original = Result {
    let environment = try Packaging.environmentWithWheel()
    let top = try TemporaryFolder.make("slim-original")
    // Beside the environment, all that the loader says its two files need, at its own place.
    let script = """
      set -eu
      mkdir -p "$1/proc" "$1/home" "$1/src"
      mv "$2" "$1/venv"
      for file in $(ldd "$1/venv/bin/pipgate" "$1"/venv/lib/pipgate/*.so | grep -o '/[^ ]*' \
        | grep -v ':$' | sort -u)
      do
        mkdir -p "$1$(dirname "$file")"
        cp -L "$file" "$1$file"
      done
      """
    try Packaging.run("sh", "-c", script, "sh", top, environment)
    return top
  }

  init() throws {
    top = try TemporaryFolder.make("slim")
    try Packaging.run("cp", "-a", Self.original.get() + "/.", top)
  }

  /// Judges a file in there.
  func check(
    _ text: String, index: String, with more: [String: String] = [:]
  ) throws -> CommandResult {
    let script = """
      set -eu
      mount --rbind /proc "$1/proc"
      rm -rf "$1/home/.cache"
      cat >"$1/src/requirements.txt"
      exec chroot "$1" /venv/bin/pipgate check /src/requirements.txt
      """
    let variables = ["HOME": "/home", "PIPGATE_INDEX_URL": index, "LC_ALL": "C"]
      .merging(more) { $1 }.merging(["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]) { $1 }
    return try Command.run(
      [Command.path(of: "unshare"), "--mount", "sh", "-c", script, "sh", top], in: "/",
      environment: variables, input: text)
  }
}
