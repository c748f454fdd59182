/// All forms in which a report can be shown.
package enum Reporters {
  /// In the order in which the help lists them; the first is the default.
  package static let all: [any Reporter.Type] = [
    HumanReporter.self, JSONReporter.self, GitHubReporter.self, SARIFReporter.self,
    GitLabReporter.self, JUnitReporter.self, MarkdownReporter.self,
  ]

  package static func reporter(named id: String) -> (any Reporter.Type)? {
    all.first { $0.id == id }
  }
}
