import SourceText
import Testing

@testable import Gate

/// Policies for tests: the files in `policies/`, and what a test adds to them.
enum TestPolicy {
  static let builtIn: BuiltInPolicies = {
    let files = ["paranoid", "balanced", "autonomous", "allowlist", "denylist"].map { name in
      TestFiles.source("policies/\(name).yaml")
    }
    switch BuiltInPolicies.read(files, rules: RuleRegistry.descriptions) {
    case .success(let policies): return policies
    case .failure(let problems):
      let text = problems.diagnostics.map { "\($0.location.start): \($0.message)" }
      fatalError("policies/ is not valid: \(text)")
    }
  }()

  /// The policy that a text states; nil stands for the built-in one.
  static func reading(_ text: String?) throws -> Policy {
    guard let text else { return builtIn.policy }
    let file = SourceFile(path: ".pipgate/policy.yaml", text: text)
    return try Policy.read(
      file, origin: "test", builtIn: builtIn, rules: RuleRegistry.descriptions
    ).get()
  }
}
