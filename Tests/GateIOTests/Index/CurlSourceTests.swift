import Testing

@testable import GateIO

/// Which libcurl is taken, and what it trusts.
@Suite struct CurlSourceTests {
  @Test func theSystemsComesFirst() {
    let (system, bundled) = (CurlSource.standard.dropLast(), CurlSource.standard.last)
    #expect(system.elementsEqual([.system("libcurl.so.4"), .system("libcurl-gnutls.so.4")]))
    guard case .bundled(let path) = bundled else {
      Issue.record("the one that travels with the program is not looked for")
      return
    }
    #expect(path.hasPrefix("/") && path.hasSuffix("/lib/pipgate/libcurl-pipgate.so"))
  }

  @Test(arguments: [
    ("/usr/bin/pipgate", "/usr/lib/pipgate/libcurl-pipgate.so"),
    ("/home/ana/.venv/bin/pipgate", "/home/ana/.venv/lib/pipgate/libcurl-pipgate.so"),
    ("/bin/pipgate", "/lib/pipgate/libcurl-pipgate.so"),
    ("/pipgate", "/lib/pipgate/libcurl-pipgate.so"),
  ])
  func liesBesideTheProgram(program: String, library: String) {
    #expect(CurlSource.path(besideProgram: program) == library)
  }

  @Test(arguments: [
    (["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"], 0),
    (["/etc/ssl/ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt"], 1),
    (["/etc/ssl/cert.pem"], 0),
  ])
  func trustsTheFirstFileThatIsThere(files: [String], chosen: Int) {
    let choice = CurlSource.bundled("/x").certificateFile { files.contains($0) }
    #expect(choice == .file(files[chosen]))
  }

  @Test func trustsNobodyWithoutAFile() {
    #expect(CurlSource.bundled("/x").certificateFile { _ in false } == .absent)
    #expect(CurlSource.system("libcurl.so.4").certificateFile { _ in false } == .itsOwn)
  }
}
