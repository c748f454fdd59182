/// Numbers in a row, in memory that is freed with the last copy or that is part of the program.
///
/// What the program carries is used where it lies: nothing is read, copied or made at start.
struct Table<Element: BitwiseCopyable & Sendable>: Sendable {
  // Nothing writes to the memory once the table is made.
  private nonisolated(unsafe) let memory: UnsafeBufferPointer<Element>
  private let owner: Owner?

  private final class Owner: Sendable {
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }
    deinit { memory.deallocate() }
  }

  /// A table of its own, which `fill` may change until it returns.
  init(
    count: Int, repeating element: Element,
    _ fill: (UnsafeMutableBufferPointer<Element>) -> Void = { _ in }
  ) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    memory.initialize(repeating: element)
    fill(memory)
    self.memory = UnsafeBufferPointer(memory)
    owner = memory.baseAddress.map { Owner($0) }
  }

  init(_ elements: [Element]) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    self.memory = UnsafeBufferPointer(memory)
    owner = memory.baseAddress.map { Owner($0) }
  }

  /// A table in memory that is never freed.
  init(lying memory: UnsafeBufferPointer<Element>) {
    self.memory = memory
    owner = nil
  }

  var count: Int { memory.count }
  subscript(index: Int) -> Element { memory[index] }

  func withElements<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    withExtendedLifetime(owner) { body(memory) }
  }
}

/// Writes tables one behind the other, each as its count and its elements, at multiples of eight
/// bytes and in the byte order of the machine.
struct TableWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Element>(_ table: Table<Element>) {
    withUnsafeBytes(of: UInt64(table.count)) { bytes += $0 }
    table.withElements { bytes += UnsafeRawBufferPointer($0) }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}

/// Takes tables from memory that a `TableWriter` has written and that is never freed.
struct TableReader {
  private var rest: UnsafeRawBufferPointer

  init(_ memory: UnsafeRawBufferPointer) { rest = memory }

  mutating func table<Element>(of: Element.Type = Element.self) -> Table<Element> {
    let count = Int(rest.load(as: UInt64.self))
    let size = count * MemoryLayout<Element>.stride
    let elements = UnsafeRawBufferPointer(rebasing: rest[8..<8 + size])
    rest = UnsafeRawBufferPointer(rebasing: rest[(8 + (size + 7) / 8 * 8)...])
    return Table(lying: elements.bindMemory(to: Element.self))
  }
}
