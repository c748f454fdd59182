/// Finds indexes and hosts whose answers anybody on the way can change.
package enum InsecureIndex: Rule {
  package static let description = RuleDescription(
    id: "insecure-index",
    summary: "an index is asked without a valid certificate",
    rationale: """
      Over plain HTTP, or from a host whose certificate is not checked, whoever sits on the way decides
      what is installed.
      """,
    remedy: "Use `https://`, and remove `--trusted-host`.",
    examples: [
      RuleExample(
        "plain HTTP and a trusted host",
        head: """
          ↓--index-url http://packages.example.invalid/simple
          ↓--trusted-host packages.example.invalid
          --extra-index-url https://packages.example.invalid/simple

          """)
    ])

  package static func check(_ introduction: Introduction, in context: RuleContext) -> RuleResult {
    guard case .option(let option) = introduction else { return .silent }
    let isPlain = option.value.lowercased().hasPrefix("http://")
    guard option.kind == .trustedHost || isPlain else { return .silent }
    return .found(
      Finding(
        description.id,
        option.kind == .trustedHost ? .trusted(option.value) : .plain(Redacted.url(option.value)),
        at: option.location, label: "not protected on the way",
        help: option.kind == .trustedHost ? "remove '--trusted-host'" : "use 'https://'"))
  }
}

extension Finding.Message {
  fileprivate static func plain(_ url: String) -> Self { Self("'\(url)' is asked over plain HTTP") }

  fileprivate static func trusted(_ host: String) -> Self {
    Self("the certificate of '\(host)' is not checked")
  }
}
