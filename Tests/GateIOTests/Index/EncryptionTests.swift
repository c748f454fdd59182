import Foundation
import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// Certificates, as good and as bad as openssl can make them.
@Suite struct EncryptionTests {
  private let directory: URL

  init() throws { directory = try TemporaryDirectory.make() }

  private func openssl(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = directory
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }

  /// Serves with a certificate of its own for 127.0.0.1, valid for that many days.
  private func serve(days: Int) throws -> LoopbackIndex {
    try openssl(
      "req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -out request "
        + "-subj /CN=loopback -addext subjectAltName=IP:127.0.0.1")
    try openssl(
      "x509 -req -in request -signkey key -days \(days) -copy_extensions copy -out certificate")
    let index = try LoopbackIndex(options: [
      "--tls-certificate", directory.appendingPathComponent("certificate").path,
      "--tls-key", directory.appendingPathComponent("key").path,
    ])
    try index.serve("six", "{}")
    return index
  }

  private func trusting(_ index: LoopbackIndex) throws -> IndexConfiguration {
    var configuration = try index.configuration()
    configuration.certificateFile = directory.appendingPathComponent("certificate").path
    return configuration
  }

  private let distrust = Unavailability(.network, "the certificate of '127.0.0.1' is not trusted")

  @Test func asksAnIndexWhoseCertificateIsTrusted() throws {
    let index = try serve(days: 2)
    #expect(try IndexClient(trusting(index)).lookUp("six").record != nil)
  }

  @Test func distrustsACertificateThatNobodySigned() throws {
    let index = try serve(days: 2)
    #expect(try IndexClient(index.configuration()).lookUp("six").unavailability == distrust)
    #expect(index.requests(about: "six") == [])
  }

  @Test func distrustsAnExpiredCertificate() throws {
    let index = try serve(days: -1)
    #expect(try IndexClient(trusting(index)).lookUp("six").unavailability == distrust)
  }

  @Test func distrustsACertificateForAnotherName() throws {
    let index = try serve(days: 2)
    var configuration = try trusting(index)
    configuration.index = try IndexURL(index.url.replacing("127.0.0.1", with: "localhost"))
    #expect(
      try IndexClient(configuration).lookUp("six").unavailability
        == Unavailability(.network, "the certificate of 'localhost' is not trusted"))
  }

  @Test func saysThatTheCertificatesCannotBeRead() throws {
    let index = try serve(days: 2)
    var configuration = try index.configuration()
    configuration.certificateFile = "/dev/null/none"
    #expect(
      try IndexClient(configuration).lookUp("six").unavailability
        == Unavailability(.network, "the file of trusted certificates cannot be read"))
  }
}

/// Proxies that the environment names. In processes of their own, whose environment they change.
@Suite struct ProxyTests {
  @Test func asksNoProxyForThisMachine() async {
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        setenv(name, "http://127.0.0.1:1", 1)
      }
      let index = try LoopbackIndex()
      try index.serve("six", "{}")
      #expect(try IndexClient(index.configuration()).lookUp("six").record != nil)
    }
  }

  @Test func asksTheProxyForAnotherMachine() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackIndex()
      setenv("https_proxy", proxy.url, 1)
      unsetenv("no_proxy")
      unsetenv("NO_PROXY")
      var configuration = IndexConfiguration()
      configuration.index = try IndexURL("https://index.invalid/simple/")
      // The loopback index is no proxy, and says so.
      #expect(
        try IndexClient(configuration).lookUp("six").unavailability
          == Unavailability(.network, "the proxy answered with status 501"))
    }
  }
}
