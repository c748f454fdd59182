import PythonPackaging
import SourceText

/// A policy file as it was written: every value has its form, and none has been held against the
/// rules, the tiers or the other values yet.
struct RawPolicy {
  /// The files that it starts from, those that count more last.
  var extends: [Placed<String>] = []
  var repository: Placed<String>?
  var tier: Placed<String>?
  var mode: Placed<Mode>?
  var inconclusiveStops: Placed<Bool>?
  var expires: Placed<Timestamp>?
  var serial: Placed<Int>?
  var scopes: [Scope] = []
  var tiers: [RawTier] = []
  var allowed: [ListEntry] = []
  var denied: [ListEntry] = []
  var manifests: [ManifestPaths] = []
  var roles: [RawRole] = []
  var overrides: [RawOverrideRequirement] = []
  /// Whether the key stands there, in order or not.
  var hasRepository = false
  var indexes: [PolicyIndex] = []
  var privateNames: [Placed<NamePattern>] = []

  /// Paths that are read by a format; by none when it is nil.
  struct ManifestPaths {
    let match: Placed<String>
    let format: (any ManifestFormat.Type)?
  }

  struct Scope {
    let match: Placed<String>
    let tier: Placed<String>
  }
}

/// A tier as it was written.
struct RawTier {
  let name: Placed<String>
  /// The file that gives it.
  var file: SourceFile { name.location.file }
  var extends: Placed<String>?
  /// Whether the key stands there, in order or not; true also for a tier that cannot be read.
  var hasExtends = false
  var levels: [RawRuleLevels] = []
  var maximumFactAge: YAMLNode?
}

/// What a tier was written to say of one rule.
struct RawRuleLevels {
  let rule: Placed<String>
  var level: Placed<Level>?
  /// Variants and settings, by name: the rule's description tells which is which.
  var details: [(name: Placed<String>, value: YAMLNode)] = []
}

/// A value together with the place that gave it.
struct Placed<Value> {
  let value: Value
  let location: Location

  init(_ value: Value, at location: Location) {
    self.value = value
    self.location = location
  }
}

extension Placed {
  /// What the same bytes mean.
  func holding<Other>(_ other: Other) -> Placed<Other> { Placed<Other>(other, at: location) }
}
