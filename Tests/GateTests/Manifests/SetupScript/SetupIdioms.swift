/// The ways in which scripts put their requirements together; `N` is a name that is new each time.
struct SetupIdiom: Sendable, CustomStringConvertible {
  let description: String
  /// What stands before the call of `setup`, `V` being a new name of a variable.
  let lines: String
  /// What `install_requires` and the like are given.
  let value: String

  init(_ description: String, _ lines: String, _ value: String) {
    self.description = description
    self.lines = lines
    self.value = value
  }

  static let lists: [SetupIdiom] = [
    .init("a list", "['N>=1', \"N\", ]"),
    .init("a tuple", "('N', 'N')"),
    .init("a string", "'''N\n  # a comment\n  N>=2\n'''"),
    .init("adjacent literals", "['N' '>=1', r'N' \"\"\"==2\"\"\"]"),
    .init("escapes", "['N\\x3e=1', 'N\\\n>=2']"),
    .init("a name", "V = ['N']\n", "V"),
    .init("a name with a hint", "from typing import List\nV: List[str] = ['N']\n", "V"),
    .init("several names", "Va, Vb = ['N'], ['N']\nV = Vc = Va + Vb\n", "Vc"),
    .init("addition", "V = ['N']\nV += ['N', 'N']\nV += ('N',)\n", "V"),
    .init("addition of itself", "V = ['N']\nV = V + ['N']\nV = ['N'] + V\n", "V"),
    .init("append", "V = []\nV.append('N')\nV.append('N')\n", "V"),
    .init("extend", "V = ['N']\nV.extend(['N', 'N'])\nV.extend(('N',))\n", "V"),
    .init("insert", "V = ['N']\nV.insert(0, 'N')\n", "V"),
    .init("a set", "V = {'N'}\nV.add('N')\nV.update(['N', 'N'])\n", "sorted(V)"),
    .init("list()", "list(('N', 'N'))"),
    .init("tuple(sorted(set()))", "tuple(sorted(set(['N', 'N'])))"),
    .init("a sum of lists", "['N'] + list(('N',)) + ['N']"),
    .init("sum()", "V = [['N'], ['N']]\n", "sum(V, [])"),
    .init("chain", "import itertools\nV = [['N'], ['N']]\n", "list(itertools.chain(*V))"),
    .init(
      "chain.from_iterable", "from itertools import chain\nV = [['N'], ['N']]\n",
      "list(chain.from_iterable(V))"),
    .init("splat", "V = ['N']\n", "[*V, 'N', *('N',)]"),
    .init("split()", "'N N>=1\\n N'.split()"),
    .init("split with a separator", "'N,N==2'.split(',')"),
    .init("splitlines", "V = '''\nN\nN>=1\n'''\n", "V.strip().splitlines()"),
    .init("a percent sign", "V = '1.2'\n", "['N==%s' % V, 'N>=%s,<%s' % (V, '9')]"),
    .init("a percent sign with names", "V = {'v': '1.2'}\n", "['N==%(v)s' % V]"),
    .init("a percent sign with numbers", "['N>=%d.%d' % (1, 2)]"),
    .init("format", "V = '1.2'\n", "['N=={}'.format(V), 'N=={0}'.format(V), 'N=={v}'.format(v=V)]"),
    .init("an f-string", "V = '1.2'\n", "[f'N=={V}', f\"N>={V},<{'9'}\"]"),
    .init("a sum of strings", "V = '1.2'\n", "['N==' + V, 'N' + '>=' + '1']"),
    .init("a comprehension", "V = ['N', 'N']\n", "[each for each in V if each]"),
    .init("a comprehension of names", "V = '1.2'\n", "[each + '==' + V for each in ['N', 'N']]"),
    .init("a generator", "V = ['N', 'N']\n", "list(each.strip() for each in V)"),
    .init("map", "V = ['N', 'N']\n", "list(map(str.strip, V))"),
    .init("filter", "V = ['N', 'N']\n", "list(filter(None, V))"),
    .init("an element", "V = {'a': ['N'], 'b': ['N']}\n", "V['a'] + V['b']"),
    .init("get", "V = {'a': ['N']}\n", "V.get('a') + V.get('b', ['N'])"),
    .init("values", "V = dict(a=['N'], b=['N'])\n", "[x for y in V.values() for x in y]"),
    .init("items", "V = dict(a=['N'], b=['N'])\n", "[x for _, y in V.items() for x in y]"),
    .init("or", "V = None\n", "V or ['N']"),
    .init("a condition on one line", "V = ['N'] if True else []\n", "V"),
    .init("if", "V = ['N']\nif True:\n    V.append('N')\n", "V"),
    .init("try", "try:\n    V = ['N']\nexcept ImportError:\n    V = []\n", "V"),
    .init("for", "V = []\nfor each in ('N', 'N'):\n    V.append(each + '>=1')\n", "V"),
    .init("a function", "def V():\n    return ['N', 'N']\n", "V()"),
    .init(
      "a function with a parameter", "def V(a, b='1'):\n    return [a + '==' + b]\n",
      "V('N', b='2') + V('N')"),
    .init("a generator function", "def V():\n    yield 'N'\n    yield 'N'\n", "list(V())"),
    .init("continued lines", "V = ['N', \\\n  'N']\nV = V + \\\n  ['N']\n", "V"),
    .init("brackets and comments", "V = (  # one (\n  ['N']  # ]\n  + ['N']\n)\n", "V"),
    .init("a file's lines", "V = open('requirements.txt').read().splitlines()\n", "V"),
    .init("readlines", "with open('requirements.txt') as V:\n    V = V.readlines()\n", "V"),
    .init(
      "a file by its folder",
      "import os\nVh = os.path.abspath(os.path.dirname(__file__))\n"
        + "V = [l.strip() for l in open(os.path.join(Vh, 'requirements', 'base.txt'))]\n", "V"),
    .init(
      "a path", "from pathlib import Path\nVh = Path(__file__).parent\n",
      "(Vh / 'requirements' / 'base.txt').read_text().splitlines()"),
    .init(
      "a resolved path", "import pathlib\n",
      "pathlib.Path(__file__).resolve().parent.joinpath('requirements-dev.txt').read_text()"),
    .init(
      "a reader",
      "def V(name):\n    with open(name) as f:\n        lines = f.read().split('\\n')\n"
        + "    return [l for l in lines if l and not l.startswith('#')]\n",
      "V('requirements.txt') + ['N']"),
    .init(
      "a reader of parts",
      "import os\ndef V(*parts):\n    return open(os.path.join(os.getcwd(), *parts)).read()\n",
      "V('requirements', 'base.txt').splitlines()"),
    .init(
      "a reader with a loop",
      "def V(name='dev'):\n    found = []\n"
        + "    for line in open('requirements-{}.txt'.format(name)):\n"
        + "        line = line.split('#')[0].strip()\n        if line:\n"
        + "            found.append(line)\n    return found\n", "V()"),
  ]

  static let tables: [SetupIdiom] = [
    .init("a dictionary", "{'a': ['N'], 'b': ('N', 'N'), 'c': 'N'}"),
    .init("dict()", "dict(a=['N'], b=['N'])"),
    .init("a name", "V = {'a': ['N']}\nV['b'] = ['N']\nV['b'] += ['N']\n", "V"),
    .init("append to an entry", "V = {'a': []}\nV['a'].append('N')\nV['a'].extend(['N'])\n", "V"),
    .init("setdefault", "V = {}\nV.setdefault('a', []).append('N')\n", "V"),
    .init("update", "V = {'a': ['N']}\nV.update({'b': ['N']})\nV.update(c=['N'])\n", "V"),
    .init("unpacking", "V = {'a': ['N']}\n", "{**V, 'b': ['N']}"),
    .init("merging", "V = {'a': ['N']}\n", "V | {'b': ['N']}"),
    .init("all of them", "V = {'a': ['N'], 'b': ['N']}\nV['all'] = sum(V.values(), [])\n", "V"),
    .init(
      "all of them, sorted",
      "V = {'a': ['N'], 'b': ['N']}\nV['all'] = sorted({x for y in V.values() for x in y})\n", "V"),
    .init("names in it", "Va = ['N']\nV = {'a': Va, 'b': Va + ['N']}\n", "V"),
    .init("a computed key", "V = 'x'\n", "{V: ['N'], 'a' + V: ['N']}"),
    .init("copies", "V = {'a': ['N']}\nVb = V.copy()\nVb['c'] = ['N']\n", "dict(Vb)"),
    .init(
      "a function",
      "def V():\n    found = {'a': ['N']}\n    found['b'] = ['N']\n    return found\n", "V()"),
  ]

  /// Ways of calling `setup`, `ARGUMENTS` being keyword arguments.
  static let calls: [SetupIdiom] = [
    .init("from setuptools", "from setuptools import setup\n", "setup(ARGUMENTS)"),
    .init("import setuptools", "import setuptools\n", "setuptools.setup(ARGUMENTS)"),
    .init("an alias", "from setuptools import setup as run\n", "run(ARGUMENTS)"),
    .init("distutils", "import distutils.core as d\n", "d.setup(ARGUMENTS)"),
    .init(
      "one or the other",
      "try:\n    from setuptools import setup\nexcept ImportError:\n    from distutils.core import setup\n",
      "setup(ARGUMENTS)"),
    .init(
      "the main script", "import setuptools\n",
      "if __name__ == '__main__':\n    setuptools.setup(ARGUMENTS)"),
    .init(
      "a function", "from setuptools import setup\n", "def main():\n    setup(ARGUMENTS)\nmain()"),
    .init(
      "a dictionary", "from setuptools import setup\n",
      "kw = dict(ARGUMENTS)\nsetup(name='x', **kw)"),
    .init(
      "a dictionary that grows", "from setuptools import setup\n",
      "kw = {'name': 'x'}\nkw.update(dict(ARGUMENTS))\nkw['version'] = '1'\nsetup(**kw)"),
    .init("a result", "import setuptools\n", "done = setuptools.setup(ARGUMENTS)"),
  ]
}

extension SetupIdiom {
  fileprivate init(_ description: String, _ value: String) { self.init(description, "", value) }
}
