/// What GitHub's runner makes of a line of a step's output, by its own rules: a command after any
/// white space, or an older form anywhere in the line.
/// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
struct RunnerCommand {
  let name: String
  let properties: [String: String]
  let data: String

  /// All commands of an output, whose lines end at CR, LF or both.
  static func all(in output: String) -> [RunnerCommand] {
    output.unicodeScalars.split { $0 == "\r" || $0 == "\n" }
      .compactMap { RunnerCommand(line: String($0)) }
  }

  init?(line: String) {
    let scalars = Array(line.unicodeScalars.drop { $0.properties.isWhitespace })
    if scalars.starts(with: "::".unicodeScalars) {
      guard let end = Self.find("::", in: scalars, from: 2) else { return nil }
      let (name, properties) = Self.parts(scalars[2..<end], separator: ",")
      self.init(
        name: name, properties: properties.mapValues { Self.unescaped($0, property: true) },
        data: Self.unescaped(Self.text(scalars[(end + 2)...]), property: false))
    } else {
      let scalars = Array(line.unicodeScalars)
      guard let start = Self.find("##[", in: scalars, from: 0),
        let end = Self.find("]", in: scalars, from: start)
      else { return nil }
      let (name, properties) = Self.parts(scalars[(start + 3)..<end], separator: ";")
      self.init(name: name, properties: properties, data: Self.text(scalars[(end + 1)...]))
    }
  }

  private init(name: String, properties: [String: String], data: String) {
    self.name = name
    self.properties = properties
    self.data = data
  }

  private static func parts(
    _ scalars: ArraySlice<Unicode.Scalar>, separator: Unicode.Scalar
  ) -> (name: String, properties: [String: String]) {
    let name = scalars.prefix { $0 != " " }
    var rest = scalars.dropFirst(name.count)
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    var properties: [String: String] = [:]
    for property in rest.split(separator: separator) {
      let pair = property.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { properties[text(pair[0])] = text(pair[1]) }
    }
    return (text(name), properties)
  }

  private static func unescaped(_ text: String, property: Bool) -> String {
    let mappings =
      [("%0D", "\r"), ("%0A", "\n")] + (property ? [("%3A", ":"), ("%2C", ",")] : [])
      + [("%25", "%")]
    return mappings.reduce(text) { text, mapping in
      var scalars = Array(text.unicodeScalars)
      var index = 0
      while let found = find(mapping.0, in: scalars, from: index) {
        scalars.replaceSubrange(found..<found + 3, with: mapping.1.unicodeScalars)
        index = found + 1
      }
      return Self.text(scalars[...])
    }
  }

  private static func find(
    _ wanted: String, in scalars: [Unicode.Scalar], from start: Int
  ) -> Int? {
    (start..<max(start, scalars.count)).first { scalars[$0...].starts(with: wanted.unicodeScalars) }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
