import Gate
import PythonPackaging
import SourceText

/// What an index says of a release in the interface that was there before metadata could be had by
/// itself: the JSON API of Warehouse. It is the metadata of one of the release's files, in the index's
/// word.
enum ReleaseDescription {
  /// Where to ask, best first: the newest release is described with its project, and every index that
  /// has the interface has that.
  static func addresses(of release: Release, at index: IndexURL) -> [String] {
    guard let project = index.uploadTimes(of: release.project) else { return [] }
    let folder = project.dropLast("json".count)
    // A version of an index has no other characters than these.
    let version = release.version.description.replacing("+", with: "%2B")
    return [project, "\(folder)\(version)/json"]
  }

  /// The text that a metadata file would hold; nil where the answer is about another version.
  static func text(_ body: [UInt8], about release: Release) throws(UnusableAnswer) -> [UInt8]? {
    let info = try AnswerJSON.parse(body, about: release.project)["info"]
    try AnswerJSON.check(info?["name"], is: release.project)
    guard let info, info["version"]?.string.flatMap({ Version($0) }) == release.version else {
      return nil
    }
    var lines = ["Metadata-Version: 2.1"]
    func add(_ field: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      // A field ends where a line does; what follows would be another.
      let unfolded = text.split { $0.isNewline }.joined(separator: " ")
      lines.append("\(field): \(unfolded)")
    }
    for (field, member) in single { add(field, info[member]?.string) }
    for (field, member) in several {
      for text in info[member]?.array ?? [] { add(field, text.string) }
    }
    for link in info["project_urls"]?.object ?? [] {
      if let address = link.value.string { add("Project-URL", "\(link.name), \(address)") }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static let single = [
    ("Name", "name"), ("Version", "version"), ("Summary", "summary"), ("License", "license"),
    ("License-Expression", "license_expression"), ("Requires-Python", "requires_python"),
    ("Home-page", "home_page"),
  ]
  private static let several = [
    ("Classifier", "classifiers"), ("Provides-Extra", "provides_extra"),
    ("Requires-Dist", "requires_dist"),
  ]
}
