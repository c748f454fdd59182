import Gate
import Glibc
import SourceText

/// A file to which lines of JSON are added, never through a link.
package final class LogFile {
  private let place: ReportFile
  private let descriptor: Int32
  /// Why a line could not be written, if one could not.
  private var problem: String?

  /// Opens the file, which is made where it is not there, for its owner alone.
  package init(path: String, directory: String) throws(RunFailure) {
    place = ReportFile(path: path, directory: directory, called: "log")
    descriptor = try place.opened(
      O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, permissions: 0o600)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw place.failure("it is not a file")
    }
  }

  deinit { close(descriptor) }

  /// Adds a line in one write, so that lines of runs at the same time do not mix.
  func append(_ line: JSONText) {
    let bytes = Array((line.written(.compact) + "\n").utf8)
    let written = write(descriptor, bytes, bytes.count)
    if written != bytes.count, problem == nil {
      problem = written < 0 ? String(cString: strerror(errno)) : "a line was cut short"
    }
  }

  /// Throws where a line is missing.
  func check() throws(RunFailure) {
    if let problem { throw place.failure(problem) }
  }
}
