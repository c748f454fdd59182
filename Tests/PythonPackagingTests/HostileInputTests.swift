import Testing

@testable import PythonPackaging

/// Whatever the bytes, nothing traps and every range stays within them.
struct HostileInputTests {
  private static let seeds = Tables.requirements + Tables.markers.map { "foo; " + $0 }

  private func check(_ bytes: [UInt8], in range: Range<Int>?) {
    let bounds = range ?? 0..<bytes.count
    func isWithin(_ part: Range<Int>?) -> Bool {
      part.map { $0.lowerBound >= bounds.lowerBound && $0.upperBound <= bounds.upperBound } ?? true
    }
    do throws(RequirementError) {
      let requirement = try Requirement.parse(bytes, in: range)
      #expect(isWithin(requirement.nameRange) && !requirement.nameRange.isEmpty)
      #expect(isWithin(requirement.extrasRange))
      #expect(isWithin(requirement.specifiersRange))
      #expect(isWithin(requirement.urlRange))
      #expect(isWithin(requirement.markerRange))
      _ = requirement.specifiers.pinned
      _ = requirement.marker?.evaluate(in: .cPythonOnLinux)
      _ = requirement.hashValue
    } catch {
      #expect(isWithin(error.range), "\(bytes)")
      #expect(!error.message.isEmpty)
    }
    do throws(RequirementError) {
      _ = try Marker.parse(bytes, in: bounds).description
    } catch {
      #expect(isWithin(error.range), "\(bytes)")
    }
  }

  @Test func survivesRandomBytes() throws {
    var generator = Generator(seed: 11)
    let alphabet = Array("ab1.*+-_!=<>~()[],;@'\" \t\n\\#ervdposinx".utf8) + [0, 0x7f, 0xc2, 0xa0]
    for _ in 0..<20_000 {
      let isWild = generator.isOne(in: 4)
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        isWild ? UInt8.random(in: 0...255, using: &generator) : generator.pick(alphabet)
      }
      let start = Int.random(in: 0...bytes.count, using: &generator)
      check(bytes, in: nil)
      check(bytes, in: start..<Int.random(in: start...bytes.count, using: &generator))
    }
  }

  @Test func survivesMutatedRequirements() {
    var generator = Generator(seed: 12)
    for _ in 0..<20_000 {
      var bytes = Array(generator.pick(Self.seeds).utf8)
      for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
        case 2: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        default: bytes += bytes[index...]
        }
      }
      check(bytes, in: nil)
    }
  }

  @Test func survivesRandomVersionsAndFilenames() throws {
    var generator = Generator(seed: 13)
    let project = try #require(ProjectName("foo-bar"))
    let names =
      Tables.wheels + Tables.sdists + ["foo-bar-1.win32-py2.4.exe", "foo_bar-1-1.src.rpm"]
    for _ in 0..<20_000 {
      var text = generator.isOne(in: 2) ? generator.pick(names) : "foo-bar-" + generator.version()
      let cut = Int.random(in: 0...text.unicodeScalars.count, using: &generator)
      text =
        String(text.unicodeScalars.dropFirst(cut)) + generator.pick(["", ".whl", ".egg", ".rpm"])
      _ = DistributionFilename(text, project: project)
      if let version = Version(text) { #expect(Version(version.description) == version) }
      if let set = SpecifierSet(text) { #expect(SpecifierSet(set.description) == set) }
    }
  }

  @Test(arguments: [
    "foo>=" + String(repeating: "9", count: 100_000),
    "foo>=" + String(repeating: "1.", count: 100_000),
    "foo" + String(repeating: "==1,", count: 100_000),
    "foo===" + String(repeating: "1,", count: 100_000),
    "foo[" + String(repeating: "a,", count: 100_000),
    "foo; " + String(repeating: "(", count: 100_000),
    "foo; os_name in '" + String(repeating: "x", count: 100_000),
    String(repeating: "-", count: 100_000), String(repeating: "a-", count: 100_000),
  ])
  func survivesLongInput(text: String) throws {
    check(Array(text.utf8), in: nil)
    _ = Version(text)
    let project = try #require(ProjectName("foo"))
    _ = DistributionFilename(text + ".tar.gz", project: project)
  }
}
