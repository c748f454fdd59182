/// A project that comes along with a dependency, as a finding shows it.
package struct PulledProject: Hashable, Sendable {
  /// As the release that asks for it writes it: hostile text.
  package let requirement: String
  package let name: String
  /// The version that the requirement selects today; nil when none is known.
  package let version: String?
  /// What speaks against it, or is not known of it, in words.
  package let remarks: [String]
  package let pulls: [PulledProject]
}

extension PulledProject {
  /// The trees as they are drawn, a project a line, and how many more there are.
  static func drawing(of projects: [PulledProject], most: Int = 40) -> [String] {
    var lines: [String] = []
    draw(projects, behind: "", into: &lines)
    guard lines.count > most else { return lines }
    return lines.prefix(most) + ["and \(lines.count - most) more"]
  }

  private static func draw(
    _ projects: [PulledProject], behind indent: String, into lines: inout [String]
  ) {
    for (index, project) in projects.enumerated() {
      let isLast = index == projects.count - 1
      let remarks = project.remarks.isEmpty ? "" : ": " + project.remarks.joined(separator: "; ")
      let version = project.version.map { " \($0)" } ?? ""
      lines.append("\(indent)\(isLast ? "└─ " : "├─ ")\(project.name)\(version)\(remarks)")
      draw(project.pulls, behind: indent + (isLast ? "   " : "│  "), into: &lines)
    }
  }
}

extension PulledTree {
  /// The projects that the root asks for, each with what it pulls in; `remarks` says what there is to
  /// say of a node.
  func projects(remarks: (_ node: Int) -> [String]) -> [PulledProject] {
    // A node stands after the one that asks for it, so that from the end on all children are there.
    var children: [Int?: [PulledProject]] = [:]
    for (place, node) in nodes.enumerated().reversed() {
      let pulls: [PulledProject] = children[place]?.reversed() ?? []
      children[node.parent, default: []].append(
        PulledProject(
          requirement: node.requirement.text, name: node.requirement.name.normalized,
          version: node.release?.version.description, remarks: remarks(place), pulls: pulls))
    }
    return children[nil]?.reversed() ?? []
  }
}
