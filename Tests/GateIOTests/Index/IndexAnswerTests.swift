import Gate
import PythonPackaging
import Testing

@testable import GateIO

/// What is told of single requests.
struct IndexAnswerTests {
  private static func response(_ status: Int) -> HTTPOutcome {
    .response(HTTPResponse(status: status, fields: [], body: []))
  }

  /// A second try is a request of its own.
  @Test func everyRequestIsToldWithWhatCameOfIt() throws {
    let broken = HTTPOutcome.failure(Unavailability(.network, "cut short"), isTransient: true)
    var answers = [Self.response(503), broken, Self.response(404)]
    var told: [String] = []
    let transport = HTTPTransport { requests, _, receiver in
      var waiting = requests
      while let request = waiting.popLast(), !answers.isEmpty {
        waiting += receiver(request, answers.removeFirst())
      }
    }
    var configuration = IndexConfiguration()
    configuration.index = try IndexURL("https://index.acme.example/simple/")
    configuration.retryPause = .seconds(1)
    let client = IndexClient(configuration, transport: transport) { answer in
      let outcome =
        switch answer.outcome {
        case .cached: "cached"
        case .status(let status): "\(status)"
        case .failure(let reason): reason
        }
      told.append("\(answer.url) \(outcome)")
      // A pause before a second try is no time that it took.
      #expect(answer.duration >= .zero && answer.duration < .milliseconds(900))
    }
    let name = try #require(ProjectName("flask"))
    #expect(client.lookUp([name], now: Timestamp(seconds: 0))[name] == .absent)
    let url = "https://index.acme.example/simple/flask/"
    #expect(told == ["\(url) 503", "\(url) cut short", "\(url) 404"])
  }
}
