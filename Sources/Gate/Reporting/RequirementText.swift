import PythonPackaging
import SourceText

extension Dependency {
  /// The declaration in one line, whatever file it stands in: `requests[socks]==2.31.0`.
  /// Credentials are hidden; hashes are left out.
  package var requirementText: String {
    var text = name?.text ?? ""
    if !extras.isEmpty { text += "[\(extras.map(\.text).joined(separator: ","))]" }
    if let reference {
      let address = Redacted.url(reference.text)
      text += text.isEmpty ? address : " @ \(address)"
    } else {
      text += specifiers.text
    }
    if let marker { text += "; \(marker)" }
    return text
  }

  /// What a reader calls it: the name, or the reference of one that has no name.
  package var title: String { name?.text ?? requirementText }

  /// How a former declaration of the same project differs, as a reader needs to be told.
  func description(asFormerOf current: Dependency) -> String {
    var text = "'\(requirementText)'"
    if requirementText == current.requirementText {
      if index != current.index {
        text += index.map { " from '\(Redacted.url($0))'" } ?? " without an index of its own"
      } else if hashes != current.hashes {
        text += hashes.isEmpty ? " without hashes" : " with other hashes"
      } else if hosts != current.hosts {
        text += hosts.isEmpty ? " without addresses" : " from \(hosts.joined(separator: ", "))"
      } else if role != current.role {
        text += " as \(role.phrase)"
      } else if kind.word != current.kind.word {
        text += " \(kind.phrase ?? "as a declaration")"
      }
    }
    return text
  }
}

extension Dependency {
  /// The hosts that a lock fetches the files from, sorted.
  fileprivate var hosts: [String] {
    let hosts = files.compactMap { file in
      file.url.map { String(decoding: URLHost.host(of: $0), as: UTF8.self) }
    }
    return Set(hosts).sorted()
  }
}

extension DependencyKind {
  /// How a reader is told that nobody has declared it; nil for a declaration.
  var phrase: String? {
    switch self {
    case .declared: nil
    case .locked(isDirect: false): "locked because something else asks for it"
    case .locked: "locked"
    case .script: "asked for by a script"
    case .command: "installed by a command"
    case .prose: "named in prose"
    case .imported(let module, isOptional: false): "imported as '\(module)'"
    case .imported(let module, isOptional: true):
      "imported as '\(module)', where it may be absent"
    }
  }
}

extension DependencyRole {
  /// The role as a reader names it.
  package var phrase: String {
    switch self {
    case .runtime: "a runtime dependency"
    case .extra(let name): "a dependency of extra '\(name)'"
    case .group(let name): "a dependency of group '\(name)'"
    case .build: "a build dependency"
    case .constraint: "a constraint"
    }
  }
}

extension Requirement {
  /// The requirement in one line, as metadata and manifests write it. Credentials are hidden.
  var text: String {
    let brackets = extras.isEmpty ? "" : "[\(extras.map(\.text).joined(separator: ","))]"
    let place = url.map { " @ \(Redacted.url($0))" } ?? specifiers.text
    return name.text + brackets + place + (marker.map { "; \($0.description)" } ?? "")
  }
}
