import Gate
import GateIO
import SourceText
func rule(_ id: String, _ v: [String] = [], _ s: [String] = []) -> RuleDescription {
  RuleDescription(id: RuleID(id), summary: "", rationale: "", remedy: "", variants: v.map { RuleVariant(id: $0, summary: "") }, settings: s.map { RuleSetting(id: $0, summary: "", fallback: .age(.days(7))) }, examples: [])
}
let rules = ["denied", "unlisted", "unknown-project", "unknown-version", "yanked", "unpinned", "invalid-name", "unreadable-manifest", "index-changed", "insecure-index", "unsupported-manifest", "trust-changed", "uninspected-submodule"].map { rule($0) } + [rule("typosquat", ["name-alone"]), rule("direct-reference", ["inside-repository"]), rule("new-project", [], ["minimum-age"]), rule("new-release", [], ["minimum-age"])]
let text = """
version: 1
repository: github.com/acme/shop
tier: balanced
paths:
  - {match: "services/payments/**", tier: payments}
tiers:
  payments: {extends: paranoid, levels: {new-release: {level: block, minimum-age: 14d}}}
allow: [numpy, {name: requests, versions: ">=2.31", reason: "HTTP client, ADR 12"}]
deny: [{name: pycrypt, reason: unmaintained, use-instead: pycryptodome}]
"""
func once() -> (Duration, Duration) {
  let c = ContinuousClock()
  var b: BuiltInPolicies?
  let t1 = c.measure { b = try? BuiltInPolicies.read(EmbeddedFiles.policies, rules: rules).get() }
  var n = 0
  let t2 = c.measure { if let b, let p = try? Policy.read(SourceFile(path: "p", text: text), origin: "", builtIn: b, rules: rules).get() { n = p.allowed.count } }
  precondition(n == 32)
  return (t1, t2)
}
print("first", once())
var all: [(Duration, Duration)] = (0..<300).map { _ in once() }
print("median", all.map(\.0).sorted()[150], all.map(\.1).sorted()[150])
let c = ContinuousClock()
let files = EmbeddedFiles.policies
func med(_ f: () -> Void) -> Duration { (0..<300).map { _ in c.measure(f) }.sorted()[150] }
print("files", med { _ = EmbeddedFiles.policies })
print("yaml", med { for f in files { _ = YAMLDocument(f) } })
print("empty yaml x5", med { for _ in files { _ = YAMLDocument(SourceFile(path: "a", text: "a: b")) } })
