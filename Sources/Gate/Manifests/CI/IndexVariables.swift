import SourceText

/// Variables of the environment that tell pip and uv where to look: `env:` in any system.
enum IndexVariables {
  private static let kinds: [String: IndexOption.Kind] = [
    "PIP_INDEX_URL": .indexURL, "PIP_EXTRA_INDEX_URL": .extraIndexURL, "PIP_FIND_LINKS": .findLinks,
    "PIP_TRUSTED_HOST": .trustedHost, "UV_INDEX_URL": .indexURL, "UV_DEFAULT_INDEX": .indexURL,
    "UV_EXTRA_INDEX_URL": .extraIndexURL, "UV_INDEX": .extraIndexURL, "UV_FIND_LINKS": .findLinks,
    "UV_INSECURE_HOST": .trustedHost,
  ]

  /// The options that a variable sets, one for each word of its value.
  static func options(_ name: String, _ value: MappedText) -> [IndexOption] {
    guard let kind = kinds[name] else { return [] }
    return value.content.split { $0 == 0x20 || $0 == 0x0a }.map { word in
      let part = value.part(word.indices)
      var option = IndexOption(kind: kind, value: part.text, location: part.location)
      if name.hasPrefix("UV_"), kind == .extraIndexURL { option.search = .inOrder }
      return option
    }
  }
}
