import SourceText

/// A program that starts the one behind it.
struct CommandWrapper: Sendable {
  enum Form: Sendable {
    /// After options, and so many operands, comes a command.
    case command(operands: Int)
    /// A shell: the word after one of the flags is a text of its dialect.
    case shell(ShellDialect, flags: [String])
    /// The shell's own `eval`.
    case text
    /// `su`: the text behind `-c`.
    case user
    /// A program that runs a command elsewhere, behind a name and options of its own.
    case container
  }

  let form: Form
  /// The options that take the next word.
  let valued: Set<String>
  let readsInput: Bool
  /// Whether numbers and durations belong to the wrapper: `retry 3`.
  let skipsNumbers: Bool

  static func named(_ name: String) -> CommandWrapper? { table[name] }

  private static func command(
    _ valued: String = "", operands: Int = 0, readsInput: Bool = false, skipsNumbers: Bool = false
  ) -> CommandWrapper {
    CommandWrapper(
      form: .command(operands: operands),
      valued: Set(valued.split(separator: " ").map(String.init)),
      readsInput: readsInput, skipsNumbers: skipsNumbers)
  }

  private static func shell(_ dialect: ShellDialect, _ flags: String...) -> CommandWrapper {
    CommandWrapper(
      form: .shell(dialect, flags: flags), valued: [], readsInput: false, skipsNumbers: false)
  }

  private static let container = CommandWrapper(
    form: .container, valued: [], readsInput: false, skipsNumbers: false)

  // The manual pages of sudo(8), env(1), xargs(1), timeout(1) and the others tell which options take
  // a value.
  private static let table: [String: CommandWrapper] = [
    "sudo": command(
      "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --role --type"
        + " --other-user --chroot --command-timeout --close-from"),
    "doas": command("-u -C -a"),
    "env": command("-u -C --unset --chdir"), "exec": command("-a"), "command": command(),
    "builtin": command(), "nohup": command(), "setsid": command(), "time": command("-o -f"),
    "nice": command("-n --adjustment"), "ionice": command("-c -n --class --classdata"),
    "stdbuf": command("-i -o -e"), "timeout": command("-s -k --signal --kill-after", operands: 1),
    "gtimeout": command("-s -k --signal --kill-after", operands: 1),
    "xargs": command(
      "-I -i -n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --replace",
      readsInput: true),
    "parallel": command("-j -n --jobs", readsInput: true),
    "retry": command("-t -n -d -s -m -w --times --tries --delay --max", skipsNumbers: true),
    "travis_retry": command(), "travis_wait": command(skipsNumbers: true), "chronic": command(),
    "run": command(), "arch": command("-arch"), "call": command(), "start": command(),
    "caffeinate": command("-t -w"), "unbuffer": command(), "winpty": command(),
    "gosu": command(operands: 1), "su-exec": command(operands: 1), "chroot": command(operands: 1),
    "flock": command("-w -E", operands: 1), "xvfb-run": command("-a -s -n -e -f -p -w"),
    "dbus-run-session": command(), "proot": command(), "fakeroot": command(),
    "proxychains": command("-f"), "proxychains4": command("-f"), "torsocks": command(),
    "then": command(), "do": command(), "else": command(),
    "bash": shell(.posix), "sh": shell(.posix), "zsh": shell(.posix), "dash": shell(.posix),
    "ksh": shell(.posix), "ash": shell(.posix), "rbash": shell(.posix),
    "cmd": shell(.cmd, "/c", "/k", "/s"),
    "powershell": shell(.powershell, "-command", "-c"),
    "pwsh": shell(.powershell, "-command", "-c"),
    "iex": CommandWrapper(form: .text, valued: [], readsInput: false, skipsNumbers: false),
    "eval": CommandWrapper(form: .text, valued: [], readsInput: false, skipsNumbers: false),
    "docker": container, "podman": container, "nerdctl": container, "docker-compose": container,
    "kubectl": container, "ssh": container,
    "su": CommandWrapper(
      form: .user, valued: ["-s", "-g", "-G", "-w"], readsInput: false, skipsNumbers: false),
    "runuser": CommandWrapper(
      form: .user, valued: ["-u", "-s", "-g", "-G", "-w"], readsInput: false, skipsNumbers: false),
  ]
}
