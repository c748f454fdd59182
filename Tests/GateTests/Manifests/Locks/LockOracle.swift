import Foundation
import Glibc

/// What Python finds in lock files, asked of a script in one process for all of them.
enum LockOracle {
  /// A locked release as both sides describe it.
  struct Release: Equatable {
    let name: String
    let version: String?
    let kind: String
    let address: String?
    let hashes: [String]
    let line: Int
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func answers(to locks: [(format: String, text: [UInt8])]) throws -> [[Release]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Oracle/lock_files.py").path
    let input = FileManager.default.temporaryDirectory
      .appendingPathComponent("pipgate-oracle-\(UUID().uuidString)")
    let lines = locks.map { format, text in
      let digits = text.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
      return "[\"\(format)\", \"\(digits)\"]\n"
    }
    try lines.joined().write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    guard let pipe = popen("python3 '\(script)' < '\(input.path)'", "r") else {
      throw Failure(description: "cannot start 'python3': these tests need Python 3.11 or later")
    }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else {
      throw Failure(
        description: "'python3 \(script)' ended with status \(status >> 8): these tests need "
          + "Python 3.11 or later")
    }
    return try output.split(separator: 0x0a).map { line in
      let rows = try JSONSerialization.jsonObject(with: Data(line)) as? [[Any]] ?? []
      return rows.map { row in
        Release(
          name: row[0] as? String ?? "", version: row[1] as? String, kind: row[2] as? String ?? "",
          address: row[3] as? String, hashes: row[4] as? [String] ?? [], line: row[5] as? Int ?? 0)
      }
    }
  }
}
