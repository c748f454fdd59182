import PythonPackaging
import SourceText
import Testing

@testable import Gate

/// A change between two sets of files, and what it brings in.
struct IntroductionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let base: [String: String]
  let head: [String: String]
  let expected: [String]

  init(
    _ name: String, _ base: [String: String], _ head: [String: String], _ expected: [String]
  ) {
    testDescription = name
    self.base = base
    self.head = head
    self.expected = expected
  }
}

@Suite struct IntroductionsTests {
  @Test(arguments: unchanged + changed + includes + hostile + projects)
  func introducesWhatTheHeadDeclaresAndTheBaseDoesNot(row: IntroductionCase) throws {
    #expect(try Introductions.listing(row.base, row.head) == row.expected)
  }

  static let unchanged = [
    IntroductionCase(
      "P01: replaced with one more line",
      ["requirements.txt": "a\nb\n"], ["requirements.txt": "b\na\nc\n"],
      ["requirements.txt:3 new c"]),
    IntroductionCase(
      "P02: renamed", ["requirements.txt": "a==1\n"], ["requirements-dev.txt": "a==1\n"], []),
    IntroductionCase(
      "spelled differently",
      ["requirements.txt": "Foo_.Bar >= 1.0, <2 # x\n"], ["requirements.txt": "foo-bar<2.0,>=1\n"],
      []),
    IntroductionCase(
      "moved to pyproject.toml",
      ["requirements.txt": "a[x]>=1\n"],
      ["pyproject.toml": "[project]\ndependencies = ['A[X] >= 1.0']\n"], []),
    IntroductionCase(
      "only removed",
      ["requirements.txt": "${OLD}\na\nb\n-i https://x\n"],
      ["requirements.txt": "${OLD}\nb\n"], []),
    IntroductionCase("deleted", ["requirements.txt": "a\n", "uv.lock": ""], [:], []),
    IntroductionCase("P15: empty", [:], ["requirements.txt": ""], []),
    IntroductionCase("P33: gone", ["meta.yaml": ""], [:], []),
  ]

  static let changed = [
    IntroductionCase(
      "P05: names in upper case beside lower case", [:],
      ["REQUIREMENTS.TXT": "a\n", "requirements.txt": "b\n"],
      ["REQUIREMENTS.TXT:1 new a", "requirements.txt:1 new b"]),
    IntroductionCase(
      "P25: an extra", ["requirements.txt": "good\n"], ["requirements.txt": "good[x]\n"],
      ["requirements.txt:1 changed good"]),
    IntroductionCase(
      "P26: a pin becomes a range", ["requirements.txt": "a==1.0\n"],
      ["requirements.txt": "a>=1.0\n"], ["requirements.txt:1 changed a"]),
    IntroductionCase(
      "P27: a hash is removed", ["requirements.txt": "a==1 --hash=sha256:aa\n"],
      ["requirements.txt": "a==1\n"], ["requirements.txt:1 changed a"]),
    IntroductionCase(
      "P27: a hash of another kind", [:],
      ["requirements.txt": "a==1 --hash=md5:aa\n"], ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "a marker", ["requirements.txt": "a; os_name=='x'\n"],
      ["requirements.txt": "a\n"], ["requirements.txt:1 changed a"]),
    IntroductionCase(
      "P28: only a constraint",
      ["requirements.txt": "-c constraints.txt\n", "constraints.txt": ""],
      ["requirements.txt": "-c constraints.txt\n", "constraints.txt": "n<2\n"],
      ["constraints.txt:1 new n"]),
    IntroductionCase(
      "a constraint becomes a requirement", ["constraints.txt": "n<2\n"],
      ["constraints.txt": "n<2\n", "requirements.txt": "-r constraints.txt\n"],
      ["constraints.txt:1 changed n"]),
    IntroductionCase(
      "the same in two files", [:],
      ["requirements.txt": "a\na\n", "requirements-dev.txt": "a\n"],
      ["requirements-dev.txt:1 new a", "requirements.txt:1 new a"]),
  ]

  static let includes = [
    IntroductionCase(
      "F4: an included file of any name", ["requirements.txt": "-r deps.lst\n", "deps.lst": "a\n"],
      ["requirements.txt": "-r deps.lst\n", "deps.lst": "a\nevil\n"], ["deps.lst:2 new evil"]),
    IntroductionCase(
      "two includes away", ["req/requirements.in": "-r ../x\n", "x": "-rreq/y", "req/y": ""],
      ["req/requirements.in": "-r ../x\n", "x": "-rreq/y", "req/y": "evil"], ["req/y:1 new evil"]),
    IntroductionCase(
      "a file appears that was missing", ["requirements.txt": "-r x\n"],
      ["requirements.txt": "-r x\n", "x": "evil"], ["x:1 new evil"]),
    IntroductionCase(
      "an included file disappears", ["requirements.txt": "-r x\n", "x": "a"],
      ["requirements.txt": "-r x\n"], ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "a manifest that was there is included",
      ["base-requirements.txt": "a\n", "requirements.txt": ""],
      ["base-requirements.txt": "a\n", "requirements.txt": "-r base-requirements.txt\n"], []),
    IntroductionCase(
      "a text file that was there is included", ["x": "a\n", "requirements.txt": ""],
      ["x": "a\n", "requirements.txt": "-r x\n"], ["x:1 new a"]),
    IntroductionCase(
      "F4: a loop", [:], ["requirements.txt": "-r x\n", "x": "-r requirements.txt\n"],
      ["x:1 unreadable"]),
    IntroductionCase(
      "F4: outside", [:],
      ["requirements.txt": "-r ../x\n-r /x\n-r file:x\n-r https://h/x\n-r a/../x\n"],
      (1...5).map { "requirements.txt:\($0) unreadable" }),
    IntroductionCase(
      "P30: setuptools reads a file", ["pyproject.toml": setuptools("deps.txt"), "deps.txt": ""],
      ["pyproject.toml": setuptools("deps.txt"), "deps.txt": "a\n"], ["deps.txt:1 new a"]),
    IntroductionCase(
      "P30: setuptools escapes", [:], ["pyproject.toml": setuptools("../x")],
      ["pyproject.toml:2 unreadable"]),
    IntroductionCase(
      "a script has the same variable in many commands", ["a.sh": "pip install $A\n"],
      [
        "a.sh": "pip install $A\npip install $B\nuv pip install $B a\n",
        "b.sh": "pip3 install $B\n",
      ],
      ["a.sh:2 unreadable", "a.sh:3 new a", "b.sh:1 unreadable"]),
  ]

  static let hostile = [
    IntroductionCase(
      "P14: Git LFS", [:],
      ["requirements.txt": "version https://git-lfs.github.com/spec/v1\noid sha256:00\n"],
      ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "P20: an unknown option", [:], ["requirements.txt": "a\n--evil x\n"],
      ["requirements.txt:1 new a", "requirements.txt:2 unreadable"]),
    IntroductionCase(
      "P21: paths", [:], ["requirements.txt": "-e .\n./x\nfile:///x\n"],
      [
        "requirements.txt:1 new .", "requirements.txt:2 new ./x",
        "requirements.txt:3 new file:///x",
      ]),
    IntroductionCase(
      "P22: references", [:],
      ["requirements.txt": "a @ https://h/a.zip\ngit+ssh://git@h/b#egg=b\n"],
      ["requirements.txt:1 new a", "requirements.txt:2 new b"]),
    IntroductionCase(
      "P23: index options", [:],
      [
        "requirements.txt":
          "--extra https://e\n--index https://i\n--find-links f\n--trusted-host h\n--pre\n"
      ],
      [
        "requirements.txt:1 extra-index-url https://e", "requirements.txt:2 index-url https://i",
        "requirements.txt:3 find-links f", "requirements.txt:4 trusted-host h",
        "requirements.txt:5 pre ",
      ]),
    IntroductionCase(
      "P24: a variable", [:], ["requirements.txt": "${PKG}==1\n"],
      ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "F7: look-alike letters", [:], ["requirements.txt": "\u{212a}eras\n"],
      ["requirements.txt:1 invalid-name"]),
    IntroductionCase(
      "F1: a separator in a comment", ["requirements.txt": "a\n"],
      ["requirements.txt": "a\n# x\u{2028}evil==1\n"], ["requirements.txt:2 unreadable"]),
    IntroductionCase(
      "F3: another encoding", [:], ["requirements.txt": "# coding: utf-7\n"],
      ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "P36: not a text", [:], ["requirements.txt": "\u{7f}ELF\u{2}\u{1}\u{0}"],
      ["requirements.txt:1 unreadable"]),
    IntroductionCase(
      "an old separator in a changed file", ["requirements.txt": "# x\u{2028}\n"],
      ["requirements.txt": "# x\u{2028}\na\n"], ["requirements.txt:1 unreadable"]),
  ]

  static let projects = [
    IntroductionCase(
      "P29: a key twice", [:], ["pyproject.toml": "[project]\nname='a'\nname='b'\n"],
      ["pyproject.toml:3 unreadable"]),
    IntroductionCase(
      "P31: a loop of groups", [:],
      ["pyproject.toml": "[dependency-groups]\na=[{include-group='b'}]\nb=[{include-group='a'}]\n"],
      ["pyproject.toml:3 unreadable"]),
    IntroductionCase(
      "P32: sources and indexes", ["pyproject.toml": "[project]\ndependencies=['a','b']\n"],
      [
        "pyproject.toml": """
        [project]
        dependencies=['a','b']
        [tool.uv.sources]
        a = {git = "https://h/a"}
        c = {index = "inner"}
        [[tool.uv.index]]
        url = "https://i"
        [[tool.poetry.source]]
        name = "p"
        url = "https://p"
        """
      ],
      [
        "pyproject.toml:2 changed a", "pyproject.toml:5 new c",
        "pyproject.toml:7 extra-index-url https://i",
        "pyproject.toml:10 index-url https://p",
      ]),
    IntroductionCase(
      "P33: formats that are not read", [:],
      [
        "conda-lock.yml": "", "sub/Meta.YAML": "", "BUILD": "cc_library()",
        "lib/BUILD": "pip_parse()",
      ],
      ["conda-lock.yml unsupported", "lib/BUILD unsupported", "sub/Meta.YAML unsupported"]),
    IntroductionCase(
      "O5: what decides trust", [".pipgate/policy.yaml": "a", ".husky/pre-commit": ""],
      [".github/workflows/ci.yml": ""],
      [".github/workflows/ci.yml trust", ".husky/pre-commit trust", ".pipgate/policy.yaml trust"]),
  ]

  static func setuptools(_ path: String) -> String {
    "[tool.setuptools.dynamic]\ndependencies = {file = ['\(path)']}\n"
  }

  @Test func keepsScopesApart() throws {
    let found = try Introductions.listing(
      ["a/requirements.txt": "x\n"], ["b/requirements.txt": "x\n"],
      scope: { $0.components[0].elementsEqual("a".utf8) ? "loose" : "strict" })
    #expect(found == ["b/requirements.txt:1 new x"])
  }

  @Test func refusesLinksSubmodulesAndOversizedFiles() throws {
    let head = MemoryTree(["requirements.txt": "-r deep/x\n"])
      .with("deep", .link(target: Array("/etc".utf8)))
      .with("dev-requirements.txt", .link(target: Array("/etc/passwd".utf8)))
      .with("module-requirements.txt", .submodule)
      .with("big-requirements.txt", .tooLarge(1 << 30))
    let found = try Introductions.listing(MemoryTree(), head)
    #expect(
      found == [
        "big-requirements.txt:1 unreadable", "dev-requirements.txt:1 unreadable",
        "module-requirements.txt submodule", "module-requirements.txt:1 unreadable",
        "requirements.txt:1 unreadable",
      ])
  }

  @Test func readsPathsOfAnyBytes() throws {
    let odd = RepositoryPath(
      bytes: Array("-x/:(exclude)\nrequirements.txt".utf8).dropLast(4) + [0xff] + Array(".txt".utf8)
    )
    let head = MemoryTree().with(odd, .file(Array("evil\n".utf8)))
    let found = try Introductions.find(
      in: MemoryTree.change(MemoryTree(), head), on: Introductions.Terms())
    #expect(found.introductions.map(\.path) == [odd])
  }

  @Test func limitsDepthAndSurvivesFanOut() throws {
    var files = ["requirements.txt": "-r f0\n"]
    for index in 0..<60 { files["f\(index)"] = "-r f\(index + 1)\n-r f\(index + 2)\n" }
    files["f60"] = ""
    files["f61"] = ""
    let found = try Introductions.listing([:], files)
    #expect(!found.isEmpty && found.allSatisfy { $0.hasSuffix("unreadable") })
  }

  @Test func listsTheTreeOnlyWhenAChangedFileMayBeIncluded() throws {
    struct Listed: Error {}
    let head = MemoryTree(["requirements.txt": "a\n"])
    let blind = FileTree(
      paths: { () throws(TreeError) in throw TreeError(operation: "listing", reason: "") },
      entry: head.tree.entry)
    let file = FileChange(path: "requirements.txt", before: nil, after: .file)
    let change = Change(base: .empty, head: blind, files: [file])
    #expect(try Introductions.find(in: change, on: Introductions.Terms()).introductions.count == 1)
  }

  @Test func tellsWhatTheBaseDeclaresAndHowAFileWasReached() throws {
    let base = MemoryTree(["requirements.txt": "a==1\n-r x\n", "x": "b"])
    let head = MemoryTree(["requirements.txt": "a==2\n-r x\n", "x": "b\nc"])
    let found = try Introductions.find(in: MemoryTree.change(base, head), on: Introductions.Terms())
    #expect(found.established.map(\.normalized).sorted() == ["a", "b"])
    #expect(found.hasManifests)
    guard case .dependency(let a, let previous) = found.introductions[0],
      case .dependency(let c, _) = found.introductions[1]
    else { return #expect(Bool(false), "two dependencies are due") }
    #expect(a.includes.isEmpty && previous.map(\.location.text) == ["a==1"])
    #expect(c.includes.map(\.text) == ["-r x"])
  }

  @Test func manyFilesAreReadAsOneAfterTheOther() throws {
    var files: [String: String] = [:]
    for number in 0..<100 {
      files["services/\(number)/requirements.txt"] = "acme-\(number)==1\n-r ../../shared.txt\n"
    }
    files["shared.txt"] = "flask==3.0.3\n"
    let change = MemoryTree.change(MemoryTree(), MemoryTree(files))
    let together = try Introductions.find(
      in: change,
      on: Introductions.Terms(
        sharing: WorkSharing { count, body in
          for index in (0..<count).reversed() { body(index) }
        }))
    #expect(
      together.introductions == (try Introductions.find(in: change, on: .init())).introductions)
    #expect(together.introductions.count == 101)
  }

  @Test func aChangedGroupIsAChangeInItsFileAlone() throws {
    let groups = "[dependency-groups]\ntest = ['pytest==8.3.3']\n"
    let runtime = "[project]\nname = 'shop'\ndependencies = ['pytest==8.3.3']\n"
    #expect(
      try Introductions.listing(["pyproject.toml": groups], ["pyproject.toml": runtime])
        == ["pyproject.toml:3 changed pytest"])
    #expect(
      try Introductions.listing(
        ["requirements-test.txt": "pytest==8.3.3\n"], ["pyproject.toml": runtime]) == [])
    #expect(
      try Introductions.listing(
        ["pyproject.toml": runtime], ["pyproject.toml": runtime + groups])
        == ["pyproject.toml:5 changed pytest"])
  }

  @Test func aPolicySaysWhatIsReadBesideTheKnownNames() throws {
    let selection = ManifestSelection([
      .init(match: PathPattern("ops/*.list"), format: RequirementsFormat.self),
      .init(match: PathPattern("tests/**"), format: nil),
      .init(match: PathPattern("tests/real/**"), format: RequirementsFormat.self),
    ])
    let head = MemoryTree([
      "ops/base.list": "flask==3.0.3\n", "tests/requirements.txt": "evil\n",
      "tests/real/requirements.txt": "click==8.1.7\n", "other/base.list": "not read\n",
      "tests/meta.yaml": "x: 1\n",
    ])
    let found = try Introductions.find(
      in: MemoryTree.change(MemoryTree(), head), on: Introductions.Terms(selection: selection))
    #expect(
      found.introductions.map(\.path) == ["ops/base.list", "tests/real/requirements.txt"])
    #expect(found.excluded == ["tests/meta.yaml", "tests/requirements.txt"])
  }

  @Test func theRunsOwnIndexIsNoIndexOfADependency() throws {
    let base = ["pyproject.toml": "[tool.poetry.dependencies]\nflask = '3.0.3'\n"]
    let head = [
      "pyproject.toml": """
      [tool.poetry.dependencies]
      flask = {version = "3.0.3", source = "inner"}
      [[tool.poetry.source]]
      name = "inner"
      url = "https://packages.acme.example/simple/"

      """
    ]
    let change = MemoryTree.change(MemoryTree(base), MemoryTree(head))
    let own = Introductions.Terms(isOwnIndex: { $0.hasPrefix("https://packages.acme.example/") })
    #expect(try Introductions.find(in: change, on: own).introductions.count == 1)
    #expect(try Introductions.find(in: change, on: .init()).introductions.count == 2)
  }
}
