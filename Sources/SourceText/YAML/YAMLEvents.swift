import Clibyaml

/// What libyaml reports, one after the other, with places as byte ranges.
enum YAMLEvent {
  /// `hasDirectives` tells of `%YAML` or `%TAG`.
  case documentStart(hasDirectives: Bool)
  case alias(String)
  case scalar(String, isPlain: Bool, YAMLProperties)
  case sequenceStart(isFlow: Bool, YAMLProperties)
  case mappingStart(isFlow: Bool, YAMLProperties)
  case collectionEnd
  /// The text is not YAML; nothing follows.
  case failure(problem: String, context: String?, contextLine: Int)
}

/// What may stand before a value.
struct YAMLProperties {
  let anchor: String?
  let tag: String?
}

enum YAMLEvents {
  /// Hands the events of a file to `take`, with the byte range of each, until it returns false.
  static func read(_ file: SourceFile, take: ((YAMLEvent, Range<Int>)) -> Bool) {
    let places = file.bytes.withUnsafeBufferPointer { YAMLPlaces($0) }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      _ = take((.failure(problem: "out of memory", context: nil, contextLine: 0), 0..<0))
      return
    }
    defer { yaml_parser_delete(parser) }
    file.bytes.withUnsafeBufferPointer { bytes in
      // libyaml remembers an input without an address as no input at all.
      let empty: StaticString = ""
      // It takes a byte order mark for a character.
      let text = UnsafeBufferPointer(rebasing: bytes[places.markLength...])
      yaml_parser_set_input_string(parser, text.baseAddress ?? empty.utf8Start, text.count)
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      var event = yaml_event_t()
      while true {
        guard yaml_parser_parse(parser, &event) == 1 else {
          _ = take(failure(of: parser.pointee, places))
          return
        }
        defer { yaml_event_delete(&event) }
        if event.type == YAML_STREAM_END_EVENT { return }
        guard let kind = kind(of: event) else { continue }
        if !take((kind, places.range(from: event.start_mark, to: event.end_mark))) { return }
      }
    }
  }

  /// Nil for the events that say nothing.
  private static func kind(of event: yaml_event_t) -> YAMLEvent? {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      let start = event.data.document_start
      return .documentStart(
        hasDirectives: start.version_directive != nil
          || start.tag_directives.start != start.tag_directives.end)
    case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      return .scalar(
        String(
          decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
        YAMLProperties(anchor: text(scalar.anchor), tag: text(scalar.tag)))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return .sequenceStart(
        isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE,
        YAMLProperties(anchor: text(start.anchor), tag: text(start.tag)))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return .mappingStart(
        isFlow: start.style == YAML_FLOW_MAPPING_STYLE,
        YAMLProperties(anchor: text(start.anchor), tag: text(start.tag)))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
    default: return nil
    }
  }

  private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    bytes.map { String(decodingCString: $0, as: UTF8.self) }
  }

  private static func failure(
    of parser: yaml_parser_t, _ places: YAMLPlaces
  ) -> (YAMLEvent, Range<Int>) {
    let problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
    // A reader's error has no mark; the scanner's and the parser's have.
    let offset =
      parser.error == YAML_READER_ERROR
      ? min(parser.problem_offset + places.markLength, places.byteCount)
      : places.offset(of: parser.problem_mark)
    return (
      .failure(
        problem: problem, context: parser.context.map { String(cString: $0) },
        contextLine: parser.context_mark.line + 1),
      offset..<offset
    )
  }
}

/// The byte offsets of libyaml's marks, which count characters.
private struct YAMLPlaces {
  let byteCount: Int
  /// The bytes that libyaml is not given.
  let markLength: Int
  /// The offset of each character; empty when each is one byte.
  private let offsets: [UInt32]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    byteCount = bytes.count
    markLength = YAMLText.markLength(bytes)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      offsets = []
    } else {
      offsets = bytes.indices.dropFirst(markLength).lazy
        .filter { bytes[$0] & 0xc0 != 0x80 }.map { UInt32($0) }
    }
  }

  func offset(of mark: yaml_mark_t) -> Int {
    let index = Int(clamping: mark.index)
    if offsets.isEmpty { return min(index + markLength, byteCount) }
    return index < offsets.count ? Int(offsets[index]) : byteCount
  }

  func range(from start: yaml_mark_t, to end: yaml_mark_t) -> Range<Int> {
    let lower = offset(of: start)
    return lower..<max(lower, offset(of: end))
  }
}
