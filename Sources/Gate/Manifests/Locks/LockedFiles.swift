import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads a list of files.
  func lockedFiles(_ entry: TOMLEntry?) throws(Unreadable) -> [LockedFile] {
    guard let entry else { return [] }
    guard let values = entry.value.array else { throw wrong(entry, expected: "a list") }
    var files: [LockedFile] = []
    files.reserveCapacity(values.count)
    for value in values {
      guard let table = value.table else {
        throw .declaration(
          "\(value.kind) where a file is due", at: location(value.range), help: LockedHash.remedy)
      }
      files.append(try lockedFile(table, at: value.range))
    }
    return files
  }

  /// Reads the files of a release: its source distribution and its wheels.
  func lockedDistributions(_ table: TOMLTable) throws(Unreadable) -> [LockedFile] {
    let wheels = try lockedFiles(table["wheels"])
    guard let sdist = table["sdist"] else { return wheels }
    guard let table = sdist.value.table else { throw wrong(sdist, expected: "a table") }
    return [try lockedFile(table, at: location(of: sdist).range)] + wheels
  }

  /// Reads a file of a release: `url`, `path` or a name, and its hash or table of hashes.
  func lockedFile(_ table: TOMLTable, at place: Range<Int>) throws(Unreadable) -> LockedFile {
    var (url, path, name): (String?, String?, String?)
    var hashes: [String] = []
    // Locks are mostly lists of files: one pass over the keys of each.
    for entry in table.entries {
      switch entry.key {
      case "url": url = try lockedText(entry).text
      case "path": path = try lockedText(entry).text
      case "name", "filename", "file": name = try lockedText(entry).text
      case "hash": hashes.append(try lockedHash(lockedText(entry)))
      case "hashes":
        guard let table = entry.value.table else { throw wrong(entry, expected: "a table") }
        for hash in table.entries { hashes.append(try lockedHash(hash)) }
      default: continue
      }
    }
    guard let name = name ?? url.map(LockedHash.fileName) ?? path.map(LockedHash.lastComponent)
    else {
      throw .declaration("a file without a name", at: location(place), help: LockedHash.remedy)
    }
    return LockedFile(name: name, url: url, hashes: LockedHash.union(hashes))
  }

  private func lockedText(_ entry: TOMLEntry) throws(Unreadable) -> TOMLString {
    guard let text = entry.value.string else { throw wrong(entry, expected: "a string") }
    return text
  }

  /// Reads `algorithm:hexadecimal`.
  func lockedHash(_ text: TOMLString) throws(Unreadable) -> String {
    guard let hash = LockedHash.normalized(text.text) else {
      throw .notAHash(text.text, at: location(text.contentRange))
    }
    return hash
  }

  /// Reads an algorithm with its digest.
  private func lockedHash(_ entry: TOMLEntry) throws(Unreadable) -> String {
    let text = try lockedText(entry)
    guard let hash = LockedHash.normalized("\(entry.key):\(text.text)") else {
      throw .notAHash(text.text, at: location(text.contentRange))
    }
    return hash
  }
}

extension Unreadable {
  static func notAHash(_ text: String, at place: Location) -> Unreadable {
    .declaration("'\(text)' is no hash", at: place, help: LockedHash.remedy)
  }
}

/// How locks write hashes and the names of files.
enum LockedHash {
  /// What to do about a lock that no tool has written so.
  static let remedy = "lock again with the tool that made the file"

  /// `algorithm:hexadecimal` in lower case; a digest alone is of SHA-256, as old locks have it. Nil
  /// for what is no hash.
  static func normalized(_ text: String) -> String? {
    var colon: Int?
    var isLower = true
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ":") where colon == nil && count > 0: colon = count
      case 0x30...0x39, 0x61...0x66: break
      case 0x41...0x46: isLower = false
      // Other letters and the mark between them occur in the names of algorithms only.
      case 0x67...0x7a, UInt8(ascii: "_"): if colon != nil { return nil }
      case 0x47...0x5a:
        if colon != nil { return nil }
        isLower = false
      default: return nil
      }
      count += 1
    }
    guard let colon else {
      let isDigest = count == 64 && text.utf8.allSatisfy { $0 < 0x67 && $0 != UInt8(ascii: "_") }
      return isDigest ? "sha256:" + text.lowercased() : nil
    }
    if colon + 1 == count { return nil }
    return isLower ? text : text.lowercased()
  }

  /// Sorted and without repetition.
  static func union(_ hashes: [String]) -> [String] {
    if hashes.count < 2 { return hashes }
    var sorted = hashes.sorted()
    var last = 0
    for index in 1..<sorted.count where sorted[index] != sorted[last] {
      last += 1
      sorted.swapAt(last, index)
    }
    sorted.removeLast(sorted.count - last - 1)
    return sorted
  }

  /// The file's name at the end of a URL, without query and fragment and with its escapes resolved.
  static func fileName(of url: String) -> String {
    let address = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let name = lastComponent(of: String(decoding: address, as: UTF8.self))
    return name.utf8.contains(UInt8(ascii: "%")) ? decoded(name) : name
  }

  /// What follows the last slash of a path.
  static func lastComponent(of path: String) -> String {
    let bytes = path.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
    return String(decoding: bytes[(start ?? bytes.startIndex)...], as: UTF8.self)
  }

  /// Undoes percent-encoding, once, as installers do.
  private static func decoded(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
        let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
      {
        output.append(UInt8(high << 4 | low))
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
