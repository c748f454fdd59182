import Gate
import Signatures
import SourceText

/// Where the overrides of a run come from: documents and signatures from what is proposed, and
/// everything that says whose signature counts from the base.
struct OverrideSource {
  let proposal: Proposal
  let policy: Policy
  /// Who counts by the word of a root that the operator has pinned.
  let root: RootTrust?
  /// That the policy is older than one before it, where that is known.
  let rollback: PolicyRollback?
  /// Who proposes the change, as far as the operator says it.
  let authors: [String]

  /// Nothing is read where nothing could be lifted, and no override comes with the change.
  func overrides(
    clock: Clock, for introductions: [Introduction]
  ) throws(RunFailure) -> Overrides {
    let changed = Set(proposal.change.files.map(\.path))
    let mayLift = !introductions.isEmpty && !policy.overrides.requirements.isEmpty
    guard mayLift || changed.contains(where: OverrideFolder.contains) else { return .none }
    let trust = try trust()
    let folder: OverrideFolder
    do throws(TreeError) {
      folder = try OverrideFolder.read(in: proposal.overrides)
    } catch {
      throw RunFailure(error)
    }
    return Overrides(
      folder,
      on: OverrideConditions(
        trust: trust, repository: policy.repository, clock: clock,
        policyExpires: policy.expires, rootExpires: root?.expires, rollback: rollback,
        authors: authors),
      changed: changed, introducing: introductions.compactMap(\.projectName),
      sharing: Processors.sharing)
  }

  private func trust() throws(RunFailure) -> OverrideTrust {
    try OverrideTrust.read(
      at: proposal.base.place, in: proposal.base.tree,
      isNeeded: root == nil && !policy.overrides.requirements.isEmpty
    ).rooted(in: root).above(policy.floorKeys)
  }
}

extension OverrideTrust {
  /// What a tree says, or why nothing can be judged by it. A policy that speaks of overrides needs to
  /// have signers.
  static func read(
    at place: String, in tree: FileTree, isNeeded: Bool
  ) throws(RunFailure) -> OverrideTrust {
    let isMissing: Bool
    let result: Result<OverrideTrust, TrustFileProblems>
    do throws(TreeError) {
      isMissing = isNeeded ? try tree.entry(signersPath) == nil : false
      result = try read(in: tree)
    } catch {
      throw RunFailure(error)
    }
    switch result {
    case .success(let trust):
      guard isMissing else { return trust }
      throw RunFailure(
        "the policy has 'overrides', and there is no '\(signersPath)' at \(place)",
        help: "name those who sign there, or remove 'overrides'", exitStatus: 2)
    case .failure(let problems):
      throw RunFailure(
        "what says whose signature counts is not valid at \(place)",
        help: "mend it; until then nothing can be judged", exitStatus: 2,
        diagnostics: problems.diagnostics)
    }
  }
}
