import CurlBinding
import Gate
import Glibc

/// A place where libcurl may be.
package enum CurlSource: Equatable {
  /// The system's, by the name under which its loader finds it.
  case system(String)
  /// The one that travels with the program, at a path.
  case bundled(String)

  /// The system's comes first: it is the one that is kept patched.
  static let standard: [CurlSource] =
    [.system("libcurl.so.4"), .system("libcurl-gnutls.so.4")] + [bundled].compactMap { $0 }

  /// Where a wheel, or an unpacked archive, has put it: in the folder `lib/pipgate` beside the
  /// program's own. Neither the working directory nor any variable has a say.
  private static let bundled: CurlSource? = {
    guard let program = try? Environment.programPath() else { return nil }
    return .bundled(path(besideProgram: program))
  }()

  static func path(besideProgram program: String) -> String {
    let folders = program.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
    return folders + "/lib/pipgate/libcurl-pipgate.so"
  }

  /// Fills `library`; false where nothing is here that can be used.
  func open(_ library: inout CurlLibrary) -> Bool {
    switch self {
    case .system(let name): return curlLibraryOpen(&library, name)
    case .bundled(let path):
      let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { return false }
      defer { close(file) }
      // A folder above the program may be everybody's (`/tmp`), so that somebody else could have put
      // the file there. What is loaded is the file that was looked at, whatever the path leads to.
      var status = stat()
      let isOurs =
        fstat(file, &status) == 0 && [0, geteuid(), Self.programOwner].contains(status.st_uid)
      guard isOurs, status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IWOTH == 0 else {
        return false
      }
      return curlLibraryOpen(&library, "/proc/self/fd/\(file)")
    }
  }

  private static let programOwner: uid_t = {
    var status = stat()
    return stat("/proc/self/exe", &status) == 0 ? status.st_uid : 0
  }()

  /// A file of certificates to trust for this libcurl, where it has to be told: it was built for
  /// another system, and knows only where that one has them.
  func certificateFile(_ isThere: (String) -> Bool = { access($0, R_OK) == 0 }) -> CertificateChoice
  {
    guard case .bundled = self else { return .itsOwn }
    return Self.certificateFiles.first(where: isThere).map { .file($0) } ?? .absent
  }

  /// What a libcurl trusts where nobody names a file.
  package enum CertificateChoice: Equatable {
    /// What it was built with.
    case itsOwn
    case file(String)
    /// There is nothing to trust.
    case absent
  }

  /// Where distributions keep the certificates that they trust.
  private static let certificateFiles = [
    // Debian, Ubuntu, Arch, Alpine.
    "/etc/ssl/certs/ca-certificates.crt",
    // Fedora, RHEL and its kin.
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    // openSUSE.
    "/etc/ssl/ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem",
    // The BSDs' name, which Alpine has too.
    "/etc/ssl/cert.pem",
  ]
}
