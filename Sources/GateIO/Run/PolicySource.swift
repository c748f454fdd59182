import Gate
import SourceText

/// Where a run's policy comes from: a file that the operator names, or the base of the change.
struct PolicySource {
  let request: RunRequest

  static let path = TrustedPaths.policy

  /// Nil where the base has none and the operator asks for nothing: then the built-in one holds.
  func policy(for proposal: Proposal) throws(RunFailure) -> Policy? {
    let floor = try FloorSource(request: request).floor()
    let written = try writtenPolicy(for: proposal, above: floor) ?? floor?.aboveItself
    guard let name = request.tier else { return written }
    let policy = if let written { written } else { try BuiltIn.policies().policy }
    guard let judged = policy.judging(everythingBy: name) else {
      let known = policy.tiers.keys.sorted()
      let nearest = NearestWord.nearest(to: name, among: known)
      throw RunFailure(
        "there is no tier '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        help: "choose one of \(known.joined(separator: ", "))", exitStatus: 2)
    }
    return judged
  }

  private func writtenPolicy(
    for proposal: Proposal, above floor: Policy?
  ) throws(RunFailure) -> Policy? {
    if let file = request.policyFile {
      let bytes = try FileReading.bytes(at: file)
      return try read(
        SourceFile(path: RepositoryPath(file), bytes: bytes), in: .disk, origin: file, floor)
    }
    let origin = "\(Self.path) at \(proposal.base.place)"
    let found: Result<SourceFile?, TrustedFileProblem>
    do {
      found = try TrustedFile.read(Self.path, in: proposal.base.tree)
    } catch {
      throw RunFailure(error)
    }
    switch found {
    case .success(nil): return nil
    case .success(let file?):
      return try read(file, in: PolicyLibrary(proposal.base.tree), origin: origin, floor)
    case .failure(let problem): throw Self.unusable(origin, [problem.diagnostic])
    }
  }

  private func read(
    _ file: SourceFile, in library: PolicyLibrary, origin: String, _ floor: Policy?
  ) throws(RunFailure) -> Policy {
    let files: PolicyFiles
    do throws(TreeError) {
      files = try PolicyFiles(file, in: library)
    } catch {
      throw RunFailure(error)
    }
    return try Self.valid(files, origin: origin, above: floor)
  }

  /// The policy of files that are in order, or everything that is wrong with them.
  static func valid(
    _ files: PolicyFiles, origin: String, above floor: Policy?
  ) throws(RunFailure) -> Policy {
    let result = Policy.read(
      files, origin: origin, builtIn: try BuiltIn.policies(), rules: RuleRegistry.descriptions,
      floor: floor)
    switch result {
    case .success(let policy): return policy
    case .failure(let problems): throw unusable(origin, problems.diagnostics)
    }
  }

  private static func unusable(_ origin: String, _ diagnostics: [Diagnostic]) -> RunFailure {
    let count = diagnostics.count
    let name = origin.utf8.last == UInt8(ascii: "'") ? origin : "the policy '\(origin)'"
    return RunFailure(
      "\(name) is not valid: \(count == 1 ? "one problem" : "\(count) problems")",
      help: "mend the policy; until then nothing can be judged", exitStatus: 2,
      diagnostics: diagnostics)
  }
}
