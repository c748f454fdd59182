import Crypto
import Foundation
import SeededNumbers
import TestKeys
import Testing

@testable import Signatures

/// Signatures that real keys make, and all that is near to them.
struct DetachedSignatureTests {
  private let document = Array("version: 1\nid: one\n".utf8)

  private func verify(_ signature: [UInt8], _ document: [UInt8]) throws(SignatureProblem)
    -> PublicKey
  {
    let signature = try DetachedSignature(armored: signature, namespace: testNamespace)
    try signature.verify(document)
    return signature.key
  }

  @Test(arguments: KeyKind.accepted, ["sha256", "sha512"])
  func acceptsWhatSshKeygenSigns(kind: KeyKind, hash: String) throws {
    let keys = try KeyFolder()
    try keys.makeKey(kind)
    for document in [document, [], [UInt8](repeating: 0xff, count: 70_000)] {
      let signature = try keys.sign(document, hash: hash)
      #expect(try verify(signature, document) == keys.publicKey())
    }
    let listed = String(decoding: try keys.run("ssh-keygen", "-lf", "key.pub"), as: UTF8.self)
    #expect(listed.contains(" \(try keys.publicKey().fingerprint) "))
  }

  @Test func acceptsRSAWithSHA256AsOtherToolsSign() throws {
    let keys = try KeyFolder()
    try keys.makeKey(KeyKind(type: "rsa", bits: "3072"), isPEM: true)
    let blob = try openSSLBlob(keys, digest: "sha256", algorithm: "rsa-sha2-256")
    #expect(try verify(blob.armored, document) == keys.publicKey())
    let line = try String(decoding: keys.read("key.pub"), as: UTF8.self)
    #expect(
      try keys.accepts(
        blob.armored, of: document, by: "ana",
        signers: "ana namespaces=\"\(testNamespace)\" \(line)"))
  }

  @Test func refusesRSAWithSHA1() throws {
    let keys = try KeyFolder()
    try keys.makeKey(KeyKind(type: "rsa", bits: "3072"), isPEM: true)
    let blob = try openSSLBlob(keys, digest: "sha1", algorithm: "ssh-rsa")
    #expect(throws: SignatureProblem.sha1) { try verify(blob.armored, document) }
  }

  private func openSSLBlob(
    _ keys: KeyFolder, digest: String, algorithm: String
  ) throws -> WireWriter.Blob {
    try keys.write(
      "signed", WireWriter.signedBytes(Array(SHA512.hash(data: document)), hash: "sha512"))
    try keys.run("openssl", "dgst", "-\(digest)", "-sign", "key", "-out", "raw", "signed")
    return WireWriter.Blob(
      key: try keys.publicKey().blob, algorithm: algorithm, signature: try keys.read("raw"))
  }

  @Test func refusesWhatIsNotTheOneForm() throws {
    let keys = try KeyFolder()
    try keys.makeKey(.ed25519)
    let text = try keys.sign(document)
    let good = try blob(of: text)
    #expect(try verify(good.armored, document) == keys.publicKey())

    func expect(_ problem: SignatureProblem, _ change: (inout WireWriter.Blob) -> Void) {
      var blob = good
      change(&blob)
      #expect(throws: problem) { try verify(blob.armored, document) }
    }
    expect(.version(0)) { $0.version = 0 }
    expect(.version(2)) { $0.version = 2 }
    expect(.reservedData) { $0.reserved = [0] }
    expect(.otherNamespace("git")) { $0.namespace = "git" }
    expect(.otherNamespace("pipgate-override\0")) { $0.namespace += "\0" }
    expect(.unknownHash("sha1")) { $0.hash = "sha1" }
    expect(.unknownHash("SHA512")) { $0.hash = "SHA512" }
    expect(.doesNotVerify) { $0.hash = "sha256" }
    expect(.otherAlgorithm("rsa-sha2-512")) { $0.algorithm = "rsa-sha2-512" }
    expect(.malformed) { $0.trailing = [0] }
    expect(.malformed) { $0.signature.append(0) }
    expect(.malformed) { $0.signature.removeLast() }
    expect(.key(.malformed)) { $0.key.append(0) }
    // The group's order added to S, which OpenSSH takes for the same signature.
    expect(.doesNotVerify) { $0.signature = plusOrder($0.signature) }
    #expect(plusOrder(good.signature) != good.signature)

    let begin = Array("-----BEGIN".utf8)
    for (problem, changed) in [
      (.noBeginning, [0x0a] + text), (.noBeginning, []), (.noEnding, text + [0x0a]),
      (.noEnding, Array(text.dropLast())), (.noEnding, text + Array("more\n".utf8)),
      (.moreThanOne, text + text), (.noBeginning, [0xef, 0xbb, 0xbf] + text),
      (.carriageReturn, text.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }),
      (.noBeginning, begin), (.base64, WireWriter.armored(good.bytes, width: 77)),
    ] as [(SignatureProblem.Armor, [UInt8])] {
      #expect(throws: SignatureProblem.armor(problem)) { try verify(changed, document) }
    }
    #expect(throws: SignatureProblem.tooLarge(limit: 16_384)) {
      try verify(WireWriter.armored(good.bytes + Array(repeating: 0, count: 20_000)), document)
    }
    // Lines of another even width are the same signature.
    #expect(try verify(WireWriter.armored(good.bytes, width: 64), document) == keys.publicKey())
  }

  @Test func refusesEveryFlippedBit() throws {
    let keys = try KeyFolder()
    try keys.makeKey(.ed25519)
    let text = try keys.sign(document)
    let key = try keys.publicKey()
    for bit in 0..<text.count * 8 {
      var changed = text
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect((try? verify(changed, document)) != key, "bit \(bit) of the signature")
    }
    let bytes = try blob(of: text).bytes
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect((try? verify(WireWriter.armored(changed), document)) == nil, "bit \(bit) of the blob")
    }
    for bit in 0..<document.count * 8 {
      var changed = document
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: SignatureProblem.doesNotVerify) { try verify(text, changed) }
    }
  }

  @Test(arguments: KeyKind.accepted)
  func refusesFlippedBitsOfEveryKind(kind: KeyKind) throws {
    let keys = try KeyFolder()
    try keys.makeKey(kind)
    let text = try keys.sign(document)
    let bytes = try blob(of: text).bytes
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<150 {
      var changed = bytes
      changed[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
      #expect((try? verify(WireWriter.armored(changed), document)) == nil)
      var other = document
      other[generator.below(other.count)] ^= 1 << UInt8(generator.below(8))
      #expect((try? verify(text, other)) == nil)
    }
  }

  @Test func survivesHostileBytes() throws {
    let keys = try KeyFolder()
    try keys.makeKey(KeyKind(type: "ecdsa", bits: "256"))
    let bytes = try blob(of: keys.sign(document)).bytes
    var generator = SeededGenerator(seed: 7)
    for length in 0..<bytes.count {
      #expect((try? verify(WireWriter.armored(Array(bytes[..<length])), document)) == nil)
    }
    for _ in 0..<4000 {
      var changed = bytes
      for _ in 0...generator.below(4) {
        let place = generator.below(changed.count)
        switch generator.below(4) {
        case 0: changed[place] = UInt8(generator.below(256))
        case 1: changed.insert(UInt8(generator.below(256)), at: place)
        case 2: changed.remove(at: place)
        // A length that leads far out of the bytes.
        default: changed.replaceSubrange(place..<min(place + 4, changed.count), with: [255, 255])
        }
      }
      if changed != bytes { #expect((try? verify(WireWriter.armored(changed), document)) == nil) }
    }
    for _ in 0..<2000 {
      let random = (0..<generator.below(400)).map { _ in UInt8(generator.below(256)) }
      #expect((try? verify(random, document)) == nil)
      #expect((try? verify(WireWriter.armored(random), document)) == nil)
    }
  }

  private func blob(of text: [UInt8]) throws -> WireWriter.Blob {
    var reader = WireReader(try SignatureArmor.contents(of: text))
    _ = reader.bytes(10)
    guard let key = reader.string(), let namespace = reader.text(), reader.string() != nil,
      let hash = reader.text(), var inner = reader.string().map({ WireReader($0) }),
      let algorithm = inner.text(), let signature = inner.string()
    else { throw SignatureProblem.malformed }
    return WireWriter.Blob(
      key: Array(key), namespace: namespace, hash: hash, algorithm: algorithm,
      signature: Array(signature))
  }

  private func plusOrder(_ signature: [UInt8]) -> [UInt8] {
    // 2²⁵² + 27742317777372353535851937790883648493, the lowest byte first.
    let order: [UInt8] =
      [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14,
      ] + Array(repeating: 0, count: 15) + [0x10]
    var carry = 0
    var result = Array(signature[..<32])
    for index in 0..<32 {
      let sum = Int(signature[32 + index]) + Int(order[index]) + carry
      result.append(UInt8(sum & 0xff))
      carry = sum >> 8
    }
    return result
  }
}
