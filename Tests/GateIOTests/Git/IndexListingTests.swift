import Gate
import SourceText
import Testing

@testable import GateIO

/// What is read of an index file without git or libgit2.
@Suite("Index listing")
struct IndexListingTests {
  @Test(arguments: ["2", "3", "4"], [8, 9])
  func listsWhatGitLists(_ version: String, _ nameLength: Int) throws {
    let repository = try Self.repository(nameLength: nameLength, count: 300)
    try repository.git("update-index", "--index-version", version)
    // Version 3 is only written where an entry needs it.
    try repository.write("announced.txt")
    try repository.git("add", "--intent-to-add", "announced.txt")
    let listed = try repository.git(["ls-files", "-z"]).split(separator: 0)
      .map { RepositoryPath(bytes: $0) }.filter { $0 != "announced.txt" }
    #expect(listed.count > 300)
    #expect(try Self.listing(of: repository)?.paths == listed)
    let file = repository.root + "/.git/index"
    let wanted = IndexListing(file: file, idSize: 20) { $0.bytes.last == UInt8(ascii: "7") }
    #expect(wanted?.paths == listed.filter { $0.bytes.last == UInt8(ascii: "7") })
  }

  @Test(arguments: ["2", "4"])
  func listsNothingOfADamagedIndex(_ version: String) throws {
    let repository = try Self.repository()
    try repository.git("update-index", "--index-version", version)
    let bytes = try TestRepository.read(repository.root + "/.git/index")
    #expect(Self.listing(of: bytes) != nil)
    for count in 0..<bytes.count { #expect(Self.listing(of: Array(bytes[..<count])) == nil) }
    for position in bytes.indices {
      for value in [0, 0x7f, 0x80, 0xff] as [UInt8] {
        var damaged = bytes
        damaged[position] = value
        // Whatever it is, it ends, and its paths are in order.
        let paths = Self.listing(of: damaged)?.paths ?? []
        #expect(zip(paths, paths.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }

  @Test func listsNothingOfASplitIndex() throws {
    let repository = try Self.repository()
    try repository.git("update-index", "--split-index")
    #expect(try Self.listing(of: repository) == nil)
  }

  @Test func listsNothingOfAConflict() throws {
    let repository = try Self.repository()
    let empty = try repository.git("hash-object", "-w", "-t", "blob", "/dev/null")
    let lines = (1...3).map { "100644 \(empty) \($0)\tconflict\n" }
    try repository.git(["update-index", "--index-info"], input: Array(lines.joined().utf8))
    #expect(try Self.listing(of: repository) == nil)
  }

  @Test func listsNothingWhereThereIsNoFile() {
    #expect(IndexListing(file: "/nowhere/index", idSize: 20) { _ in true } == nil)
    #expect(IndexListing(file: "/", idSize: 20) { _ in true } == nil)
  }

  private static func repository(nameLength: Int = 5, count: Int = 3) throws -> TestRepository {
    let repository = try TestRepository()
    let empty = try repository.git("hash-object", "-w", "-t", "blob", "/dev/null")
    let name = String(repeating: "n", count: nameLength)
    var paths = (0..<count).map { "\($0 % 7)/\(name)\($0)" } + ["a-b", "a/b", "\u{e9}"]
    // The length of such a name does not fit into an entry.
    if count > 3 { paths.append(String(repeating: "folder/", count: 600) + "x") }
    let lines = paths.map { "100644 \(empty)\t\($0)\n" }
    try repository.git(["update-index", "--index-info"], input: Array(lines.joined().utf8))
    return repository
  }

  private static func listing(of repository: TestRepository) throws -> IndexListing? {
    listing(of: try TestRepository.read(repository.root + "/.git/index"))
  }

  private static func listing(of bytes: [UInt8]) -> IndexListing? {
    bytes.withUnsafeBytes { IndexListing($0, idSize: 20) }
  }
}
