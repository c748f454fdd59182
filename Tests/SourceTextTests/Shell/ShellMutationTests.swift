import Testing

@testable import SourceText

@Suite struct ShellMutationTests {
  private static let tokens = [
    "'", "\"", "`", "$(", "${", "$((", ")", "}", "))", "<<E\n", "E\n", "<<-", "<<<", "\\", "\\\n",
    "^", "^\n", "%", "%A%", "$A", "${A[@]}", "A=", "A=(", "#", "<#", "#>", "{{", "}}", "{a,b}", ";",
    "&", "|", "(", "((", "$[", "]", "a[", "case x in ", "esac", ";;", "for x in ", "do", "if ",
    "==", "\n", "\r\n", "\r", " ", "$'", "\\x", "\\U", "@", "@'\n", "\n'@", "é", "\u{0}",
  ]

  @Test(arguments: [ShellDialect.posix, .powershell, .cmd, .make])
  func keepsEveryPlaceInsideTheText(dialect: ShellDialect) {
    var mutations = Mutations(
      seeds: ShellCommandsTests.posix.map(\.0) + ShellCommandsTests.others.map(\.1),
      tokens: Self.tokens, seed: 7)
    for bytes in mutations.texts(count: 2000) {
      let file = SourceFile(path: "x", bytes: bytes)
      let commands = ShellCommands(MappedText(file), dialect: dialect)
      let isInside = commands.locations.allSatisfy { location in
        location.range.lowerBound >= 0 && location.range.upperBound <= bytes.count
      }
      #expect(isInside, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  /// Shapes at which a reader that looks back or starts anew at every sign never ends.
  static let shapes = [
    "'", "\"", "`", "$(", "${", "$((", "(", "((", "{", "<<E ", "<<E\n", "<<-", "a'b\n", "a\"b\n",
    "\"$(", "\\", "\\\n", "$'", "%", "{{", "{{ ", "\"{{", "{a,", "A=(", "case x in ", "for x in ",
    "<# ", "a\"\"", "a''", "$A", "A=$A ", "<(", "a=b ", "<<E <<F <<G\n", "<< parameters.a ", "\t",
    "#", "a\\", "x$(`", "@ ", "- ", "\t@", "\"${", "${x:-'", "\"${x:-'", "$((a) ", "$((1", "$[",
    "a[", "a[;", "$(case x in ", "$(<<E\n", "@'\n", "`\\", "`\\`", "\"`\\\"", "<<E\n$(",
    "<<E\n`\nE\n",
    "function f { ", "if ", "$A = ",
  ]

  @Test(arguments: shapes)
  func readsLongTextsOfOneShapeOnlySoOften(shape: String) {
    let text = String(repeating: shape, count: 8_000 / shape.utf8.count)
    for dialect in [ShellDialect.posix, .powershell, .cmd, .make] {
      var reader = ShellReader(
        MappedText(SourceFile(path: "x", text: text + "\nlast word")), dialect: dialect)
      reader.readAll()
      #expect(reader.readAgain <= 20 * text.utf8.count)
      #expect(reader.commands.count <= 20 * text.utf8.count)
    }
  }

  @Test func putsLongValuesInOnlyUpToALimit() {
    let value = String(repeating: "x", count: 4000)
    let texts = [
      "A=\(value)\nb \(String(repeating: "$A", count: 20_000))",
      "A=(\(String(repeating: "x ", count: 200)))\n"
        + (0..<2000).map { "B\($0)=(\"${A[@]}\")\n" }.joined(),
      "A='\(String(repeating: "x ", count: 2000))'\n\(String(repeating: "b $A\n", count: 20_000))",
    ]
    for text in texts {
      let shell = ShellCommands(
        MappedText(SourceFile(path: "x", text: text)), dialect: .posix)
      let size = shell.commands.flatMap(\.words).reduce(0) { $0 + $1.text.range.count }
      #expect(size < 2 << 20)
    }
  }
}
