/// A variable that a command sets: `A=b`, `A=(b c)`.
package struct ShellAssignment: Hashable, Sendable {
  package let name: String
  /// One word, or the elements of an array.
  package let values: [ShellWord]
  package let isList: Bool
  /// Whether it adds to what the variable holds, or changes a part of it: `A+=b`, `A[0]=b`.
  package let isAddition: Bool
}

extension ShellAssignment {
  /// The commands that set what their words say.
  static let declarations: Set<String> = [
    "export", "declare", "local", "readonly", "typeset", "set", "setx",
  ]

  /// Reads a word of the form `A=b`, `A+=b` or `A[0]=b` whose name is written out.
  init?(_ word: ShellWord) {
    let bytes = word.text.content
    let name = bytes.prefix(while: ShellVariable.isNameByte)
    guard let first = name.first, !(0x30...0x39).contains(first) else { return nil }
    var rest = bytes[name.endIndex...]
    var isAddition = false
    if rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(close + 1)...]
      isAddition = true
    }
    if rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
      isAddition = true
    }
    let equal = rest.startIndex
    guard rest.first == UInt8(ascii: "="),
      isAddition || word.expansions.allSatisfy({ $0.range.lowerBound > equal })
    else { return nil }
    self.init(
      name: String(decoding: name, as: UTF8.self),
      values: [
        ShellWord(
          word.text.part((equal + 1)..<bytes.endIndex),
          expansions: word.expansions.filter { $0.range.lowerBound > equal },
          isQuoted: word.isQuoted)
      ], isList: false, isAddition: isAddition)
  }

  /// A variable that something other than a shell sets, in whose commands its value becomes words.
  package init(name: String, value: MappedText, isComputed: Bool, dialect: ShellDialect) {
    self.init(
      name: name, values: ShellWords.split(value, dialect: dialect), isList: true,
      isAddition: isComputed)
  }

  init(_ assignment: ShellAssignment, elements: [ShellWord]) {
    self.init(
      name: assignment.name, values: elements, isList: true, isAddition: assignment.isAddition)
  }

  /// Reads `$A = "b"`, and the command whose output a variable is set to: `$A = b c`.
  static func ofPowerShell(_ words: [ShellWord]) -> (ShellAssignment, command: [ShellWord])? {
    guard let first = words.first, let target = first.expansions.first,
      case .variable(let name) = target.kind, !target.isQuoted,
      target.range.lowerBound == first.text.range.lowerBound
    else { return nil }
    var sign = first.text.content[target.range.upperBound...]
    var value = words.dropFirst()
    if sign.isEmpty, let second = value.popFirst(), second.expansions.isEmpty, !second.isQuoted {
      sign = second.text.content
      guard sign.elementsEqual("=".utf8) || sign.elementsEqual("+=".utf8) else { return nil }
    }
    let isAddition = sign.first == UInt8(ascii: "+")
    if isAddition { sign = sign.dropFirst() }
    guard sign.popFirst() == UInt8(ascii: "=") else { return nil }
    if !sign.isEmpty {
      // `$A="b"`
      let rest = ShellWord(
        first.text.part(sign.indices), expansions: Array(first.expansions.dropFirst()),
        isQuoted: first.isQuoted)
      value = [rest] + value
    }
    let isText = value.count == 1 && value.first?.isQuoted == true
    return (
      ShellAssignment(
        name: name, values: isText ? Array(value) : [], isList: false,
        isAddition: isAddition || !isText),
      isText ? [] : Array(value)
    )
  }
}

extension ShellWord {
  /// The word as a variable's name; nil when it is none.
  var literalName: String? {
    let bytes = text.content
    guard expansions.isEmpty, let first = bytes.first, !(0x30...0x39).contains(first),
      bytes.allSatisfy(ShellVariable.isNameByte)
    else { return nil }
    return text.text
  }
}

enum ShellVariable {
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"): true
    default: false
    }
  }
}
