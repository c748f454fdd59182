import Testing

/// The schemas that others publish for what is written in their formats, where `.ci/packages` has put
/// them.
enum OfficialSchemas: String {
  case sarif = "sarif-schema-2.1.0.json"
  case gitHubAction = "check_jsonschema/builtin_schemas/vendor/github-actions.json"
  case gitHubWorkflow = "check_jsonschema/builtin_schemas/vendor/github-workflows.json"
  case gitLabPipeline = "check_jsonschema/builtin_schemas/vendor/gitlab-ci.json"

  static func path(of schema: OfficialSchemas) -> String? {
    let path = "\(GoldenFile.root)/.build/official-schemas/\(schema.rawValue)"
    return GoldenFile.read(path) == nil ? nil : path
  }
}

/// What services read of this repository and of its documentation, by the schemas that are published
/// for it.
@Suite(
  .enabled(
    if: OfficialSchemas.path(of: .gitHubAction) != nil, "'.ci/packages' installs the schemas"))
struct OfficialSchemaTests {
  private func expect(_ files: String, by schema: OfficialSchemas) throws {
    let path = try #require(OfficialSchemas.path(of: schema))
    let (status, output) = try ReportCheck.check("check_schema.py \(path)", files)
    #expect(status == 0, "\(output)")
  }

  @Test(arguments: [
    (".github/actions/*/action.yml", OfficialSchemas.gitHubAction),
    (".github/workflows/*.yml", .gitHubWorkflow), ("docs/ci/gitlab.yml", .gitLabPipeline),
  ])
  func describesJobsAsTheirServicesReadThem(files: String, schema: OfficialSchemas) throws {
    try expect("\(GoldenFile.root)/\(files)", by: schema)
  }

  /// The examples of the page are whole files of one service or the other.
  @Test func showsJobsAsTheirServicesReadThem() throws {
    let page = try #require(GoldenFile.read(GoldenFile.root + "/docs/ci.md"))
    let examples = page.split(separator: "```yaml\n").dropFirst()
      .compactMap { $0.split(separator: "\n```", maxSplits: 1).first.map { String($0) + "\n" } }
    let workflows = examples.filter { $0.contains("jobs:\n") }
    let pipelines = examples.filter { !$0.contains("jobs:\n") }
    #expect(workflows.count >= 3 && pipelines.count >= 1)
    try ReportCheck.inFolder(of: workflows, suffix: ".yml") {
      try expect($0 + "/*", by: .gitHubWorkflow)
    }
    try ReportCheck.inFolder(of: pipelines, suffix: ".yml") {
      try expect($0 + "/*", by: .gitLabPipeline)
    }
  }

  /// The schemas can tell a file that is wrong.
  @Test(arguments: [
    ("name: x\nruns: {using: composite, step: []}\n", OfficialSchemas.gitHubAction),
    ("on: pull_request\njobs: {a: {runs-on: x, step: []}}\n", .gitHubWorkflow),
    ("job: {script: 5}\n", .gitLabPipeline),
  ])
  func refusesWhatNoServiceReads(text: String, schema: OfficialSchemas) throws {
    let path = try #require(OfficialSchemas.path(of: schema))
    try ReportCheck.inFolder(of: [text], suffix: ".yml") { folder in
      let result = try ReportCheck.check("check_schema.py \(path)", folder + "/*")
      #expect(result.status == 256, "\(result.output)")
    }
  }
}
