import PythonPackaging

/// Finds what a dependency pulls in that is new to the repository.
package enum Transitive: Rule {
  package static let description = RuleDescription(
    id: "transitive",
    summary: "installing the dependency brings along projects that are new here",
    rationale: """
      Whoever adds one dependency mostly adds several: what it asks for is installed too, and nobody
      has written its name anywhere. This rule follows what the release that an installer chooses
      today asks for, and what that asks for in turn, and judges every name that the repository does
      not have and the change does not add by itself. The names are held against the lists and the
      rules about names and young projects. Where nothing is said of any, the finding is the variant
      `unremarkable`: a tree to look at.

      What is denied, known as malware or under quarantine is found under the name of that rule, at
      its level, however far down the tree it is. Where the index does not tell what a release asks
      for (PEP 658), the finding is the variant `untold`.

      A requirement counts unless its marker can hold on no Python from 3.8 on; extras are followed.
      Each requirement leads to the newest release that it selects; versions are not resolved
      together. What a lock file holds is not followed: it lists everything itself. A tree is cut
      below its 8th level and at 200 projects, which the finding says.

      Because this takes many look-ups, a commit hook leaves it to continuous integration unless the
      tier gives it `review` or more.
      """,
    remedy: """
      Look at what is marked before it is installed. If one of the projects is not wanted, use
      another dependency or leave out the extra that brings it.
      """,
    needs: [.index, .metadata, .popularity, .policy, .advisories],
    variants: [
      RuleVariant(id: "unremarkable", summary: "no rule has anything to say of what comes along"),
      RuleVariant(
        id: "untold", summary: "the index does not tell what the release asks for"),
    ],
    examples: [
      RuleExample(
        "a tree with a name that nobody has registered",
        head: "↓shop==1.0\n↓plain==1.0\nalone==1.0\n",
        projects: [
          ExampleProject(
            "shop",
            .init(
              "1.0", daysOld: 700,
              metadata: [
                "Requires-Dist: cart>=1", "Requires-Dist: pywin99; python_version < \"3\"",
                "Requires-Dist: extra-only; extra == \"more\"",
              ])),
          ExampleProject(
            "cart", .init("1.0", daysOld: 700, metadata: ["Requires-Dist: cart-helper-tool"])),
          ExampleProject(
            "plain", .init("1.0", daysOld: 700, metadata: ["Requires-Dist: click"])),
          ExampleProject("click", .init("8.1.7", daysOld: 700, metadata: [])),
          ExampleProject("alone", .init("1.0", daysOld: 700, metadata: [])),
        ]),
      RuleExample(
        "projects that the repository has already, or adds by itself",
        base: "click==8.1.7\n", head: "click==8.1.7\nplain==1.0\nother==1.0\n",
        projects: [
          ExampleProject(
            "plain",
            .init("1.0", daysOld: 700, metadata: ["Requires-Dist: click", "Requires-Dist: other"])),
          ExampleProject("other", .init("1.0", daysOld: 700, metadata: [])),
        ]),
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard isFollowed(introduction) else { return .silent }
    return introduction.judgeSelection(in: context) { dependency, name, selection in
      let tree = PulledTree(of: selection, extras: dependency.extras, facts: context.facts)
      switch tree.rootGap {
      case .unavailable(let reason): return .lacks(reason)
      case .untold:
        return .found(
          Finding(
            description.id, variant: "untold", .untold(name.text), at: dependency.nameLocation,
            label: "asks for what is not told", help: "look at what its release asks for"))
      case nil, .absent, .limit, .direct: break
      }
      return judge(tree, dependency, name, introduction, context)
    }
  }

  /// What decides how a requirement is judged.
  private struct Wanted: Hashable {
    let name: ProjectName
    let specifiers: SpecifierSet
  }

  /// Whether what a dependency pulls in is followed: a lock lists it, and a constraint installs
  /// nothing.
  static func isFollowed(_ introduction: Introduction) -> Bool {
    guard let (dependency, _) = introduction.indexedDependency else { return false }
    if case .locked = dependency.kind { return false }
    return dependency.role != .constraint
  }

  private static func judge(
    _ tree: PulledTree, _ dependency: Dependency, _ name: ProjectName,
    _ introduction: Introduction, _ context: RuleContext
  ) -> RuleResult {
    var judged: [Wanted: PulledJudgement] = [:]
    var findings: [Finding] = []
    var missing: Unavailability?
    var remarks: [[String]] = []
    for (place, node) in tree.nodes.enumerated() {
      let wanted = Wanted(name: node.requirement.name, specifiers: node.requirement.specifiers)
      if judged[wanted] == nil, node.gap != .direct {
        let judgement = PulledJudgement(
          of: place, in: tree, broughtBy: dependency, introduction, in: context)
        judged[wanted] = judgement
        findings += judgement.findings.filter { finding in
          !findings.contains { $0.message == finding.message }
        }
        missing = missing ?? judgement.missing
      }
      // What the policy wants nobody asked about is no gap in what could be had.
      if case .unavailable(let reason) = node.gap, reason.cause != .policy {
        missing = missing ?? reason
      }
      remarks.append((judged[wanted]?.remarks ?? []) + (node.gap?.words.map { [$0] } ?? []))
    }
    let unreadable = tree.unreadable.map { owner, text in
      Finding.Fact("asked for by \(owner)", "'\(text)', which cannot be read")
    }
    let names = Set(tree.nodes.map(\.requirement.name))
    if !names.isEmpty || !unreadable.isEmpty {
      let marked = Set(
        zip(tree.nodes, remarks).filter { !$1.isEmpty }.map(\.0.requirement.name))
      let isRemarkable = !marked.isEmpty || !unreadable.isEmpty || tree.isCut
      findings.append(
        Finding(
          description.id, variant: isRemarkable ? nil : "unremarkable",
          .pulls(name.text, count: names.count, marked: marked.count, isCut: tree.isCut),
          at: dependency.nameLocation, label: "brings more along",
          help: isRemarkable
            ? "look at what is marked before it is installed" : "look through what comes along",
          facts: Array(unreadable.prefix(5)), pulls: tree.projects { remarks[$0] }))
    }
    if let missing { return .foundInPart(findings, lacks: missing) }
    return findings.isEmpty ? .silent : .found(findings)
  }
}

extension PulledTree.Gap {
  /// What the tree says of the place; nil where a rule says it.
  fileprivate var words: String? {
    switch self {
    case .absent: nil
    case .untold: "what it asks for is not told"
    case .unavailable: "could not be checked"
    case .limit: "not followed further"
    case .direct: "comes from an address instead of the index"
    }
  }
}

extension Finding.Message {
  fileprivate static func untold(_ name: String) -> Self {
    Self("the index does not tell what '\(name)' pulls in")
  }

  fileprivate static func pulls(
    _ name: String, count: Int, marked: Int, isCut: Bool
  ) -> Self {
    var text = "'\(name)' pulls in \(isCut ? "at least " : "")"
    text += count == 1 ? "1 project that is new here" : "\(count) projects that are new here"
    if marked > 0 {
      let some = marked == count ? "all" : "\(marked)"
      text += count == 1 ? ", and it is marked" : ", \(some) of them marked"
    }
    return Self(text)
  }
}
