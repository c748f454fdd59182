import Foundation
import Testing

/// The action, the workflows, the template and the script for continuous integration, run as their
/// services would run them: with the events and variables that those document, by the shells that
/// they use, in a clone of a real repository.
@Suite("Pipeline recipes")
struct PipelineRecipeTests {
  private let flask = "flask==3.0.3\n"

  /// A clone that is checked out at what is proposed.
  private struct Job {
    let scratch: Scratch
    let base: String
    let head: String

    init(adding line: String, policy: String? = nil) throws {
      scratch = try Scratch(index: LoopbackIndex.shared.get().url)
      let flask = "flask==3.0.3\n"
      var files = ["requirements.txt": flask]
      files[".pipgate/policy.yaml"] = policy
      base = try scratch.commit(files)
      try scratch.publish()
      head = try scratch.commit(["requirements.txt": flask + line + "\n"])
    }

    /// A recorded text with the commits of this repository.
    func recorded(_ name: String) throws -> String {
      try String(contentsOfFile: "\(BuiltProgram.root)/Tests/Events/\(name)", encoding: .utf8)
        .replacing("\"BASE\"", with: "\"\(base)\"").replacing("\"HEAD\"", with: "\"\(head)\"")
        .replacing("=BASE\n", with: "=\(base)\n").replacing("=HEAD\n", with: "=\(head)\n")
    }

    /// Runs a script as a step of GitHub's runner, and returns it with the outputs and the summary.
    func gitHubStep(
      _ script: String, event: String, with more: [String: String] = [:]
    ) throws -> (result: CommandResult, outputs: [String: String], summary: String) {
      let folder = scratch.top + "/runner"
      for file in ["outputs", "summary"] { try scratch.write("\(folder)/\(file)", "") }
      try scratch.write("\(folder)/event.json", try recorded("github-\(event).json"))
      try scratch.write("\(folder)/step.sh", script)
      let variables = [
        "CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": folder, "GITHUB_SHA": head,
        "GITHUB_EVENT_NAME": event.replacing("-", with: "_"),
        "GITHUB_EVENT_PATH": folder + "/event.json", "GITHUB_OUTPUT": folder + "/outputs",
        "GITHUB_STEP_SUMMARY": folder + "/summary", "GITHUB_WORKSPACE": scratch.root,
      ]
      let result = try Command.run(
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", folder + "/step.sh"],
        in: scratch.root,
        environment: scratch.environment.merging(variables) { $1 }.merging(more) { $1 })
      let lines = try scratch.read(folder + "/outputs").split(separator: "\n")
      let outputs = lines.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      try #require(outputs.allSatisfy { $0.count == 2 })
      return (
        result, Dictionary(uniqueKeysWithValues: outputs.map { ($0[0], $0[1]) }),
        try scratch.read(folder + "/summary")
      )
    }
  }

  /// The action's script, and its variables as the runner fills them in.
  private func action(
    _ inputs: [String: String] = [:]
  ) throws -> (script: String, variables: [String: String]) {
    let action = try YAMLDocument.read(file: ".github/actions/pipgate/action.yml")
    let runs = try #require(action["runs"] as? [String: Any])
    let step = try #require((runs["steps"] as? [[String: Any]])?.first)
    let known = try #require(action["inputs"] as? [String: [String: Any]])
    for name in inputs.keys { try #require(known[name] != nil, "there is no input '\(name)'") }
    let variables = try #require(step["env"] as? [String: String]).mapValues { value in
      let name = String(value.dropFirst("${{ inputs.".count).dropLast(" }}".count))
      return inputs[name] ?? known[name]?["default"] as? String ?? "?"
    }
    return (try #require(step["run"] as? String), variables)
  }

  @Test(arguments: ["pull-request", "push", "merge-group"])
  func theActionBlocksWhatEachEventProposes(_ event: String) throws {
    let job = try Job(adding: "reqeusts==2.32.0")
    let (script, variables) = try action()
    let (result, outputs, summary) = try job.gitHubStep(script, event: event, with: variables)
    #expect(result.status == 1, "\(result.text)")
    #expect(result.output.hasPrefix("::error file=requirements.txt,line=2,"))
    #expect(outputs["verdict"] == "blocked")
    #expect(outputs["blocked"] == "true")
    #expect(outputs["exit-status"] == "1")
    #expect(summary.hasPrefix("## pipgate: blocked\n"))
    let sarif = try job.scratch.read(try #require(outputs["sarif"]))
    #expect(sarif.contains("\"2.1.0\""))
    #expect(try job.scratch.read(try #require(outputs["json"])).contains("pipgate-report/1"))
    #expect(!job.scratch.exists("ran"))
  }

  @Test func theActionPassesAndSaysSo() throws {
    let job = try Job(adding: "numpy==2.1.3")
    let (script, variables) = try action()
    let (result, outputs, _) = try job.gitHubStep(script, event: "push", with: variables)
    #expect(result.status == 0, "\(result.text)")
    #expect(outputs["verdict"] == "pass")
    #expect(outputs["blocked"] == "false")
  }

  @Test func theInputsOfTheActionAreTheFlags() throws {
    let job = try Job(adding: "numpy==2.1.3")
    let inputs = ["tier": "paranoid", "fail": "false", "index-url": LoopbackIndex.unreachable]
    let (script, variables) = try action(inputs)
    let (result, outputs, _) = try job.gitHubStep(script, event: "push", with: variables)
    #expect(result.status == 0, "a later step decides: \(result.text)")
    #expect(outputs["verdict"] == "blocked")
    let hostile = try action(["tier": "$(touch ran)`touch ran`;touch ran", "mode": "\"; touch ran"])
    let refused = try job.gitHubStep(hostile.script, event: "push", with: hostile.variables)
    #expect(refused.result.status == 2)
    #expect(!job.scratch.exists("ran"))
    let audit = try action(["mode": "audit", "directory": job.scratch.root])
    let audited = try job.gitHubStep(audit.script, event: "push", with: audit.variables)
    #expect(audited.result.status == 0)
  }

  @Test func anUnusablePolicyAlwaysFailsTheAction() throws {
    let job = try Job(adding: "numpy==2.1.3", policy: "version: 1\ntier: balancd\n")
    let (script, variables) = try action(["fail": "false"])
    let (result, outputs, summary) = try job.gitHubStep(script, event: "push", with: variables)
    #expect(result.status == 2)
    #expect(outputs == ["verdict": "unusable", "blocked": "true", "exit-status": "2"])
    #expect(summary == "pipgate: unusable, without a report\n")
  }

  @Test func aMissingProgramIsNoPass() throws {
    let job = try Job(adding: "numpy==2.1.3")
    let (script, variables) = try action(["program": "/no/such/program"])
    let (result, outputs, _) = try job.gitHubStep(script, event: "push", with: variables)
    #expect(result.status == 127)
    #expect(outputs["verdict"] == "inconclusive")
    #expect(outputs["blocked"] == "true")
  }

  /// What the files of this repository, and those that the page shows, may do.
  @Test(arguments: [
    ".github/actions/pipgate/action.yml", ".github/workflows/pipgate.yml",
    ".github/workflows/gate-example.yml", ".github/workflows/ci.yml", "docs/ci.md",
  ])
  func nothingIsUnpinnedOrMoreThanItNeeds(_ file: String) throws {
    let text = try String(contentsOfFile: "\(BuiltProgram.root)/\(file)", encoding: .utf8)
    let blocks = file.hasSuffix(".md") ? Self.blocks(of: "yaml", in: text) : [text]
    #expect(!blocks.isEmpty)
    for block in blocks {
      let document = try YAMLDocument.read(block)
      for mapping in YAMLDocument.mappings(in: document) {
        if let used = mapping["uses"] as? String {
          let isOwn = used.hasPrefix("./") || used.hasPrefix("OWNER/pipgate/")
          #expect(isOwn || used.contains(/@[0-9a-f]{40}$/), "\(used)")
        }
        // A value that somebody else may have chosen would be run with the script.
        if let script = mapping["run"] as? String { #expect(!script.contains("${{"), "\(script)") }
        if let rights = mapping["permissions"] as? [String: String] {
          let allowed = ["contents": "read", "security-events": "write"]
          #expect(rights.allSatisfy { allowed[$0.key] == $0.value }, "\(rights)")
        }
      }
      if let workflow = document as? [String: Any], workflow["jobs"] != nil {
        #expect(workflow["permissions"] as? [String: String] == ["contents": "read"])
      }
    }
  }

  /// What the workflow hands to the action is what the action takes.
  @Test func theWorkflowCallsTheActionAsItIs() throws {
    let workflow = try YAMLDocument.read(file: ".github/workflows/pipgate.yml")
    let action = try YAMLDocument.read(file: ".github/actions/pipgate/action.yml")
    let steps = YAMLDocument.mappings(in: workflow)
    let step = try #require(
      steps.first { ($0["uses"] as? String)?.hasSuffix("actions/pipgate") == true })
    let inputs = try #require(action["inputs"] as? [String: Any])
    let outputs = try #require(action["outputs"] as? [String: Any])
    #expect(Set(try #require(step["with"] as? [String: Any]).keys).isSubset(of: inputs.keys))
    for value in ["verdict", "blocked"] { #expect(outputs[value] != nil) }
    let page = try String(contentsOfFile: BuiltProgram.root + "/docs/ci.md", encoding: .utf8)
    for name in Array(inputs.keys) + Array(outputs.keys) {
      #expect(page.contains("`\(name)`"), "\(name)")
    }
  }

  /// The line of the page for GitHub, run as it stands there.
  @Test func theLineOfThePageBlocks() throws {
    let page = try String(contentsOfFile: BuiltProgram.root + "/docs/ci.md", encoding: .utf8)
    let block = try #require(Self.blocks(of: "yaml", in: page).first)
    let steps = YAMLDocument.mappings(in: try YAMLDocument.read(block))
    let script = try #require(steps.compactMap { $0["run"] as? String }.first)
    let job = try Job(adding: "reqeusts==2.32.0")
    let (result, _, _) = try job.gitHubStep(script, event: "pull-request")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("::error file=requirements.txt,line=2,"))
  }

  @Test(arguments: [("merge-request", "reqeusts==2.32.0", 1), ("push", "numpy==2.1.3", 0)])
  func theTemplateForGitLabJudges(_ event: String, _ line: String, _ status: Int32) throws {
    let template = try YAMLDocument.read(file: "docs/ci/gitlab.yml")
    let recipe = try #require(template["pipgate"] as? [String: Any])
    let lines = try #require(recipe["script"] as? [String])
    let job = try Job(adding: line)
    // The branch was never fetched in a workspace of its own.
    try job.scratch.git("update-ref", "-d", "refs/remotes/origin/main")
    var variables = job.scratch.environment
    for line in try job.recorded("gitlab-\(event).env").split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      variables[String(parts[0])] = String(parts[1])
    }
    for (name, value) in try #require(recipe["variables"] as? [String: Any]) {
      variables[name] = "\(value)"
    }
    let result = try Command.run(
      ["/bin/sh", "-e", "-c", lines.joined(separator: "\n")], in: job.scratch.root,
      environment: variables)
    #expect(result.status == status, "\(result.text)")
    let reports = try #require((recipe["artifacts"] as? [String: Any])?["reports"])
    for file in try #require(reports as? [String: String]).values {
      #expect(job.scratch.exists(file), "\(file)")
    }
    let quality = try job.scratch.read("gl-code-quality-report.json")
    #expect(quality.contains("typosquat") == (status == 1))
    #expect(!job.scratch.exists("ran"))
  }

  @Test func theScriptForOtherServicesJudges() throws {
    let script = BuiltProgram.root + "/docs/ci/generic.sh"
    let job = try Job(adding: "reqeusts==2.32.0")
    for (variables, status) in [
      (["TARGET": "main"], 1), (["BEFORE": job.base, "AFTER": job.head], 1),
      (["BEFORE": job.base, "AFTER": job.base], 0), (["TARGET": "no-such-branch"], 128),
      ([:], 2), (["BEFORE": job.base], 2),
    ] as [([String: String], Int32)] {
      let result = try Command.run(
        ["/bin/sh", script], in: job.scratch.root,
        environment: job.scratch.environment.merging(variables) { $1 })
      #expect(result.status == status, "\(variables): \(result.text)")
    }
    #expect(try job.scratch.read("reports/pipgate.xml").contains("<testsuites"))
  }

  /// The fenced blocks of a page in a language.
  private static func blocks(of language: String, in page: String) -> [String] {
    page.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }
}
