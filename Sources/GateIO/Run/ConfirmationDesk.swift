import Gate
import Glibc
import PythonPackaging
import SourceText

/// Asks whoever commits about what needs a person, at their terminal.
///
/// Nothing here lets anything through by itself: without a terminal, an answer, a reason or a record of
/// it, the report stays as it is.
package struct ConfirmationDesk {
  private let request: RunRequest
  private let style: (Terminal) -> ReportStyle

  /// `style` says how to write for a terminal.
  package init(_ request: RunRequest, style: @escaping (Terminal) -> ReportStyle) {
    self.request = request
    self.style = style
  }

  /// More are not asked: who answers so many looks at none.
  private static let mostQuestions = 20
  private static let mostTries = 3

  /// The report with what was accepted; the same where nobody was asked, or somebody said no.
  package func report(after result: GateRun.Result) -> Report {
    guard request.isHook else { return result.report }
    let questions = result.report.questions(under: result.policy)
    guard !questions.isEmpty, questions.count <= Self.mostQuestions,
      let terminal = ControllingTerminal(
        environment: { request.environment[$0] }, limit: Self.limit(request.environment))
    else { return result.report }
    // Who asks and where is told as far as it is known; what counts is that somebody answers.
    let repository = try? GitRepository.open(
      at: request.directory, environment: request.environment, mode: .hook)
    let identity = (try? repository?.identity()) ?? nil
    let talk = Talk(
      terminal: terminal, style: style(terminal.terminal),
      person: identity ?? "user \(geteuid())", result: result, request: request)
    guard let answers = talk.answers(to: questions) else { return result.report }
    let entries = answers.map { question, confirmation in
      question.record(
        of: confirmation, in: result.report,
        repository: repository?.worktree ?? request.directory,
        head: try? repository?.resolve("HEAD"))
    }
    guard let log = AcceptanceLog(environment: { request.environment[$0] }), log.append(entries)
    else {
      talk.say("not accepted: the record of it cannot be written, which takes a folder of your own")
      return result.report
    }
    return result.report.accepting(answers, under: result.policy)
  }

  /// How long an answer may take, in seconds.
  private static func limit(_ environment: Environment) -> Int {
    let wanted = environment["PIPGATE_ANSWER_TIMEOUT"].flatMap { Int($0) } ?? 300
    return RunRequest.patienceRange.contains(wanted) ? wanted : 300
  }

  /// One round of questions.
  private struct Talk {
    let terminal: ControllingTerminal
    let style: ReportStyle
    let person: String
    let result: GateRun.Result
    let request: RunRequest

    func say(_ text: String) { _ = terminal.write("pipgate: \(SafeText.line(text))\n") }

    /// A confirmation of each question; nil as soon as one is not accepted, since nothing passes then.
    func answers(
      to questions: [ConfirmationQuestion]
    ) -> [(question: ConfirmationQuestion, confirmation: Confirmation)]? {
      var answers: [(ConfirmationQuestion, Confirmation)] = []
      for (number, question) in questions.enumerated() {
        let facts = ConfirmationText.facts(
          of: question, number: number + 1, count: questions.count, style: style)
        guard terminal.write("\n" + facts) else { return nil }
        // Whoever types before all stands there has not read it.
        terminal.forgetTypedAhead()
        guard let reason = accepts(question) else { return nil }
        answers.append((question, Confirmation(person: person, reason: reason)))
      }
      return answers
    }

    /// The reason for which somebody accepts; nil when nobody does.
    private func accepts(_ question: ConfirmationQuestion) -> String? {
      for _ in 0..<ConfirmationDesk.mostTries {
        guard let word = line("accept this once? yes, no, or ask for an override [y/N/o] ") else {
          return nil
        }
        switch word {
        case "y", "yes", "Y", "Yes", "YES": return reason("why? the record keeps it: ")
        case "o", "override":
          requestOverride(question)
          return nil
        case "", "n", "no", "N", "No", "NO": return nil
        default: continue
        }
      }
      return nil
    }

    private func reason(_ prompt: String) -> String? {
      for _ in 0..<ConfirmationDesk.mostTries {
        guard let text = line(prompt) else { return nil }
        if text.utf8.count > 1000 {
          say("that is longer than 1000 bytes")
        } else if !text.isEmpty {
          return text
        } else {
          say("without a reason nothing is accepted")
        }
      }
      return nil
    }

    /// A line that somebody types; nil when none comes.
    private func line(_ prompt: String) -> String? {
      guard terminal.write(prompt) else { return nil }
      switch terminal.answer() {
      case .line(let text): return text
      case .end:
        _ = terminal.write("\n")
        return nil
      case .tooLate:
        _ = terminal.write("\n")
        say("no answer came in time, so nothing is accepted")
        return nil
      }
    }

    /// Writes the document that an override starts with, or says why there can be none.
    private func requestOverride(_ question: ConfirmationQuestion) {
      guard case .dependency(let dependency, _) = question.judgements[0].introduction,
        let name = dependency.name
      else { return say("an override is for a project, and this is about none") }
      guard let reason = reason("why should it pass? who signs reads it: ") else { return }
      do throws(RunFailure) {
        let desk = try OverrideDesk(
          directory: request.directory, environment: request.environment,
          now: result.report.date)
        let (document, path) = try desk.write(
          OverrideRequest(
            project: name, reason: reason, requester: person, id: nil, lifetime: nil,
            serial: try desk.nextSerial()), for: result)
        say("wrote '\(path)'")
        say("next: have it signed with 'pipgate override sign \(document.id)', then commit it too")
      } catch {
        say(error.message + (error.help.map { "; \($0)" } ?? ""))
      }
    }
  }
}
