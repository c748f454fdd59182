import Glibc

/// A `.netrc` file: names and passwords by host.
///
/// Read more strictly than others do: the file must be its owner's alone, what is not understood
/// makes all of it unusable, and the entry `default`, which would send a password to any host, counts
/// for nothing.
// https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
struct Netrc {
  struct Entry: Hashable {
    /// In lower case.
    let host: String
    var login: String?
    var password: String?
  }

  /// Why a file is not used, in lower case and without a final stop.
  struct Problem: Error, Hashable {
    let reason: String
  }

  private(set) var entries: [Entry] = []

  private static let largest = 256 << 10

  /// Nil when there is no such file.
  init?(at path: String) throws(Problem) {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Problem(reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(reason: "it is no regular file")
    }
    guard status.st_uid == geteuid() else { throw Problem(reason: "it is somebody else's") }
    guard status.st_mode & 0o077 == 0 else {
      throw Problem(reason: "others may read or write it; 'chmod 600' mends that")
    }
    do {
      self = try Netrc(FileReading.bytes(at: path, limit: Self.largest))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(reason: "it cannot be read, or is larger than \(Self.largest >> 10) KiB")
    }
  }

  init(_ bytes: [UInt8]) throws(Problem) {
    var words = NetrcWords(bytes)
    var open: Entry?
    /// Whether what follows belongs to `default`, which is passed over.
    var isDefault = false
    while let word = try words.next() {
      switch word {
      case "machine":
        if let open { entries.append(open) }
        open = Entry(host: try words.value(of: word).lowercased())
        isDefault = false
      case "default":
        if let open { entries.append(open) }
        open = nil
        isDefault = true
      case "login", "user":
        let value = try words.value(of: word)
        guard open != nil || isDefault else { throw words.problem }
        open?.login = value
      case "password":
        let value = try words.value(of: word)
        guard open != nil || isDefault else { throw words.problem }
        open?.password = value
      case "account":
        _ = try words.value(of: word)
        guard open != nil || isDefault else { throw words.problem }
      case "macdef": words.skipMacro()
      default: throw words.problem
      }
    }
    if let open { entries.append(open) }
  }

  /// The first entry for a host that has a password, of the given user where one is given.
  func entry(for host: String, user: String?) -> Entry? {
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return entries.first { entry in
      (entry.host == host || entry.host == bare) && entry.password != nil
        && (user == nil || entry.login == user)
    }
  }
}

/// The words of a `.netrc` file.
private struct NetrcWords {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var problem: Netrc.Problem { Netrc.Problem(reason: "line \(line) is not understood") }

  /// The next word that is no comment.
  mutating func next() throws(Netrc.Problem) -> String? {
    while true {
      skipBlanks()
      guard position < bytes.count else { return nil }
      guard bytes[position] == UInt8(ascii: "#") else { return try word() }
      while position < bytes.count, bytes[position] != 0x0a { position += 1 }
    }
  }

  /// What follows a keyword, which may begin with `#`.
  mutating func value(of keyword: String) throws(Netrc.Problem) -> String {
    skipBlanks()
    guard position < bytes.count else { throw problem }
    return try word()
  }

  /// A macro lasts to the next empty line.
  mutating func skipMacro() {
    var isEmpty = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == 0x0a else {
        if byte != 0x0d { isEmpty = false }
        continue
      }
      line += 1
      if isEmpty { return }
      isEmpty = true
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) {
      if bytes[position] == 0x0a { line += 1 }
      position += 1
    }
  }

  /// Characters up to a blank, or up to a second quotation mark; `\` takes the next as it is.
  private mutating func word() throws(Netrc.Problem) -> String {
    var word: [UInt8] = []
    let isQuoted = bytes[position] == UInt8(ascii: "\"")
    if isQuoted { position += 1 }
    while true {
      guard position < bytes.count else {
        if isQuoted { throw problem }
        break
      }
      var byte = bytes[position]
      if isQuoted ? byte == UInt8(ascii: "\"") : Self.isBlank(byte) { break }
      if byte == UInt8(ascii: "\\") {
        position += 1
        guard position < bytes.count else { throw problem }
        byte = bytes[position]
      }
      guard byte >= 0x20, byte != 0x7f else { throw problem }
      word.append(byte)
      position += 1
    }
    if isQuoted { position += 1 }
    guard let text = String(validating: word, as: UTF8.self) else { throw problem }
    return text
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte)
  }
}
