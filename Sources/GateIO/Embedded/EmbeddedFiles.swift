import EmbeddedData
import SourceText

/// The files that the binary carries.
package enum EmbeddedFiles {
  /// The built-in tiers and lists, for `BuiltInPolicies.read`.
  package static var policies: [SourceFile] {
    (0..<pipgate_embedded_policy_count()).map { index in
      let file = pipgate_embedded_policy(index)
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.size)
      return SourceFile(path: RepositoryPath(String(cString: file.path)), bytes: Array(bytes))
    }
  }

  /// The hook that `pipgate hook install` puts in place.
  package static var preCommitHook: [UInt8] {
    let file = pipgate_embedded_pre_commit_hook()
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// The one that it puts in place for pushes.
  package static var prePushHook: [UInt8] {
    let file = pipgate_embedded_pre_push_hook()
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// The one that it puts in place on a server.
  package static var preReceiveHook: [UInt8] {
    let file = pipgate_embedded_pre_receive_hook()
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// The most downloaded projects as `ProtectedNames` lays them out; valid for ever.
  package static var popularProjects: UnsafeRawBufferPointer {
    let file = pipgate_embedded_popular_projects()
    return UnsafeRawBufferPointer(start: file.bytes, count: file.size)
  }

  /// Names that mean no project as `AdditionalNames` lays them out; valid for ever.
  package static var noProjects: UnsafeRawBufferPointer {
    let file = pipgate_embedded_no_projects()
    return UnsafeRawBufferPointer(start: file.bytes, count: file.size)
  }

  /// The modules of Python's standard library, for `PythonModules`.
  package static var standardLibrary: [UInt8] {
    let file = pipgate_embedded_standard_library()
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// Modules with the projects that provide them, for `PythonModules`.
  package static var moduleProjects: [UInt8] {
    let file = pipgate_embedded_module_projects()
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// The day on which the list of projects was made.
  package static var popularProjectsDate: String {
    String(cString: pipgate_embedded_popular_projects_date())
  }
}
