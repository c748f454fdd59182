/// The text around a signature, in the only form that is read: one block, even lines, one line feed
/// after it and nothing else.
///
/// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
enum SignatureArmor {
  static let byteLimit = 16 << 10
  private static let beginning = Array("-----BEGIN SSH SIGNATURE-----\n".utf8)
  private static let ending = Array("\n-----END SSH SIGNATURE-----\n".utf8)
  private static let widest = 76

  /// The bytes that the text stands for.
  static func contents(of text: [UInt8]) throws(SignatureProblem) -> [UInt8] {
    guard text.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
    if text.contains(0x0d) { throw .armor(.carriageReturn) }
    guard text.starts(with: beginning) else { throw .armor(.noBeginning) }
    guard text.count > beginning.count + ending.count, text.suffix(ending.count) == ending[...]
    else { throw .armor(.noEnding) }
    let middle = text[beginning.count..<(text.count - ending.count)]
    let lines = middle.split(separator: 0x0a, omittingEmptySubsequences: false)
    if lines.contains(where: { $0.first == UInt8(ascii: "-") }) { throw .armor(.moreThanOne) }
    guard let width = lines.first?.count, width <= widest,
      lines.dropLast().allSatisfy({ $0.count == width }),
      let last = lines.last, (1...width).contains(last.count),
      let bytes = Base64.decoded(Array(lines.joined()))
    else { throw .armor(.base64) }
    return bytes
  }
}
