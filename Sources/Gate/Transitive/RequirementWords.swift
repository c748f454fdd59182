import PythonPackaging

extension Requirement {
  /// The requirement for a reader, credentials of an address aside.
  var text: String {
    var text = name.text
    if !extras.isEmpty { text += "[\(extras.map(\.normalized).joined(separator: ","))]" }
    if let url { text += " @ \(Redacted.url(url))" }
    text += specifiers.text
    return text + (marker.map { "; \($0)" } ?? "")
  }
}
