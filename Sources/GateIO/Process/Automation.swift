/// Whether a service runs the program, and no person.
enum Automation {
  /// Most services set `CI`, and these their own.
  static func isAtWork(_ environment: (String) -> String?) -> Bool {
    let mark = environment("CI") ?? ""
    if !["", "0", "false"].contains(mark) { return true }
    return ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"].contains {
      name in
      environment(name).map { !$0.isEmpty } ?? false
    }
  }
}
