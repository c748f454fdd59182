/// What a page of a simple index holds that matters: links, metadata and headings.
struct SimplePage {
  struct Anchor {
    let attributes: [String: String]
  }

  private(set) var anchors: [Anchor] = []
  /// `<meta name content>`, the first of each name.
  private(set) var metadata: [String: String] = [:]
  /// The texts of `title` and `h1`.
  private(set) var titles: [String] = []
  /// Whether the page ends in the middle of a tag, a comment or a link.
  private(set) var isCutShort = false

  init(_ bytes: [UInt8]) {
    var tokenizer = HTMLTokenizer(bytes)
    var openAnchors = 0
    var title: (tag: String, text: String)?
    while let token = tokenizer.next() {
      switch token {
      case .startTag("a", let attributes):
        anchors.append(Anchor(attributes: attributes))
        openAnchors = 1
      case .endTag("a"):
        openAnchors = 0
      case .startTag("meta", let attributes):
        if let name = attributes["name"]?.lowercased(), metadata[name] == nil {
          metadata[name] = attributes["content"] ?? ""
        }
      case .startTag(let tag, _) where tag == "title" || tag == "h1":
        title = (tag, "")
      case .endTag(let tag):
        if let ended = title, ended.tag == tag {
          titles.append(ended.text)
          title = nil
        }
      case .text(let text):
        title?.text += text
      case .startTag:
        break
      }
    }
    isCutShort = tokenizer.isCutShort || openAnchors > 0
  }
}
