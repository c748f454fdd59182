import Foundation
import SeededNumbers
import Testing

@testable import PythonPackaging

/// SPDX expressions, and what licences are called where metadata has none.
@Suite struct LicenseTests {
  @Test(arguments: [
    ("mit", "MIT"), (" Apache-2.0 ", "Apache-2.0"), ("mit or (apache-2.0 AND 0bsd)", nil),
    ("MIT OR Apache-2.0 AND BSD-3-Clause", "MIT OR Apache-2.0 AND BSD-3-Clause"),
    ("(MIT OR Apache-2.0) AND BSD-3-Clause", "(MIT OR Apache-2.0) AND BSD-3-Clause"),
    ("GPL-2.0+", "GPL-2.0+"), ("apache-2.0+", "Apache-2.0+"),
    ("GPL-2.0-only with classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ("licenseref-Acme.1", "LicenseRef-Acme.1"), ("((MIT))", "MIT"),
  ])
  func readsExpressions(_ text: String, _ canonical: String?) throws {
    let expression = try #require(SPDXExpression(text))
    #expect(expression.description == canonical ?? "MIT OR Apache-2.0 AND 0BSD")
  }

  @Test(arguments: [
    "", " ", "MIT License", "MIT AND", "OR MIT", "(MIT", "MIT)", "MIT Apache-2.0", "WITH MIT",
    "MIT WITH MIT", "MIT WITH", "GPL-2.0-only WITH", "LicenseRef-", "LicenseRef-a_b", "()", "MIT++",
    "Caf\u{e9}", "AND", "MIT,Apache-2.0", "LicenseRef-a+",
  ])
  func refusesOtherTexts(_ text: String) {
    #expect(SPDXExpression(text) == nil)
  }

  @Test func boundsDepthAndLength() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "MIT" + String(repeating: ")", count: depth)
    }
    #expect(SPDXExpression(nested(64)) != nil)
    #expect(SPDXExpression(nested(65)) == nil)
    #expect(SPDXExpression(Array(repeating: "MIT", count: 2_000).joined(separator: " OR ")) == nil)
  }

  /// Every identifier of the list is read in any case, and none is the same as another's.
  @Test func knowsTheWholeList() {
    let identifiers = [SPDXIdentifiers.licenses, SPDXIdentifiers.deprecatedLicenses]
      .flatMap { $0.split { $0 == " " || $0 == "\n" }.map(String.init) }
    #expect(identifiers.count == 699)
    #expect(Set(identifiers.map { $0.lowercased() }).count == identifiers.count)
    for identifier in identifiers {
      #expect(SPDXExpression(identifier.uppercased())?.description == identifier)
    }
    let exceptions = SPDXIdentifiers.exceptions.split { $0 == " " || $0 == "\n" }
    #expect(exceptions.allSatisfy { SPDXExpression("MIT WITH \($0)") != nil })
  }

  /// Python's own `and` and `or`, over the truth of each licence, say the same of random
  /// expressions.
  @Test func isSatisfiedAsPythonHasIt() throws {
    var random = SeededGenerator(seed: 5)
    let accepted = ["MIT", "ISC", "Zlib"]
    let refused = ["0BSD", "GPL-3.0-only", "LicenseRef-x"]
    func expression(_ depth: Int) -> String {
      switch random.below(depth > 4 ? 1 : 3) {
      case 0:
        let all = accepted + refused
        return all[random.below(all.count)]
      case 1:
        let parts = (0...random.below(3)).map { _ in expression(depth + 1) }
        return "(" + parts.joined(separator: random.below(2) == 0 ? " AND " : " OR ") + ")"
      default:
        return expression(depth + 1) + (random.below(2) == 0 ? " and " : " Or ")
          + expression(depth + 1)
      }
    }
    let texts = (0..<2_000).map { _ in expression(0) }
    let script = """
      import re, sys
      for line in sys.stdin:
          words = re.sub(r"[A-Za-z0-9.-]+", lambda m: m[0].lower() if m[0].lower() in ("and", "or")
                         else str(m[0] in \(accepted)), line.strip())
          print(int(eval(words)))
      """
    let answers = try PythonAnswers.lines(of: script, input: texts.joined(separator: "\n"))
    try #require(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) {
      let isSatisfied = try #require(SPDXExpression(text)).isSatisfied { license in
        accepted.contains(license.identifier)
      }
      #expect(isSatisfied == (answer == "1"), "\(text)")
    }
  }

  @Test(arguments: [
    ("GPL-2.0-only", "GPL-2.0", true, true), ("GPL-2.0", "GPL-2.0-only", true, true),
    ("GPL-2.0-or-later", "GPL-2.0-only", true, true), ("GPL-2.0+", "GPL-2.0-only", true, true),
    ("GPL-2.0-only", "GPL-2.0-or-later", false, true), ("GPL-3.0-only", "GPL-2.0+", false, false),
    ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", true, true),
    ("GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", false, false),
    ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0", true, true),
    ("Apache-2.0+", "Apache-2.0", true, true), ("LicenseRef-A", "licenseref-a", true, true),
    ("MIT", "MIT-0", false, false), ("BSD-2-Clause-NetBSD", "BSD-2-Clause", true, true),
  ])
  func comparesLicences(
    _ license: String, _ entry: String, _ isAccepted: Bool, _ isRefused: Bool
  ) throws {
    let license = try #require(SPDXLicense(entry: license))
    let entry = try #require(SPDXLicense(entry: entry))
    #expect(license.isAccepted(by: entry) == isAccepted)
    #expect(license.isRefused(by: entry) == isRefused)
  }

  @Test(arguments: [
    ("License-Expression: mit or apache-2.0", "MIT OR Apache-2.0"),
    ("License-Expression: MIT License", "unrecognized: MIT License"),
    ("License-Expression: MIT\nLicense: Proprietary", "MIT"),
    ("License: MIT", "MIT"), ("License: The MIT License (MIT)", "MIT"),
    ("License: Apache License, Version 2.0", "Apache-2.0"),
    ("License: BSD-3-Clause\nClassifier: License :: OSI Approved :: BSD License", "BSD-3-Clause"),
    (
      "License: BSD\nClassifier: License :: OSI Approved :: BSD License",
      "BSD-2-Clause AND BSD-3-Clause"
    ),
    ("Classifier: License :: OSI Approved :: BSD License", "BSD-2-Clause AND BSD-3-Clause"),
    ("Classifier: License :: OSI Approved\nLicense: ISC", "ISC"),
    ("License: see LICENSE\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
    (
      "Classifier: License :: OSI Approved :: MIT License\n"
        + "Classifier: License :: OSI Approved :: Apache Software License", "MIT AND Apache-2.0"
    ),
    (
      "Classifier: License :: OSI Approved :: MIT License\nClassifier: License :: Freeware",
      "unrecognized: License :: OSI Approved :: MIT License, License :: Freeware"
    ),
    ("Classifier: License :: Other/Proprietary License", "LicenseRef-Proprietary"),
    ("License: ask us", "unrecognized: ask us"), ("License: UNKNOWN", "undeclared"),
    ("Classifier: Topic :: Software Development", "undeclared"),
  ])
  func readsWhatMetadataDeclares(_ fields: String, _ expected: String) throws {
    let metadata = try CoreMetadata(
      Array("Metadata-Version: 2.1\nName: a\nVersion: 1\n\(fields)\n\ntext".utf8))
    let declared =
      switch metadata.declaredLicense {
      case .expression(let expression): expression.description
      case .unrecognized(let text): "unrecognized: \(text)"
      case .undeclared: "undeclared"
      }
    #expect(declared == expected)
  }
}
