/// The text of a revision that can be handed to a reader: it is no option and names no index entry.
struct Revision: Hashable, Sendable {
  let text: String

  init(_ text: String) throws(GitError) {
    let bytes = Array(text.utf8)
    let refusal: String? =
      switch bytes.first {
      case nil: "it is empty"
      case UInt8(ascii: "-"): "it starts with '-'"
      // ':path' is read from the index, and a git older than its own fixes runs programs for that.
      case UInt8(ascii: ":"): "it starts with ':'"
      default:
        bytes.contains(where: { $0 < 0x20 || $0 == 0x7f })
          ? "it holds a control character" : bytes.count > 4096 ? "it is too long" : nil
      }
    if let refusal {
      throw GitError(.badRevision, "reading the revision '\(text)'", reason: refusal)
    }
    self.text = text
  }

  private init(trusted text: String) { self.text = text }

  static let head = Revision(trusted: "HEAD")
}
