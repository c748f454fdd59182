/// Every rule there is, in the order in which the documentation lists them.
package enum RuleRegistry {
  package static let all: [any Rule.Type] = [
    Denied.self,
    Unlisted.self,
    Typosquat.self,
    UnknownProject.self,
    UnknownVersion.self,
    Malware.self,
    Quarantined.self,
    Deprecated.self,
    IndexConfusion.self,
    InvalidName.self,
    NewProject.self,
    NewRelease.self,
    Unpopular.self,
    SingleRelease.self,
    Yanked.self,
    Vulnerable.self,
    SourceOnly.self,
    PythonMismatch.self,
    ProvenanceLost.self,
    License.self,
    Transitive.self,
    Unpinned.self,
    MissingHash.self,
    LockTampered.self,
    DirectReferenceRule.self,
    IndexChanged.self,
    InsecureIndex.self,
    UndeclaredImport.self,
    UnknownImport.self,
    InstallCommand.self,
    UnreadableManifest.self,
    UnsupportedManifest.self,
    UninspectedSubmodule.self,
    TrustChanged.self,
    OverrideUnsigned.self,
    OverrideSignature.self,
    OverrideSigner.self,
    OverrideRevoked.self,
    OverrideScope.self,
    OverrideExpired.self,
    OverrideMalformed.self,
    OverrideUnused.self,
  ]

  package static var descriptions: [RuleDescription] { all.map { $0.description } }

  package static let ids: [RuleID] = all.map { $0.description.id }

  /// The place of a rule among findings that cost the same: what is said of the project itself comes
  /// before that nobody has listed it, and both before how it is declared.
  static func order(of id: RuleID) -> Int { order[id] ?? order.count }

  private static let order: [RuleID: Int] = {
    var ids = RuleRegistry.ids.filter { $0 != Unlisted.description.id }
    let place = ids.firstIndex(of: InvalidName.description.id).map { $0 + 1 } ?? 0
    ids.insert(Unlisted.description.id, at: place)
    // Of an override: what is wrong with it first, and what it then lacks after that.
    let isOfOverride = { (id: RuleID) in id.text.hasPrefix("override-") }
    ids = ids.filter { !isOfOverride($0) } + ids.filter(isOfOverride).sorted()
    return Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
  }()

  package static func rule(_ id: RuleID) -> (any Rule.Type)? {
    all.first { $0.description.id == id }
  }
}
