import Czlib

/// Unpacks deflated data into a size that is known before. A class because zlib holds on to it.
final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Raw data without a header of its own, as archives have it.
    let size = Int32(MemoryLayout<z_stream>.size)
    isReady = inflateInit2_(stream, -15, ZLIB_VERSION, size) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Exactly `size` bytes, made from all of the data; nil when it is damaged or makes more or less.
  func inflate(_ data: ArraySlice<UInt8>, to size: Int) -> [UInt8]? {
    guard isReady, inflateReset(stream) == Z_OK, let available = UInt32(exactly: data.count),
      let room = UInt32(exactly: size)
    else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { buffer, initialized in
      data.withUnsafeBufferPointer { input in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = available
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = room
        isWhole =
          Czlib.inflate(stream, Z_FINISH) == Z_STREAM_END && stream.pointee.avail_out == 0
          && stream.pointee.avail_in == 0
      }
      stream.pointee.next_in = nil
      stream.pointee.next_out = nil
      initialized = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }

  /// The sum by which an archive tells damage.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    guard let count = UInt32(exactly: bytes.count) else { return 0 }
    return bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, count))
    }
  }
}

extension Inflater {
  /// What a gzip stream unpacks to; nil when it is damaged or makes more than the limit.
  static func unpackedGzip(_ packed: [UInt8], limit: Int) -> [UInt8]? {
    var stream = z_stream()
    // With a gzip header and trailer, both checked.
    guard let size = UInt32(exactly: packed.count),
      inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var result = Z_OK
    packed.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = size
      while result == Z_OK, bytes.count <= limit {
        chunk.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          result = Czlib.inflate(&stream, Z_NO_FLUSH)
        }
        bytes += chunk[..<(chunk.count - Int(stream.avail_out))]
      }
    }
    return result == Z_STREAM_END && stream.avail_in == 0 && bytes.count <= limit ? bytes : nil
  }
}
