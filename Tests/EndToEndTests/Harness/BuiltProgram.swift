import Foundation

/// The program under test and the folder that it was built from.
enum BuiltProgram {
  /// The binary beside the test bundle; `PIPGATE_TEST_BINARY` names another, such as a release.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["PIPGATE_TEST_BINARY"] { return named }
    let files = FileManager.default
    let bundle = (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/pipgate"
    return files.isExecutableFile(atPath: beside) ? beside : root + "/.build/debug/pipgate"
  }()

  /// The top of the source tree.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

/// The day on which recorded runs take place.
let testDay = "2026-11-21"
