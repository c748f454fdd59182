import Foundation
import Testing

/// `pypiserver`, which is nobody's here, on a folder of wheels; it ends with this object.
final class IndexServer {
  /// The address for `PIPGATE_INDEX_URL`.
  let url: String
  /// Digests of the wheels, by their names.
  let digests: [String: String]
  private let process: pid_t

  /// Where `.ci/packages` has put it.
  private static let library = BuiltProgram.root + "/.build/index-server"

  static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: library + "/pypiserver")
  }

  /// Serves a wheel for each version of each project.
  init(_ projects: [String: [String]]) throws {
    let folder = try TemporaryFolder.make("index-server")
    let wheels = projects.flatMap { name, versions in versions.map { [name, $0] } }
    let python = try Command.path(of: "python3")
    let made = try Command.run(
      [python, "-S", "-E", "-c", Self.maker, folder] + wheels.flatMap { $0 }, in: folder,
      environment: [:])
    try #require(made.status == 0, "\(made.text)")
    digests = Dictionary(
      uniqueKeysWithValues: made.output.split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        return (String(words[0]), String(words[1]))
      })
    let port = made.errors.trimmingCharacters(in: .whitespacesAndNewlines)
    url = "http://127.0.0.1:\(port)/simple/"
    process = try Spawn.start(
      [
        python, "-m", "pypiserver", "run", "-i", "127.0.0.1", "-p", port, "--disable-fallback",
        "-P", ".", "-a", ".", folder,
      ], in: folder, environment: ["PYTHONPATH": Self.library]
    ) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    let answers = try Command.run(
      [python, "-S", "-E", "-c", Self.waiter, port], in: folder, environment: [:])
    try #require(answers.status == 0, "pypiserver did not start")
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// Writes the wheels, their digests, and a port that is free to standard error.
  private static let maker = """
    import hashlib, pathlib, socket, sys, zipfile
    folder, *words = sys.argv[1:]
    for name, version in zip(words[::2], words[1::2]):
        stem = name.replace("-", "_")
        path = pathlib.Path(folder) / f"{stem}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            info = f"{stem}-{version}.dist-info"
            wheel.writestr(f"{stem}.py", "")
            wheel.writestr(f"{info}/METADATA",
                           f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
            wheel.writestr(f"{info}/WHEEL",
                           "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
            wheel.writestr(f"{info}/RECORD", "")
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    with socket.create_server(("127.0.0.1", 0)) as probe:
        print(probe.getsockname()[1], file=sys.stderr)
    """

  private static let waiter = """
    import socket, sys, time
    for attempt in range(400):
        try:
            socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5).close()
            sys.exit(0)
        except OSError:
            time.sleep(0.1)
    sys.exit(1)
    """
}
