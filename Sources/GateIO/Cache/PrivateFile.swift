import Glibc

/// A plain file of this user alone, held open and read in parts.
///
/// It is read and not mapped: a file that is cut short while it is mapped would end the program. A
/// class because it owns a file descriptor.
final class PrivateFile {
  private let descriptor: Int32
  let size: Int

  init(descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  /// Exactly these bytes; nil when they are not all there.
  func read(_ range: Range<Int>) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= size else { return nil }
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
      while count < range.count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, range.count - count,
          range.lowerBound + count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
      initialized = count
    }
    return count == range.count ? bytes : nil
  }
}
