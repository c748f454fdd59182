import PythonPackaging
import SourceText

/// The projects that a repository uses, by name: those that a first policy lists, and those that a
/// person should look at before.
package struct Baseline {
  /// Those to list, each group sorted and none in two of them.
  package private(set) var listed: [Use: [ProjectName]] = [:]
  /// Sorted by name.
  package private(set) var leftOut: [LeftOut] = []
  /// Where files name other indexes than the one that the run asks, the first place of each.
  package private(set) var otherIndexes: [Location] = []
  /// What no installer's list could be read from; more may be in use than is known.
  package let unreadable: [Unreadable]
  /// The files that were read.
  package let fileCount: Int

  /// How a repository uses a project; the first that holds counts.
  package enum Use: Int, CaseIterable, Hashable, Sendable, Comparable {
    case requested, observed, locked, constrained, channel

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A project that is in use and that no list should take over unseen.
  package struct LeftOut: Hashable, Sendable {
    package let name: ProjectName
    /// The first place that names it.
    package let place: Location
    package let reason: Reason
  }

  package enum Reason: Hashable, Sendable {
    /// By the built-in list.
    case denied(ListEntry)
    case lookAlike(Likeness)
    /// It is in use, and not from an index: an entry would speak of another project of its name.
    case reference
    /// It comes from an index that the policy does not know yet.
    case otherIndex
    /// The repository itself is the project.
    case own
  }

  /// Sorts out what an inventory holds. `listsChannels` is for tiers that ask whether a name is on the
  /// list: elsewhere to list what comes from a channel would only open the door to a project of the
  /// same name on an index.
  package init(
    _ inventory: Inventory, denied: (Dependency) -> ListEntry?,
    likeness: (ProjectName) -> Likeness?, listsChannels: Bool
  ) {
    unreadable = inventory.unreadable.filter { $0.kind.ceiling == .forbid }
    fileCount = inventory.files.count
    var uses: [ProjectName: (use: Use, dependency: Dependency)] = [:]
    var elsewhere: [ProjectName: LeftOut] = [:]
    var denials: [ProjectName: LeftOut] = [:]
    for dependency in inventory.dependencies.sorted(by: { $0.nameLocation < $1.nameLocation }) {
      guard let name = dependency.name, dependency.kind.choosesRelease else { continue }
      let place = dependency.nameLocation
      if denials[name] == nil, let entry = denied(dependency) {
        denials[name] = LeftOut(name: name, place: place, reason: .denied(entry))
      }
      if dependency.reference != nil || dependency.index != nil {
        let reason = dependency.reference == nil ? Reason.otherIndex : .reference
        if elsewhere[name] == nil {
          elsewhere[name] = LeftOut(name: name, place: place, reason: reason)
        }
        continue
      }
      let use = dependency.use
      if use == .channel, !listsChannels { continue }
      if let known = uses[name], known.use <= use { continue }
      uses[name] = (use, dependency)
    }
    for (name, (use, dependency)) in uses {
      if let denial = denials[name] {
        leftOut.append(denial)
      } else if inventory.projectNames.contains(name) {
        leftOut.append(LeftOut(name: name, place: dependency.nameLocation, reason: .own))
      } else if let likeness = likeness(name) {
        let place = dependency.nameLocation
        leftOut.append(LeftOut(name: name, place: place, reason: .lookAlike(likeness)))
      } else {
        listed[use, default: []].append(name)
      }
    }
    leftOut += elsewhere.values.filter { uses[$0.name] == nil }.map { denials[$0.name] ?? $0 }
    leftOut.sort { $0.name < $1.name }
    for use in Use.allCases { listed[use]?.sort() }
    otherIndexes = Self.places(of: inventory)
  }

  /// How many projects are listed.
  package var count: Int { listed.values.reduce(0) { $0 + $1.count } }

  private static func places(of inventory: Inventory) -> [Location] {
    var seen: Set<String> = []
    return inventory.options.sorted { $0.location < $1.location }.compactMap { option in
      guard option.kind == .indexURL || option.kind == .extraIndexURL,
        option.context.ceiling == .forbid, !IndexURL.standard.isMeant(by: option.value),
        seen.insert(option.value).inserted
      else { return nil }
      return option.location
    }
  }
}

extension Inventory {
  /// What all manifests, scripts and commands of a tree declare. Text that people read uses nothing,
  /// and what code imports is only guessed.
  package static func everything(
    in tree: FileTree, isOwnIndex: @escaping (String) -> Bool, sharing: WorkSharing
  ) throws(TreeError) -> Inventory {
    let selection = ManifestSelection()
    let wanted = ManifestFormats.members { $0 != .prose }
    var cache = ManifestCache()
    cache.isOwnIndex = isOwnIndex
    cache.sharing = sharing
    let paths = try tree.pathsWhere { selection.format(for: $0, among: wanted) != nil }
    return try read(paths, in: tree, as: selection, cache: &cache)
  }
}

extension Dependency {
  fileprivate var use: Baseline.Use {
    if ecosystem == .conda { return .channel }
    if role == .constraint { return .constrained }
    return switch kind {
    case .declared: .requested
    case .locked(let isDirect): isDirect == true ? .requested : .locked
    case .script, .command, .prose, .imported: .observed
    }
  }
}
