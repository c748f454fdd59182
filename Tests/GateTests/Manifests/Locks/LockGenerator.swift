import SeededNumbers

/// Lock files of every format, put together from a seed in all the ways that tools write them.
struct LockGenerator {
  static let formats = ["uv-lock", "poetry-lock", "pdm-lock", "pylock", "pipfile-lock"]

  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func lock(of format: String) -> String {
    let names = (0..<below(8)).map { "\(name())\($0)" }
    switch format {
    case "uv-lock":
      return "version = 1\nrevision = \(below(4))\n\n" + names.map { uvPackage($0) }.joined()
    case "poetry-lock": return poetryLock(names)
    case "pdm-lock":
      return "[metadata]\nlock_version = \"4.\(below(6)).0\"\n\n"
        + names.map { pdmPackage($0) }.joined()
    case "pylock":
      return "lock-version = \"1.\(below(3))\"\ncreated-by = 'x'\n"
        + names.map { pylockPackage($0) }.joined()
    default: return pipfileLock(names)
    }
  }

  private mutating func uvPackage(_ name: String) -> String {
    var text = package("package", name)
    switch below(6) {
    case 0: text += "source = { git = \"https://git.acme.example/\(name)?rev=v1#\(digest(40))\" }\n"
    case 1: text += "source = { editable = \"\(name)\" }\n"
    case 2: text += "[package.source]\npath = 'vendor/\(name)-1.0.tar.gz'\n"
    case 3: text += "source = { url = \"https://files.acme.example/\(name)-1.0.tar.gz\" }\n"
    default:
      text += "source = { registry = \"https://packages.acme.example/simple\" }\n"
      if below(2) == 0 { text += "sdist = \(urlFile("\(name)-1.0.tar.gz"))\n" }
      text +=
        "wheels = \(list((0..<below(4)).map { urlFile("\(name)-1.0-\($0)-py3-none-any.whl") }))\n"
    }
    return text + "\n"
  }

  private mutating func poetryLock(_ names: [String]) -> String {
    let isOld = below(3) == 0
    var (text, files) = ("", "")
    for name in names {
      text += package("package", name) + "optional = \(below(2) == 0)\n"
      let list = list((0..<below(3)).map { file("\(name)-1.0-\($0).tar.gz") })
      if isOld { files += "\(name) = \(list)\n" } else { text += "files = \(list)\n" }
      switch below(6) {
      case 0:
        text += """
          [package.source]
          type = "git"
          url = "https://git.acme.example/\(name)"
          resolved_reference = "\(digest(40))"

          """
      case 1: text += "[package.source]\ntype = 'directory'\nurl = '../\(name)'\n"
      case 2: text += "source = {url = 'https://inner.acme.example/', type = \"legacy\"}\n"
      case 3: text += "[package.dependencies]\nname-like = {version = \"*\", optional = true}\n"
      default: break
      }
      text += "\n"
    }
    text += "[metadata]\nlock-version = \"\(isOld ? "1.1" : "2.1")\"\n"
    return isOld ? text + "[metadata.files]\n" + files : text
  }

  private mutating func pdmPackage(_ name: String) -> String {
    var text = package("package", name) + "groups = [\"default\", 'dev']\n"
    switch below(5) {
    case 0: text += "git = \"https://git.acme.example/\(name)\"\nrevision = \"\(digest(40))\"\n"
    case 1: text += "path = \"./\(name)\"\neditable = true\n"
    case 2: text += "url = 'https://files.acme.example/\(name)-1.0.zip'\n"
    default: text += "marker = \"os_name == 'nt'\"\n"
    }
    let isStatic = below(2) == 0
    let files = (0..<below(4)).map { index -> String in
      let name = "\(name)-1.0-\(index).tar.gz"
      return isStatic ? urlFile(name) : file(name)
    }
    return text + "files = \(list(files))\n\n"
  }

  private mutating func pylockPackage(_ name: String) -> String {
    var text = package("packages", name)
    switch below(5) {
    case 0:
      text += "[packages.vcs]\ntype = 'git'\nurl = 'https://git.acme.example/\(name)'\n"
      text += "commit-id = '\(digest(40))'\n"
    case 1: text += "directory = {path = './\(name)'}\n"
    case 2:
      text += "[packages.archive]\nurl = \"https://files.acme.example/\(name)-1.0.zip\"\n"
      text += "[packages.archive.hashes]\nsha256 = '\(digest(64))'\nmd5 = '\(digest(32))'\n"
    default:
      text += "index = \"https://packages.acme.example/simple/\"\n"
      for index in 0...below(3) {
        text += "[[packages.wheels]]\nname = '\(name)-1.0-\(index)-py3-none-any.whl'\n"
        text += "path = 'wheels/\(index)'\nhashes = {sha256 = \"\(digest(64))\"}\n"
      }
    }
    return text + "\n"
  }

  private mutating func pipfileLock(_ names: [String]) -> String {
    let isLoose = below(2) == 0
    let sources = ["acme", "inner"].prefix(below(3)).map { name in
      #"{"name": "\#(name)", "url": "https://\#(name).acme.example/simple", "verify_ssl": true}"#
    }
    var text = #"{"_meta": {"pipfile-spec": 6, "sources": [\#(sources.joined(separator: ", "))]}"#
    for category in ["default", "develop", "docs"] {
      text += ",\n  \"\(category)\": {"
      let entries = names.map { name -> String in
        let body = pipfileEntry(name)
        return "\n    \"\(name)\(category == "docs" ? "x" : "")\": "
          + (isLoose ? body.replacing(", ", with: ",\n\t") : body)
      }
      text += entries.joined(separator: ",") + "}"
    }
    return text + "}\n"
  }

  private mutating func pipfileEntry(_ name: String) -> String {
    let hashes = (0..<below(3)).map { _ in "\"sha256:\(digest(64))\"" }.joined(separator: ", ")
    switch below(6) {
    case 0: return #"{"git": "https://git.acme.example/\#(name)", "ref": "\#(digest(40))"}"#
    case 1: return #"{"editable": true, "path": "./\#(name)"}"#
    case 2: return #"{"file": "https:\/\/files.acme.example\/\#(name)-1.0.zip"}"#
    case 3: return #""==1.\#(below(10))""#
    case 4:
      return #"{"hashes": [\#(hashes)], "index": "inner", "version": "==1.\#(below(10))"}"#
    default:
      return #"{"markers": "os_name \u003d= 'nt'", "version": "==2", "hashes": [\#(hashes)]}"#
    }
  }

  /// The head of an entry, with its keys in either order and quoted in either way.
  private mutating func package(_ header: String, _ name: String) -> String {
    let quote = below(2) == 0 ? "\"" : "'"
    let lines = [
      "name = \(quote)\(name)\(quote)\n", "version\(below(2) == 0 ? " " : "") = \"1.0\"\n",
    ]
    let other = ["", "# name = 'not this'\n", "description = 'name = \"x\"'\n"][below(3)]
    let body = below(4) == 0 ? lines.reversed().joined(separator: other) : lines.joined() + other
    return "[[\(header)]]\n" + body
  }

  private mutating func urlFile(_ name: String) -> String {
    "{ url = \"https://files.acme.example/\(digest(2))/\(name)\", hash = \"sha256:\(digest(64))\", "
      + "size = \(below(1_000_000)) }"
  }

  private mutating func file(_ name: String) -> String {
    "{file = \"\(name)\", hash = \"sha256:\(digest(64))\"}"
  }

  private mutating func list(_ items: [String]) -> String {
    if items.isEmpty { return "[]" }
    return below(2) == 0
      ? "[\n" + items.map { "    \($0),\n" }.joined() + "]"
      : "[" + items.joined(separator: ", ") + "]"
  }

  private mutating func name() -> String {
    ["Flask", "zope.interface", "ruamel_yaml", "a--b", "click"][below(5)]
  }

  private mutating func digest(_ count: Int) -> String {
    String(
      (0..<count).map { _ in Character(Unicode.Scalar(Array("0123456789abcdef".utf8)[below(16)])) })
  }

  private mutating func below(_ bound: Int) -> Int { numbers.below(bound) }
}
