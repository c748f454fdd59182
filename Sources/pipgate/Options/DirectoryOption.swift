import ArgumentParser

/// Where a command runs.
struct DirectoryOption: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("directory")],
    help: ArgumentHelp("Run as if started in this folder.", valueName: "folder"),
    completion: .directory)
  var directory = "."
}
