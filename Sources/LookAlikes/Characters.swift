/// What fingers and eyes mistake for one another, among the characters of normalized names.
enum Characters {
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }

  /// Whether two keys touch on the keyboard that most of the world types on.
  static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
    guard a != b, let a = place(of: a), let b = place(of: b) else { return false }
    return abs(a.row - b.row) <= 1 && abs(a.column - b.column) <= 4
  }

  /// In quarters of a key, each row set off from the one above it.
  private static func place(of byte: UInt8) -> (row: Int, column: Int)? {
    guard byte < 0x80, rows[Int(byte)] >= 0 else { return nil }
    return (Int(rows[Int(byte)]), Int(columns[Int(byte)]))
  }

  private static let keys: [(keys: StaticString, offset: Int)] = [
    ("1234567890", 0), ("qwertyuiop", 2), ("asdfghjkl", 3), ("zxcvbnm", 5),
  ]
  private static let rows: [Int8] = table { row, _ in Int8(row) }
  private static let columns: [Int8] = table { row, column in Int8(keys[row].offset + 4 * column) }

  private static func table(_ value: (Int, Int) -> Int8) -> [Int8] {
    var table = [Int8](repeating: -1, count: 0x80)
    for (row, line) in keys.enumerated() {
      line.keys.withUTF8Buffer { line in
        for (column, byte) in line.enumerated() { table[Int(byte)] = value(row, column) }
      }
    }
    return table
  }

  /// Whether the first character passes for the second: `l`, `1` and `i`, and `0` and `o` both ways,
  /// other digits only for the letter that they stand for in a name's place.
  static func looks(_ new: UInt8, like old: UInt8) -> Bool {
    switch (Unicode.Scalar(new), Unicode.Scalar(old)) {
    case ("1", "l"), ("1", "i"), ("l", "1"), ("i", "1"), ("l", "i"), ("i", "l"), ("0", "o"),
      ("o", "0"), ("3", "e"), ("4", "a"), ("5", "s"), ("7", "t"), ("8", "b"), ("9", "g"):
      true
    default: false
    }
  }

  /// The letter that a digit stands for, `other` choosing the second of two.
  static func letter(for digit: UInt8, other: Bool) -> UInt8 {
    switch Unicode.Scalar(digit) {
    case "0": UInt8(ascii: "o")
    case "1": UInt8(ascii: other ? "i" : "l")
    case "3": UInt8(ascii: "e")
    case "4": UInt8(ascii: "a")
    case "5": UInt8(ascii: "s")
    case "7": UInt8(ascii: "t")
    case "8": UInt8(ascii: "b")
    case "9": UInt8(ascii: "g")
    default: digit
    }
  }

  /// Two letters that look like one.
  static let pairs: [(two: (UInt8, UInt8), one: UInt8)] = [
    ((UInt8(ascii: "r"), UInt8(ascii: "n")), UInt8(ascii: "m")),
    ((UInt8(ascii: "v"), UInt8(ascii: "v")), UInt8(ascii: "w")),
    ((UInt8(ascii: "c"), UInt8(ascii: "l")), UInt8(ascii: "d")),
  ]
}
