import SourceText

/// A policy file and all that it extends, read one by one and not yet held against each other.
package struct PolicyFiles {
  /// Each file once, those that count more first: a file stands before what it extends, and what is
  /// extended last before what is extended earlier.
  private(set) var raw: [RawPolicy] = []
  /// The same files.
  package private(set) var files: [SourceFile] = []
  /// What is wrong so far, and what the files refer to.
  private(set) var fields: PolicyFields

  /// A file that extends another extends what that one extends, and so on: this many levels.
  static let depthLimit = 32
  static let countLimit = 100

  private let library: PolicyLibrary
  let kind: RawPolicyReader.Kind
  private var state: [RepositoryPath: State] = [:]
  private var isTold = false

  private enum State {
    case open, done
  }

  /// Reads a repository's policy and what it extends.
  package init(_ file: SourceFile, in library: PolicyLibrary) throws(TreeError) {
    try self.init(file, in: library, as: .repository)
  }

  /// Reads the floor that an operator sets, and what it extends.
  package init(floor file: SourceFile, in library: PolicyLibrary) throws(TreeError) {
    try self.init(file, in: library, as: .floor)
  }

  private init(
    _ file: SourceFile, in library: PolicyLibrary, as kind: RawPolicyReader.Kind
  ) throws(TreeError) {
    self.library = library
    self.kind = kind
    fields = PolicyFields(file: file)
    try read(file, depth: 0)
    // What is extended is complete before what extends it.
    raw.reverse()
    files.reverse()
  }

  private mutating func read(_ file: SourceFile, depth: Int) throws(TreeError) {
    state[file.path] = .open
    var reader = RawPolicyReader(file: file, kind: kind, fields: fields)
    let policy = reader.read()
    fields = reader.fields
    for written in policy.extends { try extend(written, depth: depth + 1) }
    state[file.path] = .done
    raw.append(policy)
    files.append(file)
  }

  private mutating func extend(_ written: Placed<String>, depth: Int) throws(TreeError) {
    let shown = "'\(written.value.shortened)'"
    guard let path = library.resolve(written.value, written.location.file.path) else {
      return fields.problems.add(
        "\(shown) is not a path inside the repository", at: written.location,
        help: "write the path of a policy file, from the folder of this one")
    }
    switch state[path] {
    case .done: return
    case .open:
      let through = path == written.location.file.path ? "" : " through \(shown)"
      return fields.problems.add(
        "the policy extends itself\(through)", at: written.location,
        help: "remove one of the two")
    case nil: break
    }
    guard depth <= Self.depthLimit else {
      return fields.problems.add(
        "\(shown) is extended more than \(Self.depthLimit) files deep", at: written.location,
        help: "extend fewer files")
    }
    guard state.count < Self.countLimit else {
      defer { isTold = true }
      return isTold
        ? ()
        : fields.problems.add(
          "the policy has more than \(Self.countLimit) files", at: written.location,
          help: "extend fewer files")
    }
    if let file = try file(at: path, written) { try read(file, depth: depth) }
  }

  private mutating func file(
    at path: RepositoryPath, _ written: Placed<String>
  ) throws(TreeError) -> SourceFile? {
    let fact: String
    switch try library.entry(path) {
    case .file(let bytes): return SourceFile(path: path, bytes: bytes)
    case nil: fact = "is not there: no file has the path '\(path)'"
    case .link: fact = "is a link, which is not followed"
    case .submodule: fact = "is in another repository"
    case .tooLarge: fact = "is too large"
    }
    fields.problems.add(
      "'\(written.value.shortened)' \(fact)", at: written.location,
      help: "name a policy file by its path from the folder of this one")
    return nil
  }
}
