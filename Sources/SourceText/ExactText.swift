/// Text compared by its bytes.
///
/// `String` holds two spellings of one character (precomposed and decomposed) to be equal; the keys of
/// TOML and JSON are different then.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  @inline(__always)
  static func == (a: Self, b: Self) -> Bool {
    a.text.utf8.count == b.text.utf8.count && a.text == b.text
      && a.text.utf8.elementsEqual(b.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
