extension Marker {
  /// Whether the marker holds in the environment, with `extra` standing for the given extra or for
  /// none.
  ///
  /// A comparison without a meaning, at which `packaging` gives up (`os_name ~= "x"`, a variable
  /// the environment lacks, two literals), counts as true: a dependency that may be installed is
  /// judged.
  package func evaluate(in environment: MarkerEnvironment, extra: ProjectName? = nil) -> Bool {
    switch self {
    case .comparison(let left, let op, let right):
      Self.compare(left, op, right, in: environment, extra: extra) ?? true
    case .and(let markers): markers.allSatisfy { $0.evaluate(in: environment, extra: extra) }
    case .or(let markers): markers.contains { $0.evaluate(in: environment, extra: extra) }
    case .group(let marker): marker.evaluate(in: environment, extra: extra)
    }
  }

  /// Nil if the comparison has no meaning.
  private static func compare(
    _ left: MarkerOperand, _ op: MarkerOperator, _ right: MarkerOperand,
    in environment: MarkerEnvironment, extra: ProjectName?
  ) -> Bool? {
    switch (left, right) {
    case (.variable(.extras), _), (.variable(.dependencyGroups), _): return nil
    case (.variable(let variable), _):
      guard let value = environment.value(of: variable, extra: extra) else { return nil }
      return compare(value, op, right.text, asVersions: variable.holdsVersion)
    case (.literal(let text), .variable(.extras)):
      return environment.extras.flatMap { compare(text, op, $0) }
    case (.literal(let text), .variable(.dependencyGroups)):
      return environment.dependencyGroups.flatMap { compare(text, op, $0) }
    case (.literal(let text), .variable(let variable)):
      guard let value = environment.value(of: variable, extra: extra) else { return nil }
      return compare(text, op, value, asVersions: variable.holdsVersion)
    case (.literal, .literal): return nil
    }
  }

  private static func compare(
    _ left: String, _ op: MarkerOperator, _ right: String, asVersions: Bool
  ) -> Bool? {
    switch op {
    case .contained: return left.isPart(of: right)
    case .notContained: return !left.isPart(of: right)
    case .relation(let op):
      if asVersions, let specifier = Specifier(op.rawValue + right) {
        return specifier.contains(text: left)
      }
      let isEqual = left.utf8.elementsEqual(right.utf8)
      switch op {
      case .equal, .lessOrEqual, .greaterOrEqual: return isEqual
      case .notEqual: return !isEqual
      case .less, .greater: return false
      case .compatible, .arbitrary: return nil
      }
    }
  }

  private static func compare(
    _ left: String, _ op: MarkerOperator, _ right: Set<ProjectName>
  ) -> Bool? {
    switch op {
    case .contained: ProjectName(left).map(right.contains) ?? false
    case .notContained: !(ProjectName(left).map(right.contains) ?? false)
    // A text never equals a set.
    case .relation(.notEqual): true
    case .relation(.compatible), .relation(.arbitrary): nil
    case .relation: false
    }
  }
}

extension MarkerEnvironment {
  fileprivate func value(of variable: MarkerVariable, extra: ProjectName?) -> String? {
    switch variable {
    case .extra: extra?.normalized ?? ""
    // An interpreter built from an untagged source calls itself `3.14.0a1+`, which is no version.
    case .pythonFullVersion: self[variable].map { $0.utf8.last == 0x2b ? $0 + "local" : $0 }
    default: self[variable]
    }
  }
}

extension String {
  /// Whether its bytes stand next to each other in the other text.
  fileprivate func isPart(of other: String) -> Bool {
    let (part, whole) = (Array(utf8), Array(other.utf8))
    guard part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { start in
      whole[start..<start + part.count].elementsEqual(part)
    }
  }
}
