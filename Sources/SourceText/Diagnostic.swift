/// Something in an input that cannot be read or is not allowed, with its place and a next step.
package struct Diagnostic: Hashable, Sendable {
  /// What is so, in lower case and without a final stop.
  package let message: String
  package let location: Location
  /// What to do about it, one imperative sentence.
  package let help: String?

  package init(_ message: String, at location: Location, help: String? = nil) {
    self.message = message
    self.location = location
    self.help = help
  }
}
