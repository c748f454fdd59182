import Foundation
import Testing

/// A change with everything that decides about it, as a folder, and the whole output that it leads
/// to.
///
/// `before/` and `after/` are the repository at the base and with the change staged; `policy.yaml`
/// is in force at both. `index/` is what the index knows; without it nobody answers. `arguments`
/// holds the command line, a word a line, and `expected.txt` and `expected.status` what comes of it.
struct Case: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  private static let top = BuiltProgram.root + "/Tests/EndToEndTests/Cases"

  static let all: [Case] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: top)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { Case(name: $0) }
  }()

  var folder: String { "\(Self.top)/\(name)" }

  /// What the index knows; nil where nobody answers.
  func startIndex(day: String?) throws -> LoopbackIndex? {
    has("index") ? try LoopbackIndex(serving: folder + "/index", day: day) : nil
  }

  /// A repository that has `before/` committed and `after/` staged.
  func makeScratch(index: String) throws -> Scratch {
    let scratch = try Scratch(index: index)
    try fill(scratch, from: "before")
    try scratch.commit()
    for entry in try FileManager.default.contentsOfDirectory(atPath: scratch.root)
    where entry != ".git" {
      try FileManager.default.removeItem(atPath: "\(scratch.root)/\(entry)")
    }
    try fill(scratch, from: "after")
    try scratch.git("add", "-A")
    return scratch
  }

  /// The words after the program's name.
  func arguments() throws -> [String] {
    guard has("arguments") else { return ["check", "--staged"] }
    return try String(contentsOfFile: folder + "/arguments", encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  private func has(_ part: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(part)")
  }

  private func fill(_ scratch: Scratch, from part: String) throws {
    if has("policy.yaml") {
      try scratch.write(
        ".pipgate/policy.yaml", String(contentsOfFile: folder + "/policy.yaml", encoding: .utf8))
    }
    guard has(part) else { return }
    for path in try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(part)") {
      let source = "\(folder)/\(part)/\(path)"
      let target = "\(scratch.root)/\(path)"
      if try FileManager.default.attributesOfItem(atPath: source)[.type] as? FileAttributeType
        == .typeDirectory
      {
        try FileManager.default.createDirectory(
          atPath: target, withIntermediateDirectories: true)
      } else {
        try? FileManager.default.removeItem(atPath: target)
        try FileManager.default.copyItem(atPath: source, toPath: target)
      }
    }
  }
}
