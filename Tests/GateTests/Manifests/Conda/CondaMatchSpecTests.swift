import SourceText
import Testing

@testable import Gate

@Suite struct CondaMatchSpecTests {
  @Test(arguments: [
    ("numpy", "numpy"), ("numpy=1.26", "numpy ==1.26.*"), ("numpy=1.26.*", "numpy ==1.26.*"),
    ("numpy=1.26*", "numpy ==1.26.*"), ("numpy==1.26", "numpy ==1.26"),
    ("numpy 1.26", "numpy ==1.26"), ("numpy 1.26 py311_0", "numpy ==1.26"),
    ("numpy=1.26=py311_0", "numpy ==1.26"), ("numpy==1.26=py311_0", "numpy ==1.26"),
    ("numpy==1.26.*=py311_0", "numpy ==1.26.*"), ("numpy=*=*openblas", "numpy"),
    ("numpy>=1.26,<2", "numpy <2,>=1.26"), ("numpy >= 1.26 , < 2", "numpy <2,>=1.26"),
    ("numpy >=1.8,<2|1.9", "numpy"), ("numpy !=1.5.*", "numpy !=1.5.*"),
    ("numpy~=1.26", "numpy ~=1.26"), ("numpy[version='>=1,<2', build=py_0]", "numpy <2,>=1"),
    ("numpy[version=\"1.*\"]", "numpy ==1.*"), ("numpy[version=1.2]", "numpy ==1.2"),
    ("conda-forge::pytorch>=2", "pytorch >=2 index conda-forge"),
    ("conda-forge/linux-64::PyTorch", "pytorch index conda-forge/linux-64"),
    ("https://conda.example/inner::x 1", "x ==1 index https://conda.example/inner"),
    ("inner:ns:x", "x index inner"), ("ns:x", "x"), ("x[channel=inner]", "x index inner"),
    ("openssl=1.1.1k=h1", "openssl ===1.1.1k"), ("openssl==1.1.1k", "openssl ===1.1.1k"),
    ("openssl>=1.1.1k", "openssl"), ("numpy >=1.26.*", "numpy >=1.26"), ("numpy *", "numpy"),
    ("numpy # note", "numpy"), ("r-base", "r-base"), ("numpy ^1.*$", "numpy"),
    (
      "https://conda.example/noarch/a-b-1.0-py_0.tar.bz2",
      "a-b ==1 from https://conda.example/noarch/a-b-1.0-py_0.tar.bz2"
    ),
    ("x[sha256=AB]", "x sha256:ab"), ("x[extra]!=6.0", "x !=6"), ("x[extra]", "x"),
    ("x[version=1]=2", "x ==2.*"), ("x[", "invalidName 'x['"), ("x]=1[", "invalidName 'x]'"),
    ("python", "nothing"), ("Python 3.11", "nothing"), ("conda-forge::python=3", "nothing"),
    ("_libgcc_mutex=0.1", "nothing"), ("__glibc>=2", "nothing"),
    ("", "syntax ''"), ("=1.2", "invalidName '=1.2'"), ("num py*", "num"),
    ("naïve", "invalidName 'naïve'"), ("*", "invalidName '*'"), ("x_", "invalidName 'x_'"),
    ("git+https://host/x.git", "notARequirement 'git+https://host/x.git'"),
    ("numpy={{ version }}", "undecided 'numpy={{ version }}'"),
    ("$PKG=1", "undecided '$PKG=1'"), ("x.conda", "syntax 'x.conda'"),
  ])
  func readsWhatCondaReads(spec: String, expected: String) {
    #expect(Self.outline(spec) == expected)
  }

  @Test func placesTheNameWithoutItsChannel() throws {
    let file = SourceFile(path: "e.yml", text: "x: conda-forge::numpy[version=1]  ")
    let dependency = try #require(
      try CondaMatchSpec.dependency(in: MappedText(3..<35, of: file), role: .runtime))
    #expect(dependency.location.text == "conda-forge::numpy[version=1]")
    #expect(dependency.nameLocation.text == "numpy")
    #expect(dependency.ecosystem == .conda)
  }

  private static func outline(_ spec: String) -> String {
    let file = SourceFile(path: "e.yml", text: spec)
    do {
      guard let found = try CondaMatchSpec.dependency(in: MappedText(file), role: .runtime) else {
        return "nothing"
      }
      var parts = [found.name?.normalized ?? "", found.specifiers.description]
      parts += [found.reference.map { "from \($0.text)" } ?? ""]
      parts += [found.index.map { "index \($0)" } ?? ""] + found.hashes
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    } catch {
      return "\(error.reason) '\(error.diagnostic.location.text)'"
    }
  }
}
