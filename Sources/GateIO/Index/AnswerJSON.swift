import PythonPackaging
import SourceText

/// What both JSON answers of an index have in common.
enum AnswerJSON {
  static func parse(_ body: [UInt8], about name: ProjectName) throws(UnusableAnswer) -> JSONValue {
    do throws(JSONError) {
      return try JSON.parse(body)
    } catch {
      throw UnusableAnswer("the index's answer about '\(name)' is not valid JSON: \(error.message)")
    }
  }

  static func check(_ value: JSONValue?, is name: ProjectName) throws(UnusableAnswer) {
    guard let text = value?.string else { throw malformed("name") }
    guard ProjectName(text) == name else {
      throw UnusableAnswer("the index answered about '\(text)' when asked about '\(name)'")
    }
  }

  static func malformed(_ member: String) -> UnusableAnswer {
    UnusableAnswer("the index's answer has no usable '\(member)'")
  }
}
