import PythonPackaging

/// What a list of an index's names says of the projects that the index itself did not answer about.
package struct ExistingNames: Sendable {
  /// What is known of a name.
  package enum Standing: Hashable, Sendable {
    /// The index had the project at that moment. It may be gone since.
    case listed(Timestamp)
    /// The index did not have it at that moment. It may have been registered since.
    case unlisted(Timestamp)
    /// No list says.
    case unknown
  }

  /// When the index had these names; nil when there is no list.
  package let date: Timestamp?
  /// Whether a name that is not on the list counts as one of no project. Only a commit hook goes so
  /// far: nothing is decided for good there.
  package let decides: Bool
  private let answers: [ProjectName: Bool]

  package init(date: Timestamp, decides: Bool, answers: [ProjectName: Bool]) {
    self.date = date
    self.decides = decides
    self.answers = answers
  }

  private init() {
    date = nil
    decides = false
    answers = [:]
  }

  /// No list.
  package static let none = ExistingNames()

  package func standing(of name: ProjectName) -> Standing {
    guard let date, let isListed = answers[name] else { return .unknown }
    return isListed ? .listed(date) : .unlisted(date)
  }
}
