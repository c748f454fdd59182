/// TOML 1.0, read with the place of every key and value.
///
/// It accepts and refuses what Python's `tomllib` does, with two differences: more than 64 levels of
/// nesting are an error, and an integer outside of `Int64` is read as the nearest float.
/// https://toml.io/en/v1.0.0
package enum TOML {
  /// The most tables and arrays that may lie within each other.
  static let depthLimit = 64

  /// Reads a whole file; the first thing that is wrong with it is thrown.
  package static func parse(_ file: SourceFile) throws(TOMLError) -> TOMLTable {
    do {
      return try file.bytes.withUnsafeBufferPointer { buffer throws(TOMLProblem) -> TOMLTable in
        if let offset = UTF8Validation.firstInvalidOffset(in: buffer) { throw .notUTF8(offset) }
        var parser = TOMLParser(bytes: PaddedBytes(buffer))
        return try parser.document()
      }
    } catch {
      throw TOMLError(
        diagnostic: Diagnostic(
          error.message, at: Location(file: file, range: error.range), help: error.help))
    }
  }
}

/// The reason why a file is not TOML.
package struct TOMLError: Error, Hashable {
  package let diagnostic: Diagnostic
}

/// A reason together with its place, before the file is known.
struct TOMLProblem: Error {
  let message: String
  let range: Range<Int>
  let help: String?

  init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}

extension TOMLProblem {
  fileprivate static func notUTF8(_ offset: Int) -> Self {
    Self("the file is not UTF-8", at: offset..<(offset + 1), help: "save the file as UTF-8")
  }

  static func tooDeep(at range: Range<Int>) -> Self {
    Self(
      "tables and arrays are nested more than \(TOML.depthLimit) levels deep", at: range,
      help: "nest fewer levels")
  }
}
