import Testing

@testable import PythonPackaging

struct DistributionFilenameTests {
  @Test(
    arguments: [
      ("foo-1.0-py3-none-any.whl", "foo", "1.0", .wheel),
      ("Foo_Bar-1.0-2-cp39-abi3-linux_x86_64.whl", "foo-bar", "1.0", .wheel),
      ("foo-1.0_1-py2-none-any.whl", "foo", "1.0.post1", .wheel),
      ("torch-2.0+cu118-cp310-cp310-linux_x86_64.whl", "torch", "2.0+cu118", .wheel),
      ("foo-bar-1.0.tar.gz", "foo-bar", "1.0", .sourceDistribution),
      ("Foo_Bar-1.0.zip", "foo-bar", "1.0", .sourceDistribution),
      ("foo.bar-1.0-1.tar.bz2", "foo-bar", "1.0.post1", .sourceDistribution),
      ("foo-2-1.0.tgz", "foo-2", "1.0", .sourceDistribution),
      ("foo-1.0-py2.7.egg", "foo", "1.0", .egg),
      ("foo_bar-1.0_1-py2.7-linux-x86_64.egg", "foo-bar", "1.0.post1", .egg),
      ("numpy-1.0.1.dev3460.win32-py2.4.exe", "numpy", "1.0.1.dev3460", .installer),
      ("foo-1.0.win-amd64.exe", "foo", "1.0", .installer),
      ("foo-1.0.win32-py2.7.msi", "foo", "1.0", .installer),
      ("foo-1.0-1.noarch.rpm", "foo", "1.0", .rpm),
      ("foo-bar-1.0-1.src.rpm", "foo-bar", "1.0", .rpm),
      ("foo-1.0.linux-x86_64.tar.gz", "foo", "1.0", .dumb),
      ("foo-1.0.macosx-10.9-x86_64.tar.gz", "foo", "1.0", .dumb),
    ] as [(String, String, String, DistributionFilename.Kind)])
  func reads(
    filename: String, project: String, version: String, kind: DistributionFilename.Kind
  ) throws {
    let project = try #require(ProjectName(project))
    let parsed = try #require(DistributionFilename(filename, project: project))
    #expect(parsed.version.description == version)
    #expect(parsed.kind == kind)
    #expect(parsed.project == project)
  }

  @Test(arguments: [
    ("foo-bar-1.0.tar.gz", "foo"), ("foo-1.0.tar.gz", "foo-bar"), ("foo.tar.gz", "foo"),
    ("foo-.tar.gz", "foo"), ("foo-1.0", "foo"), ("foo-1.0.txt", "foo"), ("foo-1.0.whl", "foo"),
    ("foo-1.0-py3-none.whl", "foo"), ("foo-1.0-x-py3-none-any.whl", "foo"), ("", "foo"),
    ("foo-1.0--py3-none-any.whl", "foo"), ("foobar-1.0.tar.gz", "foo"), ("foo-1.0.exe", "foo"),
    ("foo-x.linux-x86_64.tar.gz", "foo"), (".whl", "foo"), ("fooé-1.0.tar.gz", "foo"),
  ])
  func refuses(filename: String, project: String) throws {
    let project = try #require(ProjectName(project))
    #expect(DistributionFilename(filename, project: project) == nil)
  }
}
