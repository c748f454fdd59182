import PythonPackaging
import SourceText

extension ProjectProfile {
  /// Changes whenever a reader of the old form could be misled.
  package static let schema = "pipgate-project/1"

  /// The profile for programs: `docs/project.schema.json` describes it.
  package func json(tool version: String) -> String {
    let document: JSONText = [
      "schema": .string(Self.schema),
      "tool": ["name": "pipgate", "version": .string(version)],
      "date": .string(facts.now.description),
      "requirement": .shown(requirement),
      "project": .string(name.normalized),
      "existence": .string(existence.rawValue),
      "reason": .shown(reason),
      "rank": rank.map { .integer($0) } ?? .null,
      "popularity-date": .string(facts.popularity.date),
      "likenesses": .array(likenesses.map(JSONReporter.likeness)),
      "listing": listing,
      "release": release,
      "metadata": described,
      "advisories": [
        "date": .shown(facts.advisories.date?.description),
        "affecting": .array(affecting.map(advisory)),
        "others": .integer(advisories.count - affecting.count),
      ],
      "tiers": .array(judgements.map { .object(JSONReporter.decision($0)) }),
    ]
    return JSONReporter.withoutLogCommands(document.written(.pretty))
  }

  /// Why it is not known whether there is such a project.
  private var reason: String? {
    if case .unavailable(let why) = lookup { why.reason } else { nil }
  }

  private var listing: JSONText {
    guard case .found(let record) = lookup else { return .null }
    let withdrawn = withdrawn
    let releases = releases.map { version -> JSONText in
      [
        "version": .string("\(version)"), "uploaded": .shown(uploaded(version)?.description),
        "withdrawn": .boolean(withdrawn.contains(version)),
      ]
    }
    return [
      "asked": .string(record.fetched.description),
      "status": .shown(record.status?.text), "status-reason": .shown(record.statusReason),
      "first-upload": .shown(firstUpload?.description), "releases": .array(releases),
    ]
  }

  private var release: JSONText {
    guard let chosen else { return .null }
    let files = files.map { file -> JSONText in
      [
        "filename": .shown(file.filename), "uploaded": .shown(file.uploaded?.description),
        "size": file.size.map { .integer(Int($0)) } ?? .null,
        "sha256": .shown(file.sha256?.description),
        "requires-python": .shown(file.requiresPython),
        "provenance": .boolean(file.hasProvenance),
        "withdrawn": .boolean(file.yank != nil), "withdrawn-because": .shown(file.yank?.reason),
      ]
    }
    return ["version": .string("\(chosen)"), "files": .array(files)]
  }

  private var described: JSONText {
    guard let metadata else { return .null }
    switch metadata {
    case .untold: return ["known": false, "reason": "the index offers none by itself"]
    case .unavailable(let why): return ["known": false, "reason": .shown(why.reason)]
    case .found(let metadata):
      let licence: (expression: String?, text: String?) =
        switch metadata.declaredLicense {
        case .expression(let expression): (expression.description, nil)
        case .unrecognized(let text): (nil, text)
        case .undeclared: (nil, nil)
        }
      return [
        "known": true, "summary": .shown(metadata.summary),
        "license": .shown(licence.expression), "license-text": .shown(licence.text),
        "requires-python": .shown(metadata.requiresPython),
        "links": .array(metadata.addresses.map { .shown($0) }),
        "requirements": .array(metadata.requirements.map { .shown($0.text) }),
        "unreadable-requirements": .array(metadata.unreadableRequirements.map { .shown($0) }),
        "extras": .array(metadata.extras.map { .string($0.normalized) }),
      ]
    }
  }

  private func advisory(_ advisory: Advisory) -> JSONText {
    [
      "id": .shown(advisory.id), "aliases": .array(advisory.aliases.map { .shown($0) }),
      "malware": .boolean(advisory.isMalware), "severity": .string(advisory.severity.word),
      "summary": .shown(advisory.summary),
      "mended-in": .shown(chosen.flatMap(advisory.fix).map { "\($0)" }),
    ]
  }
}
