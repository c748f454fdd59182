import SourceText

/// The header of a block of Python code, read token by token up to its colon.
struct BlockHeader {
  enum Keyword {
    case `try`, except, `else`, finally, `if`, elif, with

    /// Nil for all that never handles the absence of a module.
    init?(_ token: PythonToken, in bytes: [UInt8]) {
      guard let keyword = Self.words.first(where: { token.is($0.0, in: bytes) }) else { return nil }
      self = keyword.1
    }

    /// Whether it goes on with a statement that began before.
    var isClause: Bool {
      switch self {
      case .except, .else, .finally, .elif: true
      case .try, .if, .with: false
      }
    }

    private static let words: [(StaticString, Keyword)] = [
      ("if", .if), ("else", .else), ("try", .try), ("except", .except), ("with", .with),
      ("elif", .elif), ("finally", .finally),
    ]
  }

  let keyword: Keyword
  private var isEmpty = true
  private var namesError = false
  /// Whether everything so far is a dotted name, and whether that ends with `TYPE_CHECKING`.
  private var isDotted = true
  private var endsWithDot = true
  private var endsWithTypeChecking = false
  /// Whether what is caught has been told: its name follows `as`.
  private var isNamed = false
  /// How many brackets are open within `suppress(…)`.
  private var suppressedDepth: Int?
  private var followsSuppress = false

  init(_ keyword: Keyword) { self.keyword = keyword }

  /// Whether the block is run, or its failure caught, because a module may be absent.
  var handlesAbsence: Bool {
    switch keyword {
    case .except: isEmpty || namesError
    case .if, .elif: isDotted && endsWithTypeChecking
    case .with: namesError
    case .try, .else, .finally: false
    }
  }

  /// Takes the next token; `depth` is how many brackets are open after it.
  mutating func add(_ token: PythonToken, in bytes: [UInt8], depth: Int) {
    switch keyword {
    case .except:
      isNamed = isNamed || token.is("as", in: bytes)
      let isColon = depth == 0 && token.is(":", in: bytes)
      isEmpty = isEmpty && (isColon || token.is("*", in: bytes))
      if !isNamed, Self.isImportError(token, in: bytes) { namesError = true }
    case .if, .elif:
      if depth == 0, token.is(":", in: bytes) { return }
      isDotted = isDotted && (endsWithDot ? token.kind == .name : token.is(".", in: bytes))
      endsWithDot.toggle()
      endsWithTypeChecking = token.is("TYPE_CHECKING", in: bytes)
    case .with:
      if let opened = suppressedDepth {
        if depth < opened { suppressedDepth = nil }
        if Self.isImportError(token, in: bytes) { namesError = true }
      } else if followsSuppress, token.is("(", in: bytes) {
        suppressedDepth = depth
      }
      followsSuppress = token.is("suppress", in: bytes)
    case .try, .else, .finally: break
    }
  }

  private static func isImportError(_ token: PythonToken, in bytes: [UInt8]) -> Bool {
    token.kind == .name && errors.contains { token.is($0, in: bytes) }
  }

  /// What catches the absence of a module.
  private static let errors: [StaticString] = [
    "ImportError", "ModuleNotFoundError", "Exception", "BaseException",
  ]
}
