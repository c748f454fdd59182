import Synchronization

/// A value that is made when it is first asked for, once, whoever asks.
package final class OnDemand<Value: Sendable>: Sendable {
  private let made: Mutex<Value?>

  package init(_ value: Value? = nil) { made = Mutex(value) }

  package func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
