/// What the name of a file says about modules and projects.
enum ModuleFile {
  /// The modules that a file is: `a` for `a.py` and `a.cpython-313-x86_64-linux-gnu.so`; those that
  /// will be generated from it for `a.proto`.
  static func modules(of name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      let last = name.lastIndex(of: UInt8(ascii: "."))
    else { return [] }
    let stem = name[..<dot]
    let ending = name[(last + 1)...]
    if ending.elementsEqual("proto".utf8) {
      return generatedSuffixes.map { stem + ArraySlice($0.utf8) }
    }
    return endings.contains { ending.elementsEqual($0.utf8) } ? [stem] : []
  }

  private static let endings = ["py", "pyi", "pyx", "pyw", "so", "pyd"]

  /// What protoc appends to the name of a file.
  static let generatedSuffixes = ["_pb2", "_pb2_grpc"]

  /// Whether a file stands at the root of a project, or of a folder that programs and tests run in.
  static func marksProject(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, firstBytes.contains(first) else { return false }
    return projectFiles.contains { name.elementsEqual($0.utf8) }
      || name.starts(with: "requirements".utf8) && name.suffix(4).elementsEqual(".txt".utf8)
  }

  private static let projectFiles = [
    "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml", "environment.yaml",
    "tox.ini", "pytest.ini", "noxfile.py", "conftest.py", "manage.py",
  ]

  private static let firstBytes = Set(projectFiles.compactMap(\.utf8.first) + "r".utf8)
}
