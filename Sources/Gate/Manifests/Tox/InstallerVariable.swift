import SourceText

/// A variable of the environment that changes what an installer does.
enum InstallerVariable {
  case option(IndexOption.Kind)
  case include(Include.Kind)

  // https://pip.pypa.io/en/stable/topics/configuration/#environment-variables
  // https://docs.astral.sh/uv/reference/environment/
  init?(_ name: String) {
    switch name.uppercased() {
    case "PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX": self = .option(.indexURL)
    case "PIP_EXTRA_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_INDEX": self = .option(.extraIndexURL)
    case "PIP_FIND_LINKS", "UV_FIND_LINKS": self = .option(.findLinks)
    case "PIP_TRUSTED_HOST", "UV_INSECURE_HOST": self = .option(.trustedHost)
    case "PIP_NO_INDEX", "UV_NO_INDEX": self = .option(.noIndex)
    case "PIP_PRE": self = .option(.prereleases)
    case "PIP_CONSTRAINT", "UV_CONSTRAINT": self = .include(.constraints)
    case "PIP_REQUIREMENT": self = .include(.requirements)
    default: return nil
    }
  }
}

extension ManifestCollector {
  /// What setting a variable does; several values stand between white space.
  mutating func variable(_ variable: InstallerVariable, _ value: MappedText) {
    for word in value.words {
      switch variable {
      case .option(let kind): option(kind, word)
      case .include(let kind): include(kind, word)
      }
    }
  }

  /// What a line of tox's `deps` says: pip's grammar, after the name of an index of tox 3 (`:name:`).
  ///
  /// `written` is the line before anything was put in the place of its references.
  mutating func deps(_ line: MappedText, role: DependencyRole, on written: MappedText) {
    let colon = UInt8(ascii: ":")
    var requirement = line
    var index: String?
    if line.content.first == colon, let end = line.content.dropFirst().firstIndex(of: colon) {
      index = line.part((line.range.lowerBound + 1)..<end).text
      requirement = line.part((end + 1)..<line.range.upperBound).trimmed
    }
    attempt(at: written.location) { manifest throws(Unreadable) in
      var read = Manifest()
      try RequirementLine(requirement, role: role).read(into: &read)
      manifest.dependencies += read.dependencies.map { dependency in
        dependency.with(index: index, location: line == written ? nil : written.location)
      }
      manifest.options += read.options
      manifest.includes += read.includes
    }
  }
}
