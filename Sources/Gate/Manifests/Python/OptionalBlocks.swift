/// The blocks around a line of Python code, as far as they handle the absence of a module.
struct OptionalBlocks {
  private struct Block {
    let column: Int
    var isOptional: Bool
    /// The imports in the body of a `try`, by their numbers; nil for other blocks.
    var body: Range<Int>?
    var bodyIsOpen: Bool
  }

  private var blocks: [Block] = []
  private var optionalCount = 0
  /// The bodies of `try` whose failure is caught, an inner one before those around it.
  private var caught: [Range<Int>] = []

  /// Whether all that is imported here may be absent, whatever follows.
  var areOptional: Bool { optionalCount > 0 }

  /// Whether each of the imports, which are counted from 0, is in the body of a `try` that handles
  /// its absence.
  func caughtImports(count: Int) -> [Bool] {
    var changes = [Int](repeating: 0, count: count + 1)
    for body in caught {
      changes[min(body.lowerBound, count)] += 1
      changes[min(body.upperBound, count)] -= 1
    }
    var depth = 0
    return changes.prefix(count).map { change in
      depth += change
      return depth > 0
    }
  }

  /// Leaves the blocks that a line at a column ends. A clause such as `except` belongs to the block
  /// that began at its own column. `count` is how many imports were found before.
  mutating func beginLine(at column: Int, isClause: Bool, count: Int) {
    while let last = blocks.last,
      last.column > column || last.column == column && !isClause
    {
      setOptional(false)
      blocks.removeLast()
    }
    guard isClause, let last = blocks.last, last.column == column, last.bodyIsOpen,
      let body = last.body
    else { return }
    blocks[blocks.count - 1].body = body.lowerBound..<count
    blocks[blocks.count - 1].bodyIsOpen = false
  }

  /// Enters the block of a header that begins at a column.
  mutating func open(_ header: BlockHeader, at column: Int, count: Int) {
    let isKnown = blocks.last?.column == column
    switch header.keyword {
    case .try: push(column, isOptional: false, body: count..<count)
    case .if, .with:
      if header.handlesAbsence { push(column, isOptional: true, body: nil) }
    case .except:
      guard isKnown else { return }
      setOptional(header.handlesAbsence)
      if header.handlesAbsence, let body = blocks[blocks.count - 1].body {
        caught.append(body)
        blocks[blocks.count - 1].body = nil
      }
    case .elif:
      if isKnown {
        setOptional(header.handlesAbsence)
      } else if header.handlesAbsence {
        push(column, isOptional: true, body: nil)
      }
    case .else, .finally:
      if isKnown { setOptional(false) }
    }
  }

  private mutating func push(_ column: Int, isOptional: Bool, body: Range<Int>?) {
    blocks.append(
      Block(column: column, isOptional: false, body: body, bodyIsOpen: body != nil))
    setOptional(isOptional)
  }

  /// Changes the innermost block.
  private mutating func setOptional(_ isOptional: Bool) {
    guard let last = blocks.last, last.isOptional != isOptional else { return }
    blocks[blocks.count - 1].isOptional = isOptional
    optionalCount += isOptional ? 1 : -1
  }
}
