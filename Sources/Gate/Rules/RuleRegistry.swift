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

  package static func rule(_ id: RuleID) -> (any Rule.Type)? {
    all.first { $0.description.id == id }
  }
}
