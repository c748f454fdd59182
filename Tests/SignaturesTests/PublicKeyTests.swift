import TestKeys
import Testing

@testable import Signatures

/// Keys that are refused, each in words of its own.
struct PublicKeyTests {
  @Test(
    arguments: [
      (KeyKind(type: "rsa", bits: "1024"), KeyProblem.shortRSA(bits: 1024)),
      (KeyKind(type: "rsa", bits: "2048"), .shortRSA(bits: 2048)),
      (KeyKind(type: "dsa", bits: "1024"), .dsa),
    ])
  func refusesWeakKeysAndWhatTheySign(kind: KeyKind, problem: KeyProblem) throws {
    let keys = try KeyFolder()
    try keys.makeKey(kind)
    #expect(throws: problem) { try keys.publicKey() }
    let signature = try keys.sign([0x61])
    #expect(throws: SignatureProblem.key(problem)) {
      try DetachedSignature(armored: signature, namespace: testNamespace)
    }
  }

  @Test func refusesCertificates() throws {
    let keys = try KeyFolder()
    try keys.makeKey(.ed25519, named: "authority")
    try keys.makeKey(.ed25519)
    try keys.run("ssh-keygen", "-q", "-s", "authority", "-I", "ana", "-n", "ana", "key.pub")
    #expect(throws: KeyProblem.certificate("ssh-ed25519-cert-v01@openssh.com")) {
      try keys.publicKey("key-cert")
    }
  }

  @Test(
    arguments: [
      ("sk-ssh-ed25519@openssh.com", KeyProblem.securityKey("sk-ssh-ed25519@openssh.com")),
      (
        "sk-ecdsa-sha2-nistp256@openssh.com",
        .securityKey("sk-ecdsa-sha2-nistp256@openssh.com")
      ),
      (
        "sk-ssh-ed25519-cert-v01@openssh.com",
        .certificate("sk-ssh-ed25519-cert-v01@openssh.com")
      ),
      ("ssh-xmss@openssh.com", .unknownType("ssh-xmss@openssh.com")),
      ("ssh-ed448", .unknownType("ssh-ed448")), ("rsa-sha2-512", .unknownType("rsa-sha2-512")),
      ("ecdsa-sha2-nistp192", .unknownType("ecdsa-sha2-nistp192")), ("", .unknownType("")),
    ])
  func refusesOtherTypes(type: String, problem: KeyProblem) {
    let blob = WireWriter.string(type) + WireWriter.string([1, 2, 3])
    #expect(throws: problem) { try PublicKey(blob: blob) }
    #expect(!problem.description.isEmpty)
  }

  @Test func refusesNumbersThatAreNotCanonicalOrTooSmall() throws {
    let keys = try KeyFolder()
    try keys.makeKey(KeyKind(type: "rsa", bits: "3072"))
    guard case .rsa(let modulus, let exponent) = try keys.publicKey().material else {
      Issue.record("not an RSA key")
      return
    }
    func blob(_ exponent: [UInt8], _ modulus: [UInt8]) -> [UInt8] {
      WireWriter.string("ssh-rsa") + WireWriter.string(exponent) + WireWriter.string(modulus)
    }
    let positive = [0] + modulus
    #expect(try PublicKey(blob: blob(exponent, positive)) == keys.publicKey())
    for (problem, bytes) in [
      (.malformed, blob(exponent, modulus)), (.malformed, blob(exponent, [0] + positive)),
      (.malformed, blob([0] + exponent, positive)), (.malformed, blob([], positive)),
      (.malformed, blob(exponent, [])), (.malformed, blob(exponent, [0])),
      (
        .malformed, blob(exponent, Array(positive.dropLast()) + [modulus[modulus.count - 1] & 0xfe])
      ),
      (.smallExponent, blob([1], positive)), (.smallExponent, blob([3], positive)),
      (.smallExponent, blob([1, 0, 0], positive)), (.smallExponent, blob([1, 0, 2], positive)),
      (.smallExponent, blob([1, 0, 0, 0, 1], positive)),
      (.longRSA(bits: 8200), blob(exponent, [0] + Array(repeating: 0xff, count: 1025))),
      (.malformed, blob(exponent, [0] + Array(repeating: 0xff, count: 5000))),
      (.shortRSA(bits: 3071), blob(exponent, [0x7f] + modulus.dropFirst())),
    ] as [(KeyProblem, [UInt8])] {
      #expect(throws: problem) { try PublicKey(blob: bytes) }
    }
  }

  @Test func refusesPointsThatAreNotOnTheirCurve() throws {
    let keys = try KeyFolder()
    try keys.makeKey(KeyKind(type: "ecdsa", bits: "256"))
    let blob = try keys.publicKey().blob
    #expect(throws: Never.self) { try PublicKey(blob: blob) }
    for index in [blob.count - 65, blob.count - 1] {
      var changed = blob
      changed[index] ^= 1
      #expect(throws: KeyProblem.malformed) { try PublicKey(blob: changed) }
    }
  }
}
