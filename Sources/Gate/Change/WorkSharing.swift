/// How independent pieces of work are done: handed in, since the `Gate` starts no threads.
package struct WorkSharing: Sendable {
  /// Calls the body once for each number below the count, in any order and at any time until it
  /// returns.
  package let perform: @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

  package init(perform: @escaping @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void)
  {
    self.perform = perform
  }

  /// One piece after the other.
  package static let sequential = WorkSharing { count, body in
    for index in 0..<count { body(index) }
  }

  /// What the body makes of each element, in their order.
  package func map<Element: Sendable, Result>(
    _ elements: [Element], _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: elements.count) { buffer, count in
      // Every piece of work writes to a place of its own.
      nonisolated(unsafe) let places = buffer
      perform(elements.count) { index in
        places.initializeElement(at: index, to: body(elements[index]))
      }
      count = elements.count
    }
  }
}
