/// pip's own reading of requirements files, asked of a script in one process for all of them.
enum PipOracle {
  struct Answer: Decodable {
    struct Requirement: Decodable {
      let text: String
      let name: String?
      let specifier: String
      let extras: [String]
      let isDirect: Bool
      let isConditional: Bool
      let isEditable: Bool
    }

    let requirements: [Requirement]
    let includes: [String]
    let variables: Int
  }

  /// What pip makes of each text; nil where it refuses the file.
  static func answers(to texts: [[UInt8]]) throws -> [Answer?] {
    try ScriptOracle.answers(
      of: "pip_requirements.py", to: ScriptOracle.questions(texts), as: Answer?.self)
  }
}
