import PythonPackaging
import SourceText

/// What makes two declarations the same, wherever they stand and however they are spelled.
///
/// Neither file, line nor group is part of it, so that moving and reordering introduce nothing. The
/// scope is: what one tier let pass another has not seen. So is how much a declaration may cost: what
/// was imported or talked about has not been judged as something that is installed.
struct DeclarationKey: Hashable {
  private let scope: String
  private let name: ProjectName?
  private let extras: [ProjectName]
  private let specifiers: SpecifierSet
  private let marker: String?
  private let reference: Reference?
  private let hashes: [String]
  private let hosts: [[UInt8]]
  /// Files of a lock that nothing holds to their content.
  private let unhashedFiles: [String]
  private let index: [UInt8]?
  private let ecosystem: Ecosystem
  private let ceiling: Level
  private let isConstraint: Bool

  /// Addresses are compared as bytes: Swift takes texts that differ only in composition for equal.
  private struct Reference: Hashable {
    let text: [UInt8]
    let isEditable: Bool
  }

  init(_ dependency: Dependency, scope: String) {
    self.scope = scope
    name = dependency.name
    extras = dependency.extras
    specifiers = dependency.specifiers
    marker = dependency.marker
    reference = dependency.reference.map { reference in
      // The same path written in two folders leads to two places.
      if case .path(let path?) = reference.kind {
        return Reference(text: path.bytes, isEditable: reference.isEditable)
      }
      return Reference(text: Array(reference.text.utf8), isEditable: reference.isEditable)
    }
    hashes = dependency.hashes
    hosts = Self.hosts(of: dependency.files)
    unhashedFiles = dependency.files.filter(\.hashes.isEmpty).map(\.name).sorted()
    index = dependency.index.map { Array($0.utf8) }
    ecosystem = dependency.ecosystem
    ceiling = dependency.kind.ceiling
    isConstraint = dependency.role == .constraint
  }

  /// Where the files of a locked release come from. Locks without addresses say nothing about it.
  private static func hosts(of files: [LockedFile]) -> [[UInt8]] {
    let hosts = files.compactMap { file in file.url.map { Array(URLHost.host(of: $0)) } }
    return Set(hosts).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// What makes two index options the same.
struct OptionKey: Hashable {
  private let scope: String
  private let kind: IndexOption.Kind
  private let value: [UInt8]

  init(_ option: IndexOption, scope: String) {
    self.scope = scope
    kind = option.kind
    value = Array(option.value.utf8)
  }
}

/// What makes two unreadable declarations the same: the trouble, and the lines that cause it.
struct UnreadableKey: Hashable {
  private let scope: String
  private let message: String
  private let lines: [UInt8]

  /// How far a line is followed to each side: a file may hold many troubles on one long line.
  private static let reach = 2048

  init(_ unreadable: Unreadable, scope: String) {
    self.scope = scope
    message = unreadable.diagnostic.message
    let location = unreadable.diagnostic.location
    let bytes = location.file.bytes
    let range = location.range.clamped(to: 0..<bytes.count)
    let before = bytes[..<range.lowerBound].suffix(Self.reach)
    let after = bytes[range.upperBound...].prefix(Self.reach)
    let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? before.startIndex
    let end = after.firstIndex(of: 0x0a) ?? after.endIndex
    lines =
      Array(bytes[start..<range.lowerBound] + bytes[range].prefix(Self.reach))
      + bytes[range.upperBound..<end]
  }
}
