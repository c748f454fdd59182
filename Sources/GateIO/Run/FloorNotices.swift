import Gate

/// What every report says of the floors that were in force.
enum FloorNotices {
  static func about(_ policy: Policy, _ request: RunRequest) -> [String] {
    var floors: [Policy] = []
    while let next = (floors.last ?? policy).floor { floors.append(next) }
    var notices = floors.map { "\($0.ownOrigin) was in force; nothing here is milder than it" }
    if let asked = request.mode, policy.mode(asked: asked) != asked {
      notices.append("the floor keeps the mode '\(policy.mode(asked: asked).rawValue)'")
    }
    return notices
  }
}
