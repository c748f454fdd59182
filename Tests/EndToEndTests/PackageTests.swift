import Foundation
import Testing

/// The wheel, made of the program under test as a release is made of another.
@Suite("Packages")
struct PackageTests {
  /// What anybody does first.
  @Test func theWheelInACleanEnvironmentBlocksACommit() throws {
    let environment = try Packaging.environmentWithWheel()
    var scratch = try Scratch(index: LoopbackIndex.shared.get().url)
    scratch.environment["PATH"] = environment + "/bin:/usr/bin:/bin"
    let program = environment + "/bin/pipgate"
    func pipgate(_ words: String...) throws -> CommandResult {
      try Command.run([program] + words, in: scratch.root, environment: scratch.environment)
    }
    #expect(try pipgate("--version").output == Packaging.version() + "\n")
    #expect(try pipgate("hook", "install").status == 0)
    #expect(try scratch.read(".git/hooks/pre-commit").contains("installed='\(program)'"))

    try scratch.stage(["requirements.txt": "requests==2.32.3\nreqeusts==2.32.0\n"])
    let blocked = try scratch.attempt("commit", "-m", "Add")
    #expect(blocked.status == 1)
    #expect(blocked.text.contains("requirements.txt:2:1: blocked: 'reqeusts'"), "\(blocked.text)")
    try scratch.stage(["requirements.txt": "requests==2.32.3\n"])
    let passed = try scratch.attempt("commit", "-m", "Add")
    #expect(passed.status == 0, "\(passed.text)")

    let check = try Packaging.run(
      Command.path(of: "python3"), "-m", "pip", "--python", environment + "/bin/python", "check")
    #expect(check.output.contains("No broken requirements"))
  }

  /// Read by Python, member by member.
  @Test func theWheelIsWhatItsRecordSays() throws {
    let checked = try Packaging.run(
      Command.path(of: "python3"), "-c", Self.checker, Packaging.wheel.get(),
      Packaging.version())
    #expect(checked.output == "checked\n", "\(checked.text)")
  }

  private static let checker = """
    import base64, csv, email, hashlib, io, re, sys, zipfile
    path, version = sys.argv[1:]
    archive = zipfile.ZipFile(path)
    information = f"pipgate-{version}.dist-info"
    names = archive.namelist()
    rows = list(csv.reader(io.StringIO(archive.read(f"{information}/RECORD").decode())))
    assert sorted(names) == sorted(row[0] for row in rows), names
    for name, digest, size in rows[:-1]:
        content = archive.read(name)
        wanted = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert digest == f"sha256={wanted}" and int(size) == len(content), name
    assert rows[-1] == [f"{information}/RECORD", "", ""]
    for member in archive.infolist():
        runs = member.filename == f"pipgate-{version}.data/scripts/pipgate"
        assert member.external_attr >> 16 == (0o100755 if runs else 0o100644), member
        assert member.date_time == (2026, 1, 1, 0, 0, 0), member
    metadata = email.message_from_bytes(archive.read(f"{information}/METADATA"))
    assert metadata["Metadata-Version"] == "2.4" and metadata["Name"] == "pipgate"
    assert metadata["Version"] == version
    assert "Apache-2.0" in metadata["License-Expression"].split(" AND ")
    for file in metadata.get_all("License-File"):
        assert archive.read(f"{information}/licenses/{file}").strip(), file
    assert metadata.get_payload().startswith("# Pipgate")
    wheel = email.message_from_bytes(archive.read(f"{information}/WHEEL"))
    assert wheel["Root-Is-Purelib"] == "false"
    assert path.endswith(f"/pipgate-{version}-{wheel['Tag']}.whl"), wheel["Tag"]
    print("checked")
    """

  @Test func theSameInputMakesTheSameWheel() throws {
    let folders = try (0..<2).map { _ in try TemporaryFolder.make("tree") }
    for (number, folder) in folders.enumerated() {
      let tree = folder + "/tree"
      try Packaging.run("mkdir", "-p", tree + "/bin", tree + "/lib/pipgate", tree + "/licenses")
      let files = ["bin/pipgate", "lib/pipgate/a.so", "lib/pipgate/b.so", "licenses/b.txt"]
      for file in number == 0 ? files : files.reversed() {
        try Packaging.run("cp", "/usr/bin/env", "\(tree)/\(file)")
        try Packaging.run("chmod", number == 0 ? "700" : "664", "\(tree)/\(file)")
      }
    }
    let wheels = try folders.map {
      try Packaging.wheel("--tree", $0 + "/tree", "--portable", in: $0)
    }
    #expect(try wheels.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }.allEqual)
    let names = try Packaging.run(
      Command.path(of: "python3"), "-m", "zipfile", "--list", wheels[0]
    ).output
    for name in [".data/scripts/pipgate", ".data/data/lib/pipgate/a.so", "third-party/b.txt"] {
      #expect(names.contains(name))
    }
  }

  /// Programs that need one symbol more or less.
  @Test(
    .enabled(if: PackagingTools.isInstalled, "'.ci/packages' installs auditwheel"),
    arguments: [
      ("return 0;", [], "manylinux_2_34", "manylinux_2_34"),
      ("return (int)hypotf(count, 2);", ["-lm"], "manylinux_2_35", "manylinux_2_35"),
      ("return (int)arc4random();", [], "manylinux_2_36", "manylinux_2_36"),
      ("return (int)zlibVersion()[0];", ["-lz"], "linux", "manylinux_2_34"),
    ])
  func theTagIsTheOneThatAuditwheelFinds(
    body: String, libraries: [String], ours: String, theirs: String
  ) throws {
    let folder = try TemporaryFolder.make("audited")
    let source = "#include <math.h>\n#include <stdlib.h>\nconst char *zlibVersion(void);\n"
    try Data("\(source)int main(int count, char **words) { \(body) }\n".utf8)
      .write(to: URL(fileURLWithPath: folder + "/program.c"))
    let program = folder + "/program"
    try Packaging.run(["cc", "-o", program, program + ".c"] + libraries)
    let wheel = try Packaging.wheel("--binary", program, in: folder)
    #expect(wheel.hasSuffix("-py3-none-\(ours)_x86_64.whl"), "\(wheel)")
    let audit = try Packaging.run(PackagingTools.path(of: "auditwheel"), "show", wheel).output
    let said = audit.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("platform tag: \"\(theirs)_x86_64\""), "\(said)")
  }

  /// What a release defines by itself instead of asking a newer glibc does what glibc does.
  @Test func aReleaseNeedsNoNewerGlibc() throws {
    let folder = try TemporaryFolder.make("older-glibc")
    let source = """
      #include <cmath>
      #include <cstdio>
      #include <stdexcept>
      void fall(int depth) {
        if (depth == 0) throw std::runtime_error("caught");
        fall(depth - 1);
        std::puts("");
      }
      int main(int count, char **) {
        try { fall(5); } catch (const std::exception &error) { std::puts(error.what()); }
        float big = 3e38f * count;
        std::printf("%g %g %g", hypotf(3 * count, 4), hypotf(INFINITY, NAN), hypotf(NAN, count));
        std::printf(" %g %g %g", hypotf(big, 1), hypotf(big, big), hypotf(3e-30f * count, 4e-30f));
      }
      """
    try Data(source.utf8).write(to: URL(fileURLWithPath: folder + "/program.cc"))
    try Packaging.run(
      "cc", "-O2", "-c", "-o", folder + "/older.o", Packaging.scripts + "/older-glibc.c")
    let results = try [[], [folder + "/older.o"]].map { objects in
      let program = folder + "/program-\(objects.count)"
      try Packaging.run(
        [
          "g++", "-static-libgcc", "-static-libstdc++", "-Wl,--gc-sections", "-o", program,
          folder + "/program.cc",
        ] + objects)
      let needs = try Packaging.run(
        Command.path(of: "python3"), Packaging.scripts + "/elf.py", program)
      return (needs: needs.output, says: try Packaging.run(program).output)
    }
    #expect(results[0].needs > "2.34\n")
    #expect(results[1].needs == "2.34\n")
    #expect(results[1].says == results[0].says)
    #expect(results[1].says == "caught\n5 inf nan 3e+38 inf 5e-30")
  }

  @Test func aProgramThatIsNotPortableIsRefused() throws {
    let folder = try TemporaryFolder.make("refused")
    let tree = folder + "/tree"
    try Packaging.run("mkdir", "-p", tree + "/bin", tree + "/licenses")
    try Packaging.run("cp", "/usr/bin/git", tree + "/bin/pipgate")
    let result = try Command.run(
      [
        Command.path(of: "python3"), Packaging.scripts + "/wheel.py", "--tree", tree, "--output",
        folder, "--portable",
      ], in: folder, environment: Packaging.environment)
    #expect(result.status == 1)
    #expect(result.text.contains("libpcre2"), "\(result.text)")
  }

  /// By dpkg itself, in a root that holds nothing else; a small program stands for ours.
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-deb") && geteuid() == 0,
      "needs dpkg and root"))
  func theDebianPackageIsInstalledAndRemoved() throws {
    let folder = try TemporaryFolder.make("debian")
    let (tree, root) = (folder + "/tree", folder + "/root")
    let script = """
      set -eu
      mkdir -p "$1/bin" "$1/licenses" "$1/share/man/man1" "$1/share/zsh/site-functions"
      cp /usr/bin/env "$1/bin/pipgate"
      echo terms >"$1/licenses/other.txt"
      echo page >"$1/share/man/man1/pipgate.1"
      echo words >"$1/share/zsh/site-functions/_pipgate"
      mkdir -p "$2/var/lib/dpkg/info" "$2/var/lib/dpkg/updates"
      : >"$2/var/lib/dpkg/status"
      """
    try Packaging.run("sh", "-c", script, "sh", tree, root)
    let made = try Packaging.run("sh", Packaging.scripts + "/deb", tree, folder).output
    let file = try #require(made.split(separator: "\n").last.map(String.init))
    #expect(try file.hasSuffix("/pipgate_\(Packaging.version())_amd64.deb"))
    let dpkg = ["dpkg", "--root=\(root)", "--force-depends"]
    try Packaging.run(dpkg + ["--install", file])
    #expect(try Packaging.run(dpkg + ["--verify", "pipgate"]).output.isEmpty)
    let fields = try Packaging.run("dpkg-deb", "--field", file).output
    #expect(fields.contains("\nDepends: libc6 (>= 2.34)\n"), "\(fields)")
    #expect(fields.contains("\nRecommends: ca-certificates, git, libcurl4\n"))
    let found = try Packaging.run("sh", "-c", "cd \(root)/usr && find . -type f | sort").output
    for path in [
      "bin/pipgate", "share/doc/pipgate/changelog.gz", "share/doc/pipgate/copyright",
      "share/man/man1/pipgate.1.gz", "share/pipgate/hooks/pre-push",
      "share/pipgate/policies/balanced.yaml", "share/zsh/vendor-completions/_pipgate",
    ] {
      #expect(found.contains("./\(path)\n"), "\(path)")
    }
    #expect(!found.contains("libcurl"))
    let terms = try String(
      contentsOfFile: root + "/usr/share/doc/pipgate/copyright", encoding: .utf8)
    #expect(terms.contains("==== other ====\n\nterms\n"))
    try Packaging.run(dpkg + ["--purge", "pipgate"])
    #expect(!FileManager.default.fileExists(atPath: root + "/usr"))
  }

  /// Whoever links another library says under which terms.
  @Test func everyArchiveThatIsLinkedHasALicence() throws {
    let known = try String(contentsOfFile: Packaging.scripts + "/licenses.py", encoding: .utf8)
    let manifest = try String(contentsOfFile: BuiltProgram.root + "/Package.swift", encoding: .utf8)
    let curl = try String(contentsOfFile: Packaging.scripts + "/curl/build", encoding: .utf8)
    let archives =
      manifest.matches(of: /":(lib[^"]+)\.a"/).map { String($0.1) }
      + curl.matches(of: /archives\/(lib\w+)\.a/).map { String($0.1) }
    #expect(archives.count == 14)
    for archive in archives { #expect(known.contains("\"\(archive)\""), "\(archive)") }
  }

  @Test func aMissingLicenceIsAnError() throws {
    let folder = try TemporaryFolder.make("licences")
    let result = try Command.run(
      [
        Command.path(of: "python3"), Packaging.scripts + "/licenses.py", "--toolchain", folder,
        "--checkouts", folder, "--output", folder + "/out",
      ], in: folder, environment: Packaging.environment)
    #expect(result.status == 1)
    #expect(result.text.contains("the licence of swift is missing"), "\(result.text)")
  }
}

extension Collection where Element: Equatable {
  fileprivate var allEqual: Bool { allSatisfy { $0 == first } }
}
