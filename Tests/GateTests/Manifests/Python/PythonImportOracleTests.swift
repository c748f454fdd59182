import Foundation
import SourceText
import Testing

@testable import Gate

/// What code imports, and where, is what Python's own parser says.
@Suite struct PythonImportOracleTests {
  /// The packages of the standard library that are left out, for the time they take.
  private static let left = ["test", "idlelib", "site-packages", "dist-packages", "lib2to3"]

  @Test func findsEveryImportOfTheStandardLibrary() throws {
    let folder = try Self.standardLibrary()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { path in
        path.hasSuffix(".py") && !Self.left.contains { path.hasPrefix($0 + "/") }
      }
    let files = paths.map { folder.appendingPathComponent($0).path }
    let answers = try ScriptOracle.answers(
      of: "python_imports.py", to: files.map { "\"\($0)\"" }, as: [String]?.self)
    var seen = 0
    for (path, expected) in zip(files, answers) {
      guard let expected else { continue }
      let found = Self.imports(of: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
      #expect(found == expected, "\(path)")
      seen += expected.count
    }
    #expect(seen > 2000)
  }

  @Test func findsEveryImportOfRandomCode() throws {
    var soup = ImportSoup(seed: 99)
    let texts = (0..<5000).map { _ in Array(soup.code().utf8) }
    let answers = try ScriptOracle.answers(
      of: "python_imports.py", to: ScriptOracle.questions(texts).map { "[\($0)]" },
      as: [String]?.self)
    var seen = 0
    for (text, expected) in zip(texts, answers) {
      let found = Self.imports(of: text)
      guard let expected else { continue }
      seen += 1
      #expect(found == expected, "\(String(decoding: text, as: UTF8.self).debugDescription)")
    }
    // Most of them are code.
    #expect(seen > 3000)
  }

  private static func imports(of bytes: [UInt8]) -> [String] {
    let manifest = PythonFormat.manifest(
      of: SourceFile(path: "a.py", bytes: bytes), as: .runtime)
    let found = manifest.imports.map { found in
      (found.location.range.lowerBound, found.module, found.isOptional ? "optional" : "needed")
    }
    return found.sorted { $0 < $1 }.map { "\($0.0):\($0.1):\($0.2)" }
  }

  private static func standardLibrary() throws -> URL {
    let command = "import sysconfig; print(sysconfig.get_paths()['stdlib'])"
    let pipe = try #require(popen("python3 -c \"\(command)\"", "r"))
    defer { pclose(pipe) }
    var line = [UInt8](repeating: 0, count: 4096)
    let count = fread(&line, 1, line.count, pipe)
    return URL(
      fileURLWithPath: String(decoding: line[..<count], as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

/// Code put together at random from blocks and imports.
private struct ImportSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func code() -> String {
    (0...pick(4)).map { _ in statement(indentation: "", depth: 3) }.joined()
  }

  private mutating func statement(indentation: String, depth: Int) -> String {
    if depth == 0 || pick(3) == 0 {
      let line = (0...pick(2)).map { _ in Self.simple[pick(Self.simple.count)] }
      return indentation + line.joined(separator: pick(2) == 0 ? ";" : " ; ") + Self.ends[pick(4)]
    }
    if pick(12) == 0 { return Self.blank[pick(Self.blank.count)] }
    let block = Self.blocks[pick(Self.blocks.count)]
    return block.map { header in
      let inner = indentation + ["  ", "\t", "    "][pick(3)]
      if pick(5) == 0 {
        return indentation + header + " " + Self.simple[pick(Self.simple.count)] + "\n"
      }
      let body = (0...pick(2)).map { _ in statement(indentation: inner, depth: depth - 1) }
      return indentation + header + Self.ends[pick(4)] + body.joined() + inner + "pass\n"
    }.joined()
  }

  private static let ends = ["\n", "\r\n", "  # import x\n", " \n\n"]
  private static let blank = [
    "\n", "# from a import b\n", "'''import\na'''\n", "x = [\nimport_,\n1]\n",
  ]

  private static let simple = [
    "import a", "import b.c as d, e", "from f.g import h", "from i import (j,\n k)",
    "import \\\n  l",
    "from . import m", "from .n import o", "from __future__ import p", "import q . r", "pass",
    "x = __import__('s')", "y = import_module('t.u')", "importlib.import_module(r\"v\", None)",
    "z.import_module('w')", "import_module('x' + y)", "from \\\n a1 import b1", "a = 'import c1'",
    "x = f'{y!r:>{z}} {{import}}'", "yield_ = {'a': __import__(\"d1\"), 'b': [1, 2]}", "t: int = 3",
    "e = '''\nimport e1\n'''", "g = lambda: __import__(name='f1')", "if_ = x[1:2]",
    "from h1 import *",
  ]

  private static let blocks = [
    ["if a:"], ["if TYPE_CHECKING:", "else:"], ["if t.TYPE_CHECKING:", "elif b:", "else:"],
    ["if a:", "elif TYPE_CHECKING:", "else:"], ["try:", "except ImportError:"],
    ["try:", "except ValueError:", "except (A, ModuleNotFoundError) as e:", "else:", "finally:"],
    ["try:", "finally:"], ["try:", "except:"], ["try:", "except builtins.Exception as e:"],
    ["try:", "except ValueError as ImportError:"], ["with suppress(ImportError):"],
    ["with contextlib.suppress(A, b.ImportError) as c, d():"], ["with suppress(A), ImportError():"],
    ["def f(a: int = 1, *b) -> c:"], ["class A(B):"], ["for x in y:", "else:"],
    ["while a[1:2]:"], ["async def f():"], ["if not TYPE_CHECKING:"],
  ]

  private mutating func pick(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
