import SourceText

@testable import Gate

/// A change between two sets of files that exist only in memory.
struct TestChange {
  let base: [String: String]
  let head: [String: String]

  var change: Change {
    let paths = Set(base.keys).union(head.keys).filter { base[$0] != head[$0] }
    return Change(
      base: Self.tree(base), head: Self.tree(head),
      files: paths.map { path in
        FileChange(
          path: RepositoryPath(path), before: base[path] == nil ? nil : .file,
          after: head[path] == nil ? nil : .file)
      })
  }

  func introductions(under policy: Policy = TestPolicy.builtIn.policy) throws -> [Introduction] {
    try find(under: policy).introductions
  }

  func find(under policy: Policy = TestPolicy.builtIn.policy) throws -> Introductions {
    try Introductions.find(
      in: change,
      on: Introductions.Terms(
        scope: { policy.tier(for: $0).name },
        isRanked: { TestFacts.popularity.rank(of: $0) != nil }, modules: { TestModules.embedded }))
  }

  private static func tree(_ files: [String: String]) -> FileTree {
    FileTree(
      paths: { () throws(TreeError) in files.keys.map { RepositoryPath($0) }.sorted() },
      entry: { (path) throws(TreeError) in
        files[path.description].map { .file(Array($0.utf8)) }
      })
  }
}
