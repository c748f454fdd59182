import Foundation
import TestKeys
import Testing

@testable import Signatures

/// A folder of throw-away keys, and `ssh-keygen` as the oracle that makes and uses them.
final class KeyFolder {
  enum Failure: Error { case command([String], String) }

  let path: String

  init() throws {
    let template = FileManager.default.temporaryDirectory.path + "/pipgate-keys-XXXXXX"
    var bytes = Array(template.utf8CString)
    guard mkdtemp(&bytes) != nil else { throw Failure.command(["mkdtemp"], template) }
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// Standard output of a command that ran in the folder; a failure throws.
  @discardableResult
  func run(_ command: String..., input: [UInt8] = []) throws -> [UInt8] {
    try write(".input", input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Tokyo"]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: "\(path)/.input"))
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.command(command, String(decoding: bytes, as: UTF8.self))
    }
    return bytes
  }

  /// Makes a key in PEM where OpenSSL is to use it.
  func makeKey(_ kind: KeyKind, named name: String = "key", isPEM: Bool = false) throws {
    try run(
      "ssh-keygen", "-q", "-t", kind.type, "-b", kind.bits, "-N", "", "-C", "made for a test",
      "-m", isPEM ? "PEM" : "RFC4716", "-f", name)
  }

  /// The key of a `.pub` file.
  func publicKey(_ name: String = "key") throws -> PublicKey {
    let words = try read(name + ".pub").split(separator: 0x20)
    return try PublicKey(type: String(decoding: words[0], as: UTF8.self), base64: words[1])
  }

  func sign(
    _ document: [UInt8], with key: String = "key", for namespace: String = testNamespace,
    hash: String = "sha512"
  ) throws -> [UInt8] {
    try write("document", document)
    try? FileManager.default.removeItem(atPath: "\(path)/document.sig")
    try run(
      "ssh-keygen", "-q", "-Y", "sign", "-O", "hashalg=\(hash)", "-n", namespace, "-f", key,
      "document")
    return try read("document.sig")
  }

  /// Whether `ssh-keygen -Y verify` accepts a signature by these signers at a time.
  func accepts(
    _ signature: [UInt8], of document: [UInt8], by principal: String, signers: String,
    at time: String = "20261121000000Z"
  ) throws -> Bool {
    try write("signers", Array(signers.utf8))
    try write("checked.sig", signature)
    do {
      try run(
        "ssh-keygen", "-Y", "verify", "-O", "verify-time=\(time)", "-f", "signers", "-I",
        principal, "-n", testNamespace, "-s", "checked.sig", input: document)
      return true
    } catch is Failure {
      return false
    }
  }
}

/// A kind of key that `ssh-keygen` makes.
struct KeyKind: Sendable, CustomTestStringConvertible {
  let type: String
  let bits: String

  var testDescription: String { "\(type)-\(bits)" }

  static let ed25519 = KeyKind(type: "ed25519", bits: "256")
  static let accepted = [
    ed25519, KeyKind(type: "ecdsa", bits: "256"), KeyKind(type: "ecdsa", bits: "384"),
    KeyKind(type: "ecdsa", bits: "521"), KeyKind(type: "rsa", bits: "3072"),
    KeyKind(type: "rsa", bits: "4096"),
  ]
}
