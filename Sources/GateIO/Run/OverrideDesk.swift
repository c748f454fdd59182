import Gate
import Glibc
import Signatures
import SourceText

/// The overrides of a working tree as those meet them who request, sign and look after them. What
/// counts is read from `HEAD`, as a commit hook reads it.
package struct OverrideDesk {
  package let policy: Policy
  package let trust: OverrideTrust
  package let now: Timestamp
  private let root: RootTrust?
  private let rollback: PolicyRollback?
  private let proposal: Proposal
  private let repository: GitRepository
  private let worktree: String
  private let environment: Environment

  package init(
    directory: String, environment: Environment, now: Timestamp
  ) throws(RunFailure) {
    self.environment = environment
    self.now = now
    let request = RunRequest(
      source: .git(.staged), directory: directory, environment: environment)
    do throws(GitError) {
      repository = try GitRepository.open(at: directory, environment: environment, mode: .hook)
    } catch {
      throw RunFailure(error)
    }
    guard let worktree = repository.worktree else {
      throw RunFailure("the repository has no working tree to keep overrides in", exitStatus: 2)
    }
    self.worktree = worktree
    proposal = try Proposal(request)
    let written = try PolicySource(request: request).policy(for: proposal)
    root = try RootSource(request: request).root(for: proposal, written)
    policy = if let written { written.bound(by: root) } else { try BuiltIn.policies().policy }
    rollback = SerialCheck(of: written, for: proposal, request).rollback
    trust = try OverrideTrust.read(
      at: proposal.base.place, in: proposal.base.tree, isNeeded: false
    ).rooted(in: root).above(policy.floorKeys)
  }

  /// Where what counts was read from, in words.
  package var place: String { proposal.base.place }

  private var folder: String { "\(worktree)/\(OverrideFolder.path)" }

  /// What lies in the working tree.
  package func overrides() throws(RunFailure) -> OverrideFolder {
    if FileReading.isLink(folder) {
      throw RunFailure(
        "'\(OverrideFolder.path)' is a symbolic link, and no override is read through it",
        help: "replace it with a folder", exitStatus: 2)
    }
    do throws(TreeError) {
      return try OverrideFolder.read(in: DirectoryTree.overrides(ofWorktree: worktree))
    } catch {
      throw RunFailure(error)
    }
  }

  package func override(_ id: String) throws(RunFailure) -> OverrideFile {
    let files = try overrides().files
    if let file = files.first(where: { $0.id == id }) { return file }
    let known = files.map { "'\($0.id)'" }.joined(separator: ", ")
    throw RunFailure(
      "there is no override '\(id)' in '\(OverrideFolder.path)'",
      help: known.isEmpty ? "request one with 'pipgate override request'" : "name one of \(known)",
      exitStatus: 2)
  }

  package func examine(_ file: OverrideFile) -> ExaminedOverride {
    ExaminedOverride(
      file,
      on: OverrideConditions(
        trust: trust, repository: policy.repository, clock: Clock(now),
        policyExpires: policy.expires, rootExpires: root?.expires, rollback: rollback))
  }

  /// Whether any manifest that an override names declares its project, as far as they are read.
  package func isDeclared(_ document: OverrideDocument) throws(RunFailure) -> Bool {
    do throws(TreeError) {
      let head = proposal.change.head
      var paths: [RepositoryPath] = []
      for path in document.paths where try head.entry(path) != nil { paths.append(path) }
      let declared = try Declarations.read(
        paths, in: head, as: policy.manifests, sharing: Processors.sharing,
        modules: BuiltIn.modules)
      return declared.dependencies.contains { $0.name == document.project }
    } catch {
      throw RunFailure(error)
    }
  }

  /// The address of whoever is at work.
  package func identity() throws(RunFailure) -> String? {
    do throws(GitError) {
      return try repository.identity()
    } catch {
      throw RunFailure(error)
    }
  }

  /// The serial for the next document: above all that are here, and not below what counts.
  package func nextSerial() throws(RunFailure) -> Int {
    var highest = trust.minimumSerial - 1
    for file in try overrides().files {
      guard
        case .success(let document) = OverrideDocument.read(
          file.file, id: file.id)
      else { continue }
      highest = max(highest, document.serial)
    }
    return min(max(highest, 0) + 1, 999_999_999)
  }

  /// Writes a new document; one that is there already stays as it is.
  package func keep(_ document: OverrideDocument) throws(RunFailure) -> String {
    let name = "\(OverrideFolder.path)/\(document.id).yaml"
    try makeFolders()
    guard access("\(worktree)/\(name)", F_OK) != 0 else {
      throw RunFailure(
        "'\(name)' is there already", help: "give the new one another name with '--id'",
        exitStatus: 2)
    }
    // What is signed are bytes, which git must not convert.
    let attributes = "\(folder)/.gitattributes"
    if access(attributes, F_OK) != 0 {
      try FileWriting.write(Array("* -text\n".utf8), to: attributes, permissions: 0o644)
    }
    try FileWriting.write(
      Array(document.text.utf8), to: "\(worktree)/\(name)", permissions: 0o644)
    return name
  }

  /// Signs a document and puts the signature beside it.
  package func sign(
    _ file: OverrideFile, with key: String
  ) throws(RunFailure) -> (path: String, key: PublicKey) {
    let text = try SigningTool.sign(file.file.bytes, with: key, environment: environment)
    let signature: DetachedSignature
    do throws(SignatureProblem) {
      signature = try DetachedSignature(armored: text, namespace: OverrideTrust.namespace)
      try signature.verify(file.file.bytes)
    } catch {
      throw RunFailure("this signature would not count: \(error)", exitStatus: 2)
    }
    for other in file.signatures {
      if let read = try? DetachedSignature(
        armored: other.bytes, namespace: OverrideTrust.namespace), read.key == signature.key
      {
        throw RunFailure(
          "'\(other.path)' is already a signature of this key",
          help: "remove it first, if the document has changed since", exitStatus: 2)
      }
    }
    let taken = Set(file.signatures.map(\.path.description))
    let names = ["\(file.file.path).sig"] + (2...99).map { "\(file.file.path).\($0).sig" }
    guard let name = names.first(where: { !taken.contains($0) }) else {
      throw RunFailure("there are too many signatures of '\(file.id)'", exitStatus: 2)
    }
    try makeFolders()
    try FileWriting.write(text, to: "\(worktree)/\(name)", permissions: 0o644)
    return (name, signature.key)
  }

  private func makeFolders() throws(RunFailure) {
    for path in ["\(worktree)/.pipgate", folder] { try FileWriting.makeFolder(path) }
  }

  /// Adds a line to the file of revocations in the working tree.
  package func revoke(_ line: String) throws(RunFailure) -> String {
    let name = OverrideTrust.revocationsPath.description
    let path = "\(worktree)/\(name)"
    var bytes = FileReading.isThere(path) ? try FileReading.bytesOfOwnFile(at: path) : []
    if let last = bytes.last, last != 0x0a { bytes.append(0x0a) }
    bytes += Array("\(line)\n".utf8)
    if case .failure(let problems) = Revocations.read(
      SourceFile(path: OverrideTrust.revocationsPath, bytes: bytes),
      isID: { OverrideDocument.isID($0) })
    {
      throw RunFailure(
        "'\(name)' would not be valid", exitStatus: 2, diagnostics: problems.diagnostics)
    }
    try makeFolders()
    try FileWriting.write(bytes, to: path, permissions: 0o644)
    return name
  }
}
