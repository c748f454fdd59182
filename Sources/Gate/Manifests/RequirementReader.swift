import PythonPackaging
import SourceText

/// Reads a declaration in the form of PEP 508: `name[extra] >=1 ; marker` or `name @ url`.
enum RequirementReader {
  static func dependency(
    in text: MappedText, role: DependencyRole
  ) throws(Unreadable) -> Dependency {
    let requirement = try requirement(in: text)
    return Dependency(
      name: requirement.name, extras: requirement.extras, specifiers: requirement.specifiers,
      marker: requirement.marker?.description,
      reference: requirement.url.map { url in
        DirectReference(
          kind: ReferenceReader.kind(of: Array(url.utf8)[...], in: text.file.path.parent), text: url
        )
      },
      role: role, location: text.location,
      nameLocation: text.location(of: requirement.nameRange))
  }

  static func requirement(in text: MappedText) throws(Unreadable) -> Requirement {
    do {
      return try Requirement.parse(text.bytes, in: text.range)
    } catch {
      throw Unreadable(error, in: text)
    }
  }

  static func marker(in text: MappedText) throws(Unreadable) -> Marker {
    do {
      return try Marker.parse(text.bytes, in: text.range)
    } catch {
      throw Unreadable(error, in: text)
    }
  }

  /// Reads extras with their brackets, `[a, b]`.
  static func extras(in text: MappedText) throws(Unreadable) -> [ProjectName] {
    do {
      return try Requirement.parse([UInt8(ascii: "x")] + text.content).extras
    } catch {
      throw Unreadable(
        Diagnostic("'\(text.text)' does not list extras: \(error.message)", at: text.location),
        extent: .declaration)
    }
  }
}

extension Unreadable {
  /// One declaration that cannot be read, with its place.
  static func declaration(_ message: String, at location: Location, help: String? = nil) -> Self {
    Unreadable(Diagnostic(message, at: location, help: help), extent: .declaration)
  }

  fileprivate init(_ error: RequirementError, in text: MappedText) {
    // An empty range at the end of the text still points at its last byte.
    let range =
      error.range.isEmpty && !text.isEmpty
      ? max(text.range.lowerBound, text.range.upperBound - 1)..<text.range.upperBound
      : error.range
    let isName = error.kind == .invalidName
    self.init(
      Diagnostic(
        error.message, at: text.location(of: range),
        help: isName
          ? "use only ASCII letters, digits, '-', '_' and '.' in a project's name"
          : "write the requirement as PEP 508 has it, such as 'name>=1.0'"),
      extent: .declaration, reason: isName ? .invalidName : .notARequirement)
  }
}
