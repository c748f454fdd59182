import Gate
import Glibc

/// The processors of this machine, as workers for pieces of work that need no order.
package enum Processors {
  /// Shares work between as many threads as there are processors, at most eight; the calling one
  /// takes part. Without a second processor, or if no thread can be had, it does all.
  package static let sharing = WorkSharing { count, body in
    let threads = min(count, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 8)
    guard threads > 1 else { return WorkSharing.sequential.perform(count, body) }
    withoutActuallyEscaping(body) { body in
      let work = SharedWork(count: count, body: body)
      var started: [pthread_t] = []
      for _ in 1..<threads {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(work).toOpaque()
        let status = pthread_create(
          &thread, nil,
          { context in
            guard let context else { return nil }
            Unmanaged<SharedWork>.fromOpaque(context).takeRetainedValue().run()
            return nil
          }, context)
        if status == 0 {
          started.append(thread)
        } else {
          Unmanaged<SharedWork>.fromOpaque(context).release()
        }
      }
      work.run()
      for thread in started { pthread_join(thread, nil) }
    }
  }
}

/// Pieces of work that several threads take one after the other.
///
/// A class because the threads share it. Unchecked, since the mutex guards `next` and nothing else
/// changes.
private final class SharedWork: @unchecked Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Void
  private var next = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func run() {
    while let index = take() { body(index) }
  }

  private func take() -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard next < count else { return nil }
    next += 1
    return next - 1
  }
}
