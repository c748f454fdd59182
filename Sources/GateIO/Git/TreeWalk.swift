import Gate
import SourceText

/// Paths, looked up, listed and compared in the tree objects of a repository.
///
/// A class because it keeps the trees it has read.
final class TreeWalk {
  let reader: any GitReader
  private var trees = KnownTrees()

  init(_ reader: any GitReader) { self.reader = reader }

  /// What a tree has at a path; nil also for a folder and for a path that leads through a link.
  func leaf(at path: RepositoryPath, in root: ObjectID) throws(GitError) -> TreeLeaf? {
    var tree = root
    var rest = path.bytes[...]
    while true {
      let end = rest.firstIndex(of: slash)
      let name = rest[..<(end ?? rest.endIndex)]
      let items = try sortedItems(of: tree)
      guard let item = find(name, in: items) else { return nil }
      switch (item.node, end) {
      case (.leaf(let leaf), nil): return leaf
      case (.folder(let next), let end?):
        tree = next
        rest = rest[(end + 1)...]
      default: return nil
      }
    }
  }

  /// The names of all that a folder of a tree holds; nil where there is no such folder.
  func names(in folder: RepositoryPath, of root: ObjectID) throws(GitError) -> Set<[UInt8]>? {
    var tree = root
    for name in folder.bytes.split(separator: slash, omittingEmptySubsequences: false) {
      guard let next = find(name, in: try sortedItems(of: tree))?.node.folder else { return nil }
      tree = next
    }
    return Set(try sortedItems(of: tree).map(\.name))
  }

  /// Every leaf of a tree, sorted by path.
  func leaves(of root: ObjectID) throws(GitError) -> [(path: RepositoryPath, leaf: TreeLeaf)] {
    try differences(from: nil, to: root).compactMap { difference in
      difference.after.map { (difference.path, $0) }
    }
  }

  /// The paths at which two trees (nil: nothing) differ, sorted. Equal subtrees are not opened.
  func differences(
    from before: ObjectID?, to after: ObjectID?
  ) throws(GitError) -> [TreeDifference] {
    var found: [TreeDifference] = []
    var budget = WalkBudget()
    var pending: [(prefix: [UInt8], before: ObjectID?, after: ObjectID?)] = [([], before, after)]
    while let (prefix, before, after) = pending.popLast() {
      if before == after { continue }
      let left = try before.map { (id) throws(GitError) in try sortedItems(of: id) } ?? []
      let right = try after.map { (id) throws(GitError) in try sortedItems(of: id) } ?? []
      var (i, j) = (0, 0)
      while i < left.count || j < right.count {
        let l = i < left.count ? left[i] : nil
        let r = j < right.count ? right[j] : nil
        let takesLeft = r.map { r in l.map { !precedes(r.name, $0.name) } ?? false } ?? true
        let takesRight = l.map { l in r.map { !precedes(l.name, $0.name) } ?? false } ?? true
        let old = takesLeft ? l?.node : nil
        let new = takesRight ? r?.node : nil
        i += takesLeft ? 1 : 0
        j += takesRight ? 1 : 0
        if old == new { continue }
        guard let name = (takesLeft ? l : r)?.name else { break }
        let path = prefix + name
        try budget.spend(path)
        if old?.leaf != new?.leaf {
          found.append(
            TreeDifference(
              path: RepositoryPath(bytes: path), before: old?.leaf, after: new?.leaf))
        }
        if old?.folder != new?.folder {
          pending.append((path + [slash], old?.folder, new?.folder))
        }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  /// The entries of a tree, sorted by name alone.
  private func sortedItems(of tree: ObjectID) throws(GitError) -> [TreeItem] {
    if let known = trees.items(of: tree) { return known }
    let items = try reader.items(ofTree: tree).sorted { precedes($0.name, $1.name) }
    for item in items where item.name.isEmpty || item.name.contains(slash) {
      throw GitError(
        .corruptObject, "reading the tree \(tree.hex)",
        reason: "'\(RepositoryPath(bytes: item.name))' cannot be the name of an entry")
    }
    for (a, b) in zip(items, items.dropFirst()) where a.name == b.name {
      throw GitError(
        .corruptObject, "reading the tree \(tree.hex)",
        reason: "it names '\(RepositoryPath(bytes: a.name))' twice")
    }
    trees.keep(items, of: tree)
    return items
  }

  private func find(_ name: ArraySlice<UInt8>, in items: [TreeItem]) -> TreeItem? {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(items[middle].name, name) { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low].name.elementsEqual(name) ? items[low] : nil
  }
}

/// Trees that were read already.
///
/// An object's id is a hash by itself, so its first byte finds the few trees to compare it with.
private struct KnownTrees {
  private struct Tree {
    let id: ObjectID
    let items: [TreeItem]
  }

  private var buckets = [[Tree]](repeating: [], count: 256)
  private var count = 0

  func items(of id: ObjectID) -> [TreeItem]? {
    buckets[Int(id.firstByte)].first { $0.id == id }?.items
  }

  mutating func keep(_ items: [TreeItem], of id: ObjectID) {
    // A bound, not a policy: a run rarely needs more, and reading one again is cheap.
    if count >= 8192 { self = KnownTrees() }
    buckets[Int(id.firstByte)].append(Tree(id: id, items: items))
    count += 1
  }
}

/// What one walk may cost: a few small objects can name billions of paths.
struct WalkBudget {
  private var entries = 2_000_000
  private var pathBytes = 512 << 20

  /// Accounts for one more path.
  mutating func spend(_ path: [UInt8]) throws(GitError) {
    entries -= 1
    pathBytes -= path.count
    if entries < 0 || pathBytes < 0 {
      throw GitError(
        .limitReached, "comparing trees", reason: "there are more than 2,000,000 paths to compare")
    }
  }
}

extension TreeItem.Node {
  fileprivate var folder: ObjectID? { if case .folder(let id) = self { id } else { nil } }
  fileprivate var leaf: TreeLeaf? { if case .leaf(let leaf) = self { leaf } else { nil } }
}

private let slash = UInt8(ascii: "/")

private func precedes(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Bool {
  a.lexicographicallyPrecedes(b)
}
