/// JSON as RFC 8259 has it and nothing besides, for text that may be hostile.
///
/// Refused, where other readers choose: a member named twice, a lone surrogate, a number that no
/// `Double` can hold, a byte order mark, and whatever exceeds the limits.
/// https://www.rfc-editor.org/rfc/rfc8259
package enum JSON {
  /// Reads a whole text; the first thing that is wrong with it is thrown.
  package static func parse(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONError) -> JSONValue {
    if bytes.count > limits.bytes {
      throw JSONError("the text is longer than \(limits.bytes) bytes", at: limits.bytes)
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(JSONError) -> JSONValue in
      if let offset = UTF8Validation.firstInvalidOffset(in: buffer) {
        throw JSONError("the text is not UTF-8", at: offset)
      }
      var parser = JSONParser(bytes: PaddedBytes(buffer), limits: limits)
      return try parser.document()
    }
  }
}

/// The most that a JSON text may ask of its reader.
package struct JSONLimits: Sendable {
  package var bytes: Int
  /// Levels of arrays and objects within each other.
  package var depth: Int
  /// Values of every kind taken together, which bounds the memory that a short text can claim.
  package var values: Int

  /// `bytes` cannot exceed 2 GiB, nor `depth` 128.
  package init(bytes: Int = 64 << 20, depth: Int = 64, values: Int = 4_000_000) {
    self.bytes = min(bytes, Int(Int32.max))
    self.depth = min(depth, 128)
    self.values = values
  }
}

/// The reason why a text is not JSON, and where that shows.
package struct JSONError: Error, Hashable {
  /// What is so, in lower case and without a final stop.
  package let message: String
  /// The byte at which reading stopped.
  package let offset: Int

  package init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }

  /// The same as a diagnostic, for a text that came from a file.
  package func diagnostic(in file: SourceFile) -> Diagnostic {
    let start = min(offset, file.bytes.count)
    return Diagnostic(
      message, at: Location(file: file, range: start..<min(start + 1, file.bytes.count)))
  }
}
