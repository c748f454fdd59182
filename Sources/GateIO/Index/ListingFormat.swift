import Gate
import PythonPackaging

/// A form in which an index lists the files of a project.
enum ListingFormat {
  case json, html

  /// What is asked for, the form that tells most first (PEP 691).
  static let accepted =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, "
    + "text/html;q=0.01"

  /// Nil for any other media type, whatever the body looks like: installers refuse it too.
  init?(_ mediaType: String?) {
    switch mediaType {
    case "application/vnd.pypi.simple.v1+json": self = .json
    case "application/vnd.pypi.simple.v1+html", "text/html": self = .html
    default: return nil
    }
  }

  static func read(
    _ response: HTTPResponse, about name: ProjectName, now: Timestamp
  ) throws(UnusableAnswer) -> ProjectRecord {
    switch ListingFormat(response.mediaType) {
    case .json: return try JSONListing.read(response.body, about: name, now: now)
    case .html: return try HTMLListing.read(response.body, about: name, now: now)
    case nil:
      let type = response.mediaType.map { "of the type '\($0)'" } ?? "of no type"
      throw UnusableAnswer("the index's answer is \(type), which is no list of files")
    }
  }
}

/// An answer that came and says nothing that can be relied on.
struct UnusableAnswer: Error {
  /// In lower case and without a final stop.
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
