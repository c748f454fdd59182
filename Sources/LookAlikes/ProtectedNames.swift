/// Names that others may imitate, most popular first.
package struct ProtectedNames: Sendable {
  package init(ranked names: [String]) {}
  package func rank(of name: String) -> Int? { nil }
}
