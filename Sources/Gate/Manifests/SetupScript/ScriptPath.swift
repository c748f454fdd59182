import SourceText

/// The path of a file that a script names.
struct ScriptPath {
  /// How many folders above the script's own it begins.
  private var climbs = 0
  /// What follows; nil for the folder itself.
  private var rest: MappedText?
  /// Whether it is the path of the script, of which only the folder matters.
  private var isScript = false
  /// Whether it begins in a folder that the script computes.
  private(set) var isCertain = true
  /// Where the last part of it is written.
  private(set) var place: Location?

  /// The folder of the script. An installer runs it there, so that it is the current one too.
  static let folder = ScriptPath()

  static let script: ScriptPath = {
    var path = ScriptPath()
    path.isScript = true
    return path
  }()

  static let elsewhere: ScriptPath = {
    var path = ScriptPath()
    path.isCertain = false
    return path
  }()

  init() {}

  init(_ text: MappedText) { self = ScriptPath.folder.joined(text) }

  /// The folder that it lies in.
  var parent: ScriptPath {
    var parent = self
    if isScript {
      parent.isScript = false
    } else if let rest {
      let slash = rest.content.lastIndex(of: UInt8(ascii: "/"))
      parent.rest = slash.map { rest.part(rest.range.lowerBound..<$0) }
    } else {
      parent.climbs += 1
    }
    return parent
  }

  func joined(_ text: MappedText) -> ScriptPath {
    var path = self
    path.isScript = false
    path.place = text.location
    if text.isEmpty || text.text == "." { return path }
    if let rest, text.content.first != UInt8(ascii: "/") {
      let slash = MappedText(decoded: [UInt8(ascii: "/")], at: text.location)
      path.rest = MappedText(joining: [rest, slash, text])
    } else {
      path.rest = text
    }
    return path
  }

  /// The path as an include has it: relative to the folder of the script.
  func relative(at place: Location) -> MappedText {
    let ups = MappedText(
      decoded: Array(repeatElement("../", count: min(climbs, 64)).joined().utf8), at: place)
    guard let rest else { return ups }
    if climbs == 0 || rest.content.first == UInt8(ascii: "/") { return rest }
    return MappedText(joining: [ups, rest]) ?? rest
  }
}
