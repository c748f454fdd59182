/// The shells whose texts are read, which differ in quoting, continuation and variables.
package enum ShellDialect: Hashable, Sendable {
  /// POSIX and what bash, zsh and ksh add to it.
  // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html and
  // https://www.gnu.org/software/bash/manual/bash.html#Basic-Shell-Features
  case posix
  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
  case powershell
  /// The command processor of Windows: `*.bat`, `*.cmd`.
  case cmd
  /// Recipe lines of a Makefile without their tabs: `$$` is the shell's `$`, all else with a `$` is
  /// make's, and `@`, `-` and `+` before a command are not part of it.
  // https://www.gnu.org/software/make/manual/make.html#Recipe-Syntax
  case make
}

extension ShellDialect {
  /// The byte that takes the meaning from the next one, and the line's end from a newline.
  var escape: UInt8 {
    switch self {
    case .posix, .make: UInt8(ascii: "\\")
    case .powershell: UInt8(ascii: "`")
    case .cmd: UInt8(ascii: "^")
    }
  }

  var isPOSIX: Bool { self == .posix || self == .make }

  /// Whether a byte outside of quotes ends a word.
  func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d: true
    case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
    case UInt8(ascii: "("), UInt8(ascii: ")"): true
    case UInt8(ascii: ";"): self != .cmd
    case UInt8(ascii: "{"), UInt8(ascii: "}"): self == .powershell
    default: false
    }
  }
}
