/// What the variables of markers stand for on one interpreter and machine.
package struct MarkerEnvironment: Hashable, Sendable {
  private var values: [MarkerVariable: String]
  /// What `extras` stands for; nil outside a lock file, where it stands for nothing.
  package var extras: Set<ProjectName>?
  /// What `dependency_groups` stands for; nil outside a lock file, where it stands for nothing.
  package var dependencyGroups: Set<ProjectName>?

  package init(
    _ values: [MarkerVariable: String], extras: Set<ProjectName>? = nil,
    dependencyGroups: Set<ProjectName>? = nil
  ) {
    self.values = values
    self.extras = extras
    self.dependencyGroups = dependencyGroups
  }

  package subscript(variable: MarkerVariable) -> String? {
    get { values[variable] }
    set { values[variable] = newValue }
  }

  /// CPython 3.13 on Linux for x86-64.
  package static let cPythonOnLinux = MarkerEnvironment([
    .osName: "posix",
    .sysPlatform: "linux",
    .platformMachine: "x86_64",
    .platformPythonImplementation: "CPython",
    .platformRelease: "6.12.0",
    .platformSystem: "Linux",
    .platformVersion: "#1 SMP",
    .pythonVersion: "3.13",
    .pythonFullVersion: "3.13.0",
    .implementationName: "cpython",
    .implementationVersion: "3.13.0",
  ])
}
