import Gate
import Glibc

/// The variables of a process: of this one, or of one that is to be started.
///
/// They are kept as the system has them, `NAME=value`, and looked through for each name: few of them
/// are asked for, and a table costs a commit hook more than all of its questions.
package struct Environment: Sendable {
  private var lines: [String] = []

  package init() {}

  package init(_ variables: [String: String]) {
    lines = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// Those of this process that are valid UTF-8, read once.
  package static let current: Environment = {
    var variables = Environment()
    var entry = environ
    while let text = entry.pointee {
      entry += 1
      if let line = String(validatingCString: text) { variables.lines.append(line) }
    }
    return variables
  }()

  /// The value of a variable; of repeated ones the first counts, as `getenv` has it.
  package subscript(name: String) -> String? {
    get {
      for line in lines {
        if let value = Self.value(of: name, in: line) { return value }
      }
      return nil
    }
    set {
      lines.removeAll { Self.value(of: name, in: $0) != nil }
      if let newValue { lines.append("\(name)=\(newValue)") }
    }
  }

  /// Only the variables of these names that are set.
  func keeping(_ names: [String]) -> Environment {
    var kept = Environment()
    for name in names { kept[name] = self[name] }
    return kept
  }

  /// All of these, and those of the other that are not here.
  func adding(_ others: Environment) -> Environment {
    var all = self
    all.lines += others.lines
    return all
  }

  /// What a program is started with: every name once.
  var distinctLines: [String] {
    var names: Set<Substring> = []
    return lines.filter { names.insert($0.prefix { $0 != "=" }).inserted }
  }

  private static func value(of name: String, in line: String) -> String? {
    let (name, line) = (name.utf8, line.utf8)
    guard line.starts(with: name),
      let equals = line.index(line.startIndex, offsetBy: name.count, limitedBy: line.endIndex),
      equals < line.endIndex, line[equals] == UInt8(ascii: "=")
    else { return nil }
    return String(line[line.index(after: equals)...])
  }
}

extension Environment: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { self[name] = value }
  }
}

extension Environment {
  /// The first argument that is no valid UTF-8, as it reads with what is wrong replaced: what is read
  /// instead of it would be another name.
  package static var damagedArgument: String? {
    for argument in UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    {
      guard let argument, String(validatingCString: argument) == nil else { continue }
      return SafeText.line(String(cString: argument))
    }
    return nil
  }

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
