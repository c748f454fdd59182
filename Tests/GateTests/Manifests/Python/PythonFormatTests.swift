import Foundation
import SourceText
import Testing

@testable import Gate

@Suite struct PythonFormatTests {
  @Test(arguments: [
    ("a.py", true), ("a/B.PY", true), ("gui.pyw", true), ("a.pyi", false), ("a.pyx", false),
    ("setup.py", false), ("a/NoxFile.py", false), ("setup2.py", true), ("python", false),
  ])
  func knowsCodeByItsName(path: String, isCode: Bool) {
    let format = ManifestFormats.format(for: RepositoryPath(path))
    #expect((format?.id == PythonFormat.id) == isCode)
  }

  static let encodings: [(String, [UInt8], String?)] = [
    ("latin-1 that is declared", Array("# coding: latin-1\nx = '".utf8) + [0xe9, 0x27, 0x0a], nil),
    ("latin-1 that is not declared", [0x78, 0x3d, 0x27, 0xe9, 0x27, 0x0a], "is not UTF-8"),
    ("UTF-8 in the way of editors", Array("#!x\n# -*- coding: utf-8-unix -*-\n".utf8), nil),
    ("a code page", Array("# vim: set fileencoding=cp1252 :\n".utf8), nil),
    ("UTF-7", Array("# coding: utf-7\n".utf8), "declares the encoding 'utf-7'"),
    ("Shift JIS", Array("# coding=shift_jis\n".utf8), "declares the encoding 'shift_jis'"),
    ("EBCDIC", Array("# coding: cp500\n".utf8), "declares the encoding 'cp500'"),
    ("an unknown one", Array("# coding: rot13\n".utf8), "declares the encoding 'rot13'"),
    (
      "a mark that says otherwise", [0xef, 0xbb, 0xbf] + Array("# coding: latin-1\n".utf8),
      "declares the encoding 'latin-1'"
    ),
    ("a declaration after code", Array("x = 1\n# coding: utf-7\n".utf8), nil),
    ("a declaration on the third line", Array("\n\n# coding: utf-7\n".utf8), nil),
    ("a declaration after a lone CR", Array("#\r# coding: utf-7\r".utf8), "encoding 'utf-7'"),
    ("UTF-16", [0xff, 0xfe, 0x69, 0x00], "encoded in UTF-16"),
    ("a NUL", Array("x = 1\u{0}\n".utf8), "U+0000"),
    ("a pointer", Array("version https://git-lfs.github.com/spec/v1\n".utf8), "Git LFS pointer"),
  ]

  @Test(arguments: encodings.indices)
  func saysWhichEncodingsItDoesNotRead(index: Int) {
    let (name, head, message) = Self.encodings[index]
    let bytes = head + Array("import found\n".utf8)
    let manifest = Self.read(bytes)
    if let message {
      #expect(manifest.unreadable.count == 1, "\(name)")
      let found = manifest.unreadable.first
      #expect(found?.diagnostic.message.contains(message) == true, "\(name)")
      #expect(found?.kind == .imported(module: "", isOptional: false), "\(name)")
      #expect(manifest.imports.isEmpty, "\(name)")
    } else {
      #expect(manifest.unreadable.isEmpty, "\(name)")
      #expect(manifest.imports.map(\.module) == ["found"], "\(name)")
    }
  }

  @Test func readsAPartOfAnotherText() {
    let file = SourceFile(path: "a.md", text: "```\n> import a\n> from b import c\n```\n")
    var builder = MappedTextBuilder(from: MappedText(file))
    builder.append(6..<15)
    builder.append(17..<33)
    var manifest = Manifest()
    PythonImports.read(builder.text, into: &manifest)
    #expect(manifest.imports.map(\.module) == ["a", "b"])
    #expect(manifest.imports.map(\.location.text) == ["a", "b"])
    #expect(
      manifest.imports.map(\.location.start) == [
        .init(line: 2, column: 10), .init(line: 3, column: 8),
      ])
  }

  static let shapes: [(String, finds: Int)] = [
    (String(repeating: "(", count: 300_000) + "\nimport a", 1),
    (String(repeating: "f'{(", count: 100_000) + "\nimport a", 1),
    (String(repeating: "f'{x:{", count: 50_000) + "\nimport a", 1),
    (String(repeating: "f\"\"\"{f'''{", count: 20_000) + "\nimport a", 0),
    (String(repeating: "'''\\", count: 100_000), 0),
    (String(repeating: "try: import a\nexcept ImportError: pass\n", count: 5000), 5000),
    ("try:\n import a\n" + String(repeating: "except ImportError: pass\n", count: 20_000), 1),
    (
      (0..<400).map { String(repeating: " ", count: $0) + "try:\n" }.joined()
        + String(repeating: " ", count: 400) + "import a\n"
        + (0..<400).reversed().map {
          String(repeating: " ", count: $0) + "except ImportError: pass\n"
        }
        .joined(), 1
    ),
    ("import " + String(repeating: "a.", count: 200_000) + "b\n", 1),
    ("import a" + String(repeating: ", a", count: 100_000) + "\n", 100_001),
    ("from a import (" + String(repeating: "b, ", count: 100_000) + "c)\n", 1),
    (String(repeating: "# /// script\n", count: 100_000) + "import a\n", 1),
    (
      String(repeating: "__import__(", count: 100_000) + "'a'"
        + String(repeating: ")", count: 100_000),
      1
    ),
    (String(repeating: "import_module('a' ", count: 50_000), 0),
    (String(repeating: "\\\n", count: 200_000) + "import a", 1),
    (String(repeating: "-", count: 300_000) + "\nimport a", 1),
  ]

  /// Each would take minutes if its cost grew with the square of its size.
  @Test(arguments: shapes.indices)
  func readsHostileShapes(index: Int) {
    let (text, count) = Self.shapes[index]
    #expect(Self.read(Array(text.utf8)).imports.count == count)
  }

  @Test func saysThatItDoesNotReadWhatIsTooMuch() {
    let manifest = Self.read(
      Array("import a\n".utf8) + Array(repeating: "import a\n".utf8, count: 200_001).joined())
    #expect(manifest.imports.count == 200_000)
    #expect(manifest.unreadable.count == 1)
  }

  private static func read(_ bytes: [UInt8]) -> Manifest {
    PythonFormat.manifest(of: SourceFile(path: "a.py", bytes: bytes), as: .runtime)
  }
}
