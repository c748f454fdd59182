import Foundation
import PythonPackaging
import SeededNumbers
import SourceText
import Testing

@testable import Gate

/// Generated scripts are run by Python with a `setuptools` that only keeps what `setup()` is given.
@Suite struct SetupOracleTests {
  @Test func readsEveryIdiomAsPythonRunsIt() throws {
    let lists = SetupIdiom.lists.map { idiom in
      (idiom.description, SetupScripts.script([("install_requires", idiom)], SetupIdiom.calls[0]))
    }
    let tables = SetupIdiom.tables.map { idiom in
      (idiom.description, SetupScripts.script([("extras_require", idiom)], SetupIdiom.calls[0]))
    }
    let calls = SetupIdiom.calls.map { call in
      (call.description, SetupScripts.script([("install_requires", SetupIdiom.lists[0])], call))
    }
    try compare(lists + tables + calls)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func readsScriptsOfManyIdiomsAsPythonRunsThem(seed: UInt64) throws {
    var scripts = SetupScripts(seed: seed)
    try compare((0..<1000).map { ("script \($0)", scripts.next()) })
  }

  private func compare(_ scripts: [(name: String, text: String)]) throws {
    let answers = try SetupOracle.answers(to: scripts.map(\.text))
    for ((name, text), answer) in zip(scripts, answers) {
      let expected = try #require(
        answer.requirements, "\(name): python fails: \(answer.error ?? "")\n\(text)")
      let manifest = SetupScriptFormat.manifest(
        of: SourceFile(path: "setup.py", text: text), as: .runtime)
      #expect(
        manifest.unreadable.map(\.diagnostic.message) == [], "\(name)\n\(text)")
      let found = Self.names(manifest)
      #expect(found == Set(expected.map(Self.name)), "\(name)\n\(text)")
      for dependency in manifest.dependencies where dependency.name != nil {
        let place = dependency.nameLocation.text.replacing("\" \"", with: "")
        #expect(ProjectName(place) == dependency.name, "\(name): \(place)\n\(text)")
      }
    }
  }

  /// The projects that are declared for anything, in the files that are read too.
  private static func names(_ manifest: Manifest) -> Set<String> {
    var names = Set(manifest.dependencies.compactMap(\.name?.normalized))
    for include in manifest.includes {
      guard let text = SetupOracle.files[include.path.description] else { continue }
      let file = SourceFile(path: include.path, text: text)
      let included = RequirementsFormat.manifest(of: file, as: .runtime)
      names.formUnion(included.dependencies.compactMap(\.name?.normalized))
    }
    return names
  }

  private static func name(_ requirement: [String]) -> String {
    let text = requirement[1].prefix { !" <>=!~;[@".contains($0) }
    return ProjectName(String(text))?.normalized ?? requirement[1]
  }
}

/// Scripts put together at random from idioms, the same ones in every run.
struct SetupScripts {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func next() -> String {
    var keywords: [(String, SetupIdiom)] = []
    for keyword in ["install_requires", "setup_requires", "tests_require"] where below(3) > 0 {
      keywords.append((keyword, SetupIdiom.lists[below(SetupIdiom.lists.count)]))
    }
    if below(2) == 0 {
      keywords.append(("extras_require", SetupIdiom.tables[below(SetupIdiom.tables.count)]))
    }
    return Self.script(keywords, SetupIdiom.calls[below(SetupIdiom.calls.count)])
  }

  static func script(_ keywords: [(String, SetupIdiom)], _ call: SetupIdiom) -> String {
    var names = 0
    var script = call.lines
    var arguments: [String] = []
    for (index, (keyword, idiom)) in keywords.enumerated() {
      script += fill(idiom.lines, variable: "v\(index)", &names)
      arguments.append("\(keyword)=" + fill(idiom.value, variable: "v\(index)", &names))
    }
    return script + call.value.replacing("ARGUMENTS", with: arguments.joined(separator: ", "))
      + "\n"
  }

  /// Puts names in the place of `N` and `V` where they are words of their own.
  private static func fill(_ text: String, variable: String, _ names: inout Int) -> String {
    var result = ""
    var previous: Character = " "
    for character in text.replacing("None", with: "\u{1}") {
      let isInWord = previous.isLetter || previous == "_"
      if character == "N", !isInWord || previous == "n" && result.hasSuffix("\\n") {
        names += 1
        result += "name\(names)"
      } else if character == "V", !isInWord {
        result += variable
      } else {
        result.append(character)
      }
      previous = character
    }
    return result.replacing("\u{1}", with: "None")
  }

  private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
}

/// What Python makes of scripts, asked in one process for all of them.
enum SetupOracle {
  struct Answer: Decodable {
    let requirements: [[String]]?
    let error: String?
  }

  /// The files that stand beside the scripts.
  static let files = [
    "requirements.txt": "from-file>=1\n# a comment\nsecond-from-file\n",
    "requirements/base.txt": "from-base\n", "requirements-dev.txt": "from-dev==2\n",
  ]

  static func answers(to scripts: [String]) throws -> [Answer] {
    try ScriptOracle.answers(
      of: "setup_arguments.py", to: ScriptOracle.questions(scripts.map { Array($0.utf8) }),
      as: Answer.self)
  }
}
