import Gate
import Glibc

/// The process around the program, read once.
package enum Environment {
  /// The variables that are valid UTF-8; the first of repeated ones counts, as `getenv` has it.
  package static let current: [String: String] = {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      entry += 1
      guard let line = String(validatingCString: text),
        let equals = line.utf8.firstIndex(of: UInt8(ascii: "="))
      else { continue }
      let name = String(line[..<equals])
      if variables[name] == nil {
        variables[name] = String(line[line.utf8.index(after: equals)...])
      }
    }
    return variables
  }()

  /// The system's clock.
  package static var now: Timestamp { Timestamp(seconds: Int64(time(nil))) }

  /// The absolute path of the running program.
  package static func programPath() throws(RunFailure) -> String {
    guard let path = realpath("/proc/self/exe", nil) else {
      throw .cannotRead("/proc/self/exe", reason: String(cString: strerror(errno)))
    }
    defer { free(path) }
    return String(cString: path)
  }
}
