import Glibc

/// Text that did not arrive. A run that could not say its verdict is not a pass.
package struct ConsoleError: Error, Hashable, CustomStringConvertible {
  /// The stream in words.
  package let stream: String
  /// The operating system's error number.
  package let code: Int32

  /// Whether whoever read has gone away, which is no reason for a message of its own.
  package var isClosedPipe: Bool { code == EPIPE }

  package var description: String {
    "\(stream) could not be written: \(String(cString: strerror(code)))"
  }
}
