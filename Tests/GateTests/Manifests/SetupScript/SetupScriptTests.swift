import PythonPackaging
import SourceText
import Testing

@testable import Gate

@Suite struct SetupScriptTests {
  private func manifest(_ text: String) -> Manifest {
    SetupScriptFormat.manifest(of: SourceFile(path: "service/setup.py", text: text), as: .runtime)
  }

  /// Scripts whose requirements only running them would tell, with the place that says so.
  static let undecided: [(String, String)] = [
    ("from setuptools import setup\nsetup(install_requires=compute())", "compute()"),
    ("from setuptools import setup\nsetup(install_requires=['a', b])", "b"),
    ("from setuptools import setup\nsetup(install_requires=['a==' + b])", "'a==' + b"),
    ("from setuptools import setup\nimport sys\nsetup(install_requires=sys.argv[1:])", "sys.argv"),
    ("import setuptools\nsetuptools.setup(**read())", "read()"),
    ("from setuptools import setup\nsetup(extras_require=find())", "find()"),
    ("from setuptools import setup\nfrom ours import X\nsetup(install_requires=X)", "X"),
    (
      "from setuptools import setup\nsetup(install_requires=open(name).readlines())",
      "open(name).readlines()"
    ),
    ("from setuptools import setup\nx = [lambda: setup(install_requires=['a'])]", "setup"),
    (
      "from setuptools import setup\nsetup(install_requires=json.load(open('x.json')))",
      "json.load(open('x.json'))"
    ),
    ("from setuptools import setup\ndef f(x): return f(x)\nsetup(install_requires=f(1))", "f(x)"),
  ]

  @Test(arguments: undecided)
  func saysWhatItCannotDecide(text: String, place: String) {
    let undecided = manifest(text).unreadable.filter { $0.reason == .undecided }
    #expect(undecided.map(\.diagnostic.location.text) == [place], "\(text)")
  }

  /// Both branches, and everything that may have been there before.
  static let branches: [(String, [String])] = [
    ("if a:\n  x = ['b']\nelse:\n  x = ['c']\n", ["b", "c"]),
    ("x = ['a']\nif b:\n  x = ['c']\n", ["a", "c"]),
    ("try:\n  import b\n  x = ['c']\nexcept ImportError:\n  x = ['d']\n", ["c", "d"]),
    ("x = []\nwhile b:\n  x += ['c']\n", ["c"]),
    ("x = ['a'] if b else ['c']\n", ["a", "c"]),
    ("x = ['a']\nx = ['b']\n", ["b"]),
    ("def f():\n  if a:\n    return ['b']\n  return ['c']\nx = f()\n", ["b", "c"]),
    ("x = {'a': ['b'], 'c': ['d']}[e]\n", ["b", "d"]),
  ]

  @Test(arguments: branches)
  func takesEveryBranch(lines: String, names: [String]) {
    let text = "from setuptools import setup\n" + lines + "setup(install_requires=x)\n"
    let found = manifest(text)
    #expect(found.dependencies.compactMap(\.name?.normalized).sorted() == names, "\(text)")
    #expect(found.unreadable.isEmpty)
  }

  @Test(arguments: [
    "from setuptools import setup\nsetup()", "import setuptools\nsetuptools.setup(name='x')", "",
    "from distutils.core import setup\nsetup(setup_cfg=True, install_requires=None)",
    "def setup(app):\n  app.add()\n", "class A:\n  def setup(self):\n    self.setup()\n",
  ])
  func declaresNothingWhereNothingIsDeclared(text: String) {
    let found = manifest(text)
    #expect(found.dependencies.isEmpty)
    #expect(found.unreadable.map(\.diagnostic.message) == [])
  }

  @Test func findsFilesByTheFolderOfTheScript() {
    let text = """
      import os, setuptools
      here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
      def read(name): return open(os.path.join(here, 'common', name)).read()
      setuptools.setup(install_requires=read('a.txt'), tests_require=read('b.txt').split())
      """
    #expect(manifest(text).includes.map(\.path.description) == ["common/a.txt", "common/b.txt"])
    #expect(manifest(text).includes.map(\.location.text) == ["a.txt", "b.txt"])
  }

  @Test(arguments: 0..<7)
  func followsOnlySoMuch(shape: Int) {
    let count = 2000
    let lines: String
    switch shape {
    case 0: lines = "x = ['a']\n" + String(repeating: "x = x + x\n", count: count)
    case 1: lines = "x = []\n" + String(repeating: "x = [x]\n", count: count)
    case 2: lines = "x = 'a'\n" + String(repeating: "x = x + x\n", count: 64)
    case 3: lines = "x = []\n" + String(repeating: "if a:\n  x = x or ['b']\n", count: count)
    case 4:
      lines =
        (0..<40).map { "def f\($0)(): return f\($0 + 1)() + f\($0 + 1)()\n" }.joined()
        + "x = f0()\n"
    case 5: lines = "x = " + String(repeating: "[", count: count) + "\n"
    default: lines = "x = {}\n" + String(repeating: "x['a'] = x\n", count: count)
    }
    let found = manifest("from setuptools import setup\n\(lines)setup(install_requires=x)\n")
    #expect(!found.unreadable.isEmpty || found.dependencies.count == 1)
  }
}
