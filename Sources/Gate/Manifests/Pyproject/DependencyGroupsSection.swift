import PythonPackaging
import SourceText

extension PyprojectReader {
  /// Reads `[dependency-groups]`. An included group is not repeated: what it holds is read once,
  /// where it stands.
  // https://packaging.python.org/en/latest/specifications/dependency-groups/
  mutating func readDependencyGroups(_ entry: TOMLEntry?) {
    guard let groups = table(entry) else { return }
    var graph = GroupGraph()
    for group in groups.entries {
      guard let name = ProjectName(group.key) else {
        report(.declaration("'\(group.key)' is no name of a group", at: location(of: group)))
        continue
      }
      if !graph.add(name) {
        report(.declaration("the group '\(name)' is declared twice", at: location(group.keyRange)))
      }
      for item in array(group) { readGroupItem(item, of: name, in: group.key, graph: &graph) }
    }
    for problem in graph.problems() {
      report(.declaration(problem.message, at: location(problem.range)))
    }
  }

  private mutating func readGroupItem(
    _ item: TOMLValue, of group: ProjectName, in key: String, graph: inout GroupGraph
  ) {
    if let string = item.string { return requirement(string, role: .group(key)) }
    guard let table = item.table, table.entries.count == 1, let include = table["include-group"],
      let target = include.value.string, let name = ProjectName(target.text)
    else {
      return report(
        .declaration(
          "\(item.kind) where a requirement or an included group is due", at: location(item.range),
          help: "write a string, or '{include-group = \"name\"}'"))
    }
    graph.include(name, in: group, at: target.contentRange)
  }
}

/// Which group includes which, to find includes that lead nowhere or back.
private struct GroupGraph {
  struct Problem {
    let message: String
    let range: Range<Int>
  }

  private var names: [ProjectName] = []
  private var includes: [ProjectName: [(target: ProjectName, range: Range<Int>)]] = [:]

  /// False when the group is there already.
  mutating func add(_ name: ProjectName) -> Bool {
    if includes[name] != nil { return false }
    names.append(name)
    includes[name] = []
    return true
  }

  mutating func include(_ target: ProjectName, in group: ProjectName, at range: Range<Int>) {
    includes[group, default: []].append((target, range))
  }

  /// Walks with a stack of its own, since a file may chain groups deeper than calls can go.
  func problems() -> [Problem] {
    var problems: [Problem] = []
    var finished: Set<ProjectName> = []
    for start in names where !finished.contains(start) {
      var path = [(name: start, next: 0)]
      var isOpen: Set<ProjectName> = [start]
      while let top = path.last {
        let edges = includes[top.name] ?? []
        guard top.next < edges.count else {
          path.removeLast()
          isOpen.remove(top.name)
          finished.insert(top.name)
          continue
        }
        path[path.count - 1].next += 1
        let (target, range) = edges[top.next]
        if includes[target] == nil {
          problems.append(
            Problem(message: "the included group '\(target)' does not exist", range: range))
        } else if isOpen.contains(target) {
          problems.append(
            Problem(message: "including the group '\(target)' here makes a loop", range: range))
        } else if !finished.contains(target) {
          path.append((target, 0))
          isOpen.insert(target)
        }
      }
    }
    return problems
  }
}
