import Foundation
import Testing

/// What a YAML text holds, as another parser reads it.
enum YAMLDocument {
  static func read(_ text: String) throws -> Any {
    let script = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"
    let result = try Command.run(
      [try Command.path(of: "python3"), "-c", script], in: "/",
      environment: ["LC_ALL": "C.UTF-8"], input: text)
    try #require(result.status == 0, "\(result.errors)")
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  static func read(file: String) throws -> [String: Any] {
    let text = try String(contentsOfFile: "\(BuiltProgram.root)/\(file)", encoding: .utf8)
    return try #require(try read(text) as? [String: Any])
  }

  /// Every mapping of a document, from the top down.
  static func mappings(in value: Any) -> [[String: Any]] {
    if let list = value as? [Any] { return list.flatMap(mappings) }
    guard let mapping = value as? [String: Any] else { return [] }
    return [mapping] + mapping.sorted { $0.key < $1.key }.flatMap { mappings(in: $0.value) }
  }
}
