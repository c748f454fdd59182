import PythonPackaging

/// Finds releases under licences that the policy does not accept.
package enum License: Rule {
  package static let description = RuleDescription(
    id: "license",
    summary: "the release is under a licence that the policy does not accept",
    rationale: """
      A licence says on which terms a dependency may be used and passed on, and some terms do not go
      with some uses. Which ones is for the policy to say: without a list of licences this rule asks
      and finds nothing.

      What is judged is the release that an installer chooses today, by its own metadata: the SPDX
      expression (PEP 639), else the classifiers, else the free text where that is the name of a
      licence. With `OR` one accepted licence is enough, with `AND` all have to be. Several
      classifiers count as `AND`, since metadata cannot say whether one may be chosen, and so does a
      classifier that leaves the version open (`BSD License`).
      """,
    remedy: """
      Choose another project, or a release under another licence. If the licence is acceptable, add
      it to `allow` in the settings of the rule, or take it out of `deny`:

      `license: {level: review, allow: [MIT, BSD-3-Clause, Apache-2.0], deny: [AGPL-3.0-only]}`

      Entries are identifiers of the SPDX list, with `WITH` and an exception where only that form is
      meant, or `LicenseRef-` names (`LicenseRef-Proprietary` stands for the classifier of that
      name). An entry of `allow` also accepts "this version or later" and any exception, which only
      permits more. An entry of `deny` refuses them too, and beats `allow`.
      """,
    needs: [.policy, .index, .metadata],
    variants: [
      RuleVariant(id: "undeclared", summary: "the release declares no licence"),
      RuleVariant(
        id: "unrecognized",
        summary: "it declares one in words that name no licence of the SPDX list"),
    ],
    settings: [
      RuleSetting(
        id: "allow", summary: "the licences that are accepted; with any, no other is",
        fallback: .licenses, stricter: .common),
      RuleSetting(
        id: "deny", summary: "the licences that are refused", fallback: .licenses, stricter: .all),
    ],
    examples: [
      RuleExample(
        "accepted, to be chosen, refused, unknown and absent",
        head: "plain==1.0\neither==1.0\n↓strict==1.0\n↓worded==1.0\n↓silent==1.0\n",
        policy: """
          version: 1
          tier: own
          tiers:
            own:
              extends: balanced
              levels:
                license: {level: review, allow: [MIT, Apache-2.0]}
          """,
        projects: [
          ExampleProject(
            "plain", .init("1.0", daysOld: 700, metadata: ["License-Expression: MIT"])),
          ExampleProject(
            "either",
            .init(
              "1.0", daysOld: 700, metadata: ["License-Expression: GPL-3.0-only OR Apache-2.0"])),
          ExampleProject(
            "strict",
            .init(
              "1.0", daysOld: 700,
              metadata: [
                "Classifier: License :: OSI Approved :: MIT License",
                "Classifier: License :: OSI Approved :: BSD License",
              ])),
          ExampleProject(
            "worded", .init("1.0", daysOld: 700, metadata: ["License: see the file COPYING"])),
          ExampleProject("silent", .init("1.0", daysOld: 700, metadata: [])),
        ]),
      RuleExample(
        "a licence that is refused in every form", head: "↓network==1.0\nother==1.0\n",
        policy: """
          version: 1
          tier: own
          tiers:
            own:
              extends: balanced
              levels:
                license: {level: block, undeclared: ignore, deny: [AGPL-3.0-only]}
          """,
        projects: [
          ExampleProject(
            "network",
            .init("1.0", daysOld: 700, metadata: ["License-Expression: AGPL-3.0-or-later"])),
          ExampleProject(
            "other", .init("1.0", daysOld: 700, metadata: ["License-Expression: GPL-3.0-only"])),
        ]),
    ])

  /// Whether the settings name any licence; otherwise there is nothing to compare.
  static func hasTerms(_ settings: RuleLevels) -> Bool {
    !settings.licenses("allow").isEmpty || !settings.licenses("deny").isEmpty
  }

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard hasTerms(context.settings) else { return .silent }
    return introduction.judgeSelection(in: context) { dependency, _, selection in
      guard let release = selection.chosenRelease else { return .silent }
      switch context.facts.metadata(of: release) {
      case .unavailable(let reason): return .lacks(reason)
      case .untold:
        return .lacks(
          Unavailability(.answer, "the index does not tell the licence of \(release)"))
      case .found(let metadata):
        guard let trouble = trouble(with: metadata.declaredLicense, context.settings) else {
          return .silent
        }
        return .found(
          Finding(
            description.id, variant: trouble.variant, .unaccepted(release, trouble),
            at: dependency.nameLocation, label: trouble.label,
            help: "use a project under an accepted licence, or have this one accepted"))
      }
    }
  }

  private static func trouble(
    with declared: DeclaredLicense, _ settings: RuleLevels
  ) -> LicenseTrouble? {
    switch declared {
    case .undeclared: return .undeclared
    case .unrecognized(let text): return .unrecognized(text)
    case .expression(let expression):
      let (allowed, denied) = (settings.licenses("allow"), settings.licenses("deny"))
      func isRefused(_ license: SPDXLicense) -> Bool {
        denied.contains { license.isRefused(by: $0) }
      }
      func isAccepted(_ license: SPDXLicense) -> Bool {
        allowed.isEmpty || allowed.contains { license.isAccepted(by: $0) }
      }
      if expression.isSatisfied(by: { isAccepted($0) && !isRefused($0) }) { return nil }
      let refused = expression.licenses.first(where: isRefused)
      return refused.map { .denied($0, in: expression) }
        ?? expression.licenses.first { !isAccepted($0) }.map { .notAllowed($0, in: expression) }
    }
  }
}

/// What speaks against a licence.
private enum LicenseTrouble {
  case undeclared
  case unrecognized(String)
  case denied(SPDXLicense, in: SPDXExpression)
  case notAllowed(SPDXLicense, in: SPDXExpression)

  var variant: String? {
    switch self {
    case .undeclared: "undeclared"
    case .unrecognized: "unrecognized"
    case .denied, .notAllowed: nil
    }
  }

  var label: String {
    switch self {
    case .undeclared: "no licence"
    case .unrecognized: "a licence of its own words"
    case .denied(let license, _), .notAllowed(let license, _): "under \(license)"
    }
  }
}

extension RuleLevels {
  fileprivate func licenses(_ id: String) -> [SPDXLicense] { licenses[id] ?? [] }
}

extension Finding.Message {
  fileprivate static func unaccepted(_ release: Release, _ trouble: LicenseTrouble) -> Self {
    switch trouble {
    case .undeclared: Self("\(release) declares no licence")
    case .unrecognized(let text):
      Self("\(release) declares its licence as '\(text.firstLine)', which names none")
    case .denied(let license, let expression):
      Self(
        "\(release) is under '\(expression)'"
          + (expression == .license(license)
            ? ", which the policy denies" : ", and the policy denies '\(license)'"))
    case .notAllowed(let license, let expression):
      Self(
        "\(release) is under '\(expression)'"
          + (expression == .license(license)
            ? ", which the policy does not allow" : ", and the policy does not allow '\(license)'"))
    }
  }
}

extension String {
  /// The beginning of a text that may be a whole licence.
  fileprivate var firstLine: String {
    let line = utf8.prefix { $0 != 0x0a && $0 != 0x0d }
    let text = String(decoding: line, as: UTF8.self)
    return text.unicodeScalars.count > 60
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
  }
}
