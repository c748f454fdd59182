import Glibc
import SourceText

/// The bytes that Python takes for code.
enum PythonSource {
  /// Why Python does not read the file, or why its bytes do not tell what Python reads; nil when they
  /// do. Control characters are no trouble: Python refuses those that it does not expect.
  static func problem(in file: SourceFile, kind: DependencyKind) -> Unreadable? {
    if let problem = ReadableText.foreignProblem(in: file, kind: kind) { return problem }
    func problem(_ message: String, _ range: Range<Int>, help: String) -> Unreadable {
      Unreadable(
        Diagnostic(message, at: Location(file: file, range: range), help: help), extent: .file,
        kind: kind)
    }
    if let offset = offset(ofNULIn: file.bytes) {
      return problem(
        "the control character U+0000 is here", offset..<offset + 1, help: "remove the character")
    }
    switch PythonEncoding(of: file) {
    case .unreadable(let name):
      return problem(
        "the file declares the encoding '\(file.text(name))'", name,
        help: "save the file as UTF-8 and remove the declaration")
    case .asciiCompatible: return nil
    case .utf8:
      guard let offset = UTF8Validation.firstInvalidOffset(in: file.bytes) else { return nil }
      return problem(
        "the file is not UTF-8 and declares no other encoding", offset..<offset + 1,
        help: "save the file as UTF-8")
    }
  }

  private static func offset(ofNULIn bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, let found = memchr(start, 0, buffer.count) else {
        return nil
      }
      return UnsafeRawPointer(found) - start
    }
  }
}
