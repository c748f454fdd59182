import Glibc

@testable import SourceText

/// Python's own reading of texts, asked of a script in `Oracle/` in one process for all of them.
enum PythonOracle {
  enum Failure: Error, CustomStringConvertible {
    case cannotWrite(String)
    case failed(script: String, status: Int32)
    case wrongCount(script: String, expected: Int, found: Int)

    var description: String {
      switch self {
      case .cannotWrite(let path): "cannot write the oracle's input to '\(path)'"
      case .failed(let script, let status):
        "'python3 \(script)' ended with status \(status): these tests need Python 3.11 or later"
      case .wrongCount(let script, let expected, let found):
        "'\(script)' gave \(found) answers to \(expected) texts"
      }
    }
  }

  /// The answer to each text: null where Python refuses it, and else the value with tagged scalars.
  static func answers(of script: String, to texts: [[UInt8]]) throws -> [JSONValue] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let script = "/\(folder)/Oracle/\(script)"
    var template = Array("/tmp/pipgate-oracle-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let inputPath = String(decoding: template.map(UInt8.init).dropLast(), as: UTF8.self)
    guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
      throw Failure.cannotWrite(inputPath)
    }
    defer { unlink(inputPath) }
    for text in texts {
      var line: [UInt8] = [UInt8(ascii: "\"")]
      line.reserveCapacity(2 * text.count + 3)
      for byte in text {
        line.append(hexadecimal[Int(byte >> 4)])
        line.append(hexadecimal[Int(byte & 15)])
      }
      line += [UInt8(ascii: "\""), UInt8(ascii: "\n")]
      guard fwrite(line, 1, line.count, file) == line.count else {
        throw Failure.cannotWrite(inputPath)
      }
    }
    guard fclose(file) == 0 else { throw Failure.cannotWrite(inputPath) }

    let output = try run("python3 '\(script)' < '\(inputPath)'", script: script)
    let lines = output.split(separator: 0x0a)
    guard lines.count == texts.count else {
      throw Failure.wrongCount(script: script, expected: texts.count, found: lines.count)
    }
    return try lines.map { try JSON.parse(Array($0), limits: JSONLimits(depth: 100)) }
  }

  private static func run(_ command: String, script: String) throws -> [UInt8] {
    guard let pipe = popen(command, "r") else { throw Failure.failed(script: script, status: -1) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else { throw Failure.failed(script: script, status: status >> 8) }
    return output
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
