/// What a marker can ask of the environment it is evaluated in.
// https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
package enum MarkerVariable: String, Hashable, Sendable, CaseIterable {
  case osName = "os_name"
  case sysPlatform = "sys_platform"
  case platformMachine = "platform_machine"
  case platformPythonImplementation = "platform_python_implementation"
  case platformRelease = "platform_release"
  case platformSystem = "platform_system"
  case platformVersion = "platform_version"
  case pythonVersion = "python_version"
  case pythonFullVersion = "python_full_version"
  case implementationName = "implementation_name"
  case implementationVersion = "implementation_version"
  case extra
  /// The extras to be installed from a lock file, PEP 751.
  case extras
  /// The dependency groups to be installed from a lock file, PEP 751.
  case dependencyGroups = "dependency_groups"

  /// Takes the names of PEP 508 and the older ones of PEP 345 that are still accepted.
  init?(spelling: String) {
    switch spelling {
    case "os.name": self = .osName
    case "sys.platform": self = .sysPlatform
    case "platform.version": self = .platformVersion
    case "platform.machine": self = .platformMachine
    case "platform.python_implementation", "python_implementation":
      self = .platformPythonImplementation
    default: self.init(rawValue: spelling)
    }
  }

  /// Whether its values are compared as versions where they can be.
  var holdsVersion: Bool {
    switch self {
    case .implementationVersion, .platformRelease, .pythonFullVersion, .pythonVersion: true
    default: false
    }
  }
}
