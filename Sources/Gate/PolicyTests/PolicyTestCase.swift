import PythonPackaging
import SourceText

/// One line of a table that tests a policy: a dependency, what is known of it, and what the policy
/// should make of it.
struct PolicyTestCase {
  let location: Location
  /// As a requirements file writes it.
  var dependency: Placed<String>
  var path = RepositoryPath("requirements.txt")
  /// What the base declares in place of it; nil where the project is new.
  var before: String?
  var facts = Facts()
  var expected: Placed<Result>
  /// The rules that should have made it so, at least.
  var rules: [Placed<RuleID>] = []

  /// What becomes of a dependency: the highest level of what is found, or that nobody knows.
  enum Result: String, CaseIterable {
    case pass, annotate, review, block, forbid, unknown
  }

  /// What is known of the project and the release. What a case does not say is unremarkable.
  struct Facts {
    var existence = Existence.exists
    var age = Age.days(1000)
    /// Of the release; nil for a year, or the age of the project.
    var releaseAge: Age?
    var releases = 5
    /// The release that the index has; nil for the one that the dependency pins or begins with.
    var version: Version?
    var isYanked = false
    /// Among the most downloaded; nil for what the list says of the name.
    var rank: Rank?
    var status = ProjectStatus.active
    var isMalware = false
    var vulnerability: Severity?
    var hasWheel = true
    /// Nil for one that the tier accepts.
    var license: String?
  }

  enum Existence {
    case exists, absent, unknown
  }

  enum Rank {
    case unranked
    case number(Int)
  }
}
