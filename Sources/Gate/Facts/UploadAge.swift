/// How long ago files were uploaded, as far as the index says.
package enum UploadAge: Hashable, Sendable {
  case known(Age)
  /// Some files carry no usable time; the age cannot be less than this.
  case atLeast(Age, Unavailability)
  case unknown(Unavailability)

  /// The age of the oldest file: how long the project has been there.
  package static func oldest(of files: [ReleaseFile], by clock: Clock) -> UploadAge {
    let (ages, problem) = ages(of: files, by: clock)
    guard let oldest = ages.max() else { return .unknown(problem ?? noFiles) }
    return problem.map { .atLeast(oldest, $0) } ?? .known(oldest)
  }

  /// The age of the newest file: how long everything in it could have been looked at. One file
  /// without a usable time makes it unknown.
  package static func newest(of files: [ReleaseFile], by clock: Clock) -> UploadAge {
    let (ages, problem) = ages(of: files, by: clock)
    guard problem == nil, let newest = ages.min() else { return .unknown(problem ?? noFiles) }
    return .known(newest)
  }

  private static let noFiles = Unavailability(.answer, "the index lists no file")

  /// Times in the future, beyond what clocks differ by, are as good as none.
  private static func ages(
    of files: [ReleaseFile], by clock: Clock
  ) -> (ages: [Age], problem: Unavailability?) {
    if let problem = clock.problem { return ([], problem) }
    var ages: [Age] = []
    var problem: Unavailability?
    for file in files {
      guard let uploaded = file.uploaded else {
        problem = problem ?? Unavailability(.answer, "the index gives no upload time")
        continue
      }
      let age = Age(since: uploaded, now: clock.now)
      if age.seconds < -300 {
        problem = Unavailability(.answer, "the index gives an upload time in the future")
      } else {
        ages.append(max(age, Age(seconds: 0)))
      }
    }
    return (ages, problem)
  }
}
