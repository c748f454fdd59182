import SourceText

/// The documents and signatures that a tree holds, as they were stored.
package struct OverrideFolder: Sendable {
  /// Sorted by path.
  package let files: [OverrideFile]
  /// About files that are neither.
  package let strays: [OverrideProblem]

  package static let path: RepositoryPath = ".pipgate/overrides"
  /// How many files are read; what more there is is told.
  static let fileLimit = 2000
  static let signatureLimit = 16

  package static let empty = OverrideFolder(files: [], strays: [])

  /// Whether a path lies in the folder.
  package static func contains(_ path: RepositoryPath) -> Bool {
    path.bytes.starts(with: prefix)
  }

  private static let prefix = path.bytes + [UInt8(ascii: "/")]

  package init(files: [OverrideFile], strays: [OverrideProblem]) {
    self.files = files
    self.strays = strays
  }

  package static func read(in tree: FileTree) throws(TreeError) -> OverrideFolder {
    var paths = try tree.pathsWhere(contains)
    var strays: [OverrideProblem] = []
    if let entry = try tree.entry(path) { strays.append(.notAFolder(entry)) }
    if paths.count > fileLimit {
      strays.append(
        OverrideProblem(
          .malformed, "there are more than \(fileLimit) files here; the rest is not read",
          in: path, help: "remove overrides that have expired"))
      paths.removeLast(paths.count - fileLimit)
    }
    var documents: [(path: RepositoryPath, id: String)] = []
    var signatures: [RepositoryPath: [(number: Int, path: RepositoryPath)]] = [:]
    for path in paths {
      switch OverrideFileName(path.bytes.dropFirst(prefix.count)) {
      case .document(let id): documents.append((path, id))
      case .signature(let name, let number):
        signatures[RepositoryPath(bytes: prefix + name), default: []].append((number, path))
      case .note: continue
      case .stray:
        strays.append(
          OverrideProblem(
            .malformed, "this is neither an override nor a signature of one", in: path,
            help: "name an override 'ID.yaml' and its signatures 'ID.yaml.sig', 'ID.yaml.2.sig'"))
      }
    }
    var files: [OverrideFile] = []
    for (path, id) in documents {
      let signed = (signatures.removeValue(forKey: path) ?? []).sorted { $0.number < $1.number }
      if signed.count > signatureLimit {
        strays.append(
          OverrideProblem(
            .signature, "there are more than \(signatureLimit) signatures; the rest is not read",
            in: path, help: "remove those that do not count"))
      }
      var contents: [OverrideFile.Signature] = []
      for (_, path) in signed.prefix(signatureLimit) {
        switch try contentsOfFile(at: path, in: tree) {
        case .success(let bytes): contents.append(.init(path: path, bytes: bytes))
        case .failure(let problem): strays.append(problem.problem(.signature, path))
        }
      }
      switch try contentsOfFile(at: path, in: tree) {
      case .success(let bytes):
        files.append(
          OverrideFile(
            id: id, file: SourceFile(path: path, bytes: bytes), signatures: contents))
      case .failure(let problem): strays.append(problem.problem(.malformed, path))
      }
    }
    strays += signatures.values.joined().map {
      OverrideProblem(
        .signature, "the override of this signature is not there", in: $0.path,
        help: "add it, or remove the signature")
    }
    return OverrideFolder(files: files, strays: strays)
  }

  /// Why an entry cannot be an override.
  private struct EntryProblem: Error {
    let message: String

    func problem(_ kind: OverrideProblem.Kind, _ path: RepositoryPath) -> OverrideProblem {
      OverrideProblem(
        kind, message, in: path,
        help: "replace it with a regular file of at most 64 KiB, or remove it")
    }
  }

  private static func contentsOfFile(
    at path: RepositoryPath, in tree: FileTree
  ) throws(TreeError) -> Result<[UInt8], EntryProblem> {
    switch try tree.entry(path) {
    case .file(let bytes) where bytes.count <= OverrideDocument.byteLimit: .success(bytes)
    case .file, .tooLarge: .failure(EntryProblem(message: "the file is larger than 64 KiB"))
    case .link: .failure(EntryProblem(message: "this is a symbolic link, which is not followed"))
    case .submodule, nil: .failure(EntryProblem(message: "this is not a file"))
    }
  }
}

extension OverrideProblem {
  /// That something else stands where the folder is due, so that no override is read.
  fileprivate static func notAFolder(_ entry: TreeEntry) -> Self {
    let message =
      switch entry {
      case .link: "this is a symbolic link, which is not followed: no override is read"
      case .submodule: "this is another repository, in which no override is read"
      case .file, .tooLarge: "this is a file, and overrides lie in a folder"
      }
    return Self(
      .malformed, message, in: OverrideFolder.path, help: "replace it with a folder, or remove it")
  }
}

/// A document with the signatures that lie beside it.
package struct OverrideFile: Sendable {
  package struct Signature: Sendable {
    package let path: RepositoryPath
    package let bytes: [UInt8]

    package init(path: RepositoryPath, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  package let id: String
  package let file: SourceFile
  package let signatures: [Signature]

  package init(id: String, file: SourceFile, signatures: [Signature]) {
    self.id = id
    self.file = file
    self.signatures = signatures
  }
}

/// What the name of a file in the folder says.
package enum OverrideFileName: Hashable, Sendable {
  case document(id: String)
  /// Of the document whose file has the name; the first signature has no number and counts as 1.
  case signature(of: [UInt8], number: Int)
  /// A file for people or for git.
  case note
  case stray

  package init(_ name: some Collection<UInt8>) {
    let name = Array(name)
    let text = String(decoding: name, as: UTF8.self)
    if ["README.md", ".gitkeep", ".gitattributes"].contains(text) {
      self = .note
    } else if let id = Self.dropping(".yaml", from: text), OverrideDocument.isID(id) {
      self = .document(id: String(id))
    } else if let signed = Self.dropping(".sig", from: text) {
      self = Self.signature(String(signed))
    } else {
      self = .stray
    }
  }

  private static func signature(_ text: String) -> OverrideFileName {
    if let id = dropping(".yaml", from: text), OverrideDocument.isID(id) {
      return .signature(of: Array(text.utf8), number: 1)
    }
    let digits = text.utf8.suffix(while: { (0x30...0x39).contains($0) })
    let name = text.utf8.dropLast(digits.count)
    guard name.last == UInt8(ascii: "."), digits.count <= 2, digits.first != 0x30,
      let number = Int(String(decoding: digits, as: UTF8.self)), number >= 2,
      case let document = String(decoding: name.dropLast(), as: UTF8.self),
      let id = dropping(".yaml", from: document), OverrideDocument.isID(id)
    else { return .stray }
    return .signature(of: Array(document.utf8), number: number)
  }

  private static func dropping(_ ending: String, from text: String) -> Substring? {
    guard text.utf8.count > ending.utf8.count,
      text.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    else { return nil }
    return text.dropLast(ending.count)
  }
}

extension BidirectionalCollection {
  /// The longest ending whose elements all pass.
  fileprivate func suffix(while isWanted: (Element) -> Bool) -> SubSequence {
    self[(lastIndex { !isWanted($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}
