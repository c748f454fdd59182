import Testing

@testable import GateIO

@Suite struct ProcessorsTests {
  @Test(arguments: [0, 1, 2, 7, 5000])
  func everyPieceOfWorkIsDoneOnce(count: Int) {
    let results = UnsafeMutableBufferPointer<Int>.allocate(capacity: count)
    results.initialize(repeating: 0)
    defer { results.deallocate() }
    nonisolated(unsafe) let places = results
    Processors.sharing.perform(count) { index in places[index] += index + 1 }
    #expect(results.elementsEqual(1..<(count + 1)))
  }
}
