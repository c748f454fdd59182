import SourceText

/// The order of a report: by path, then by place; introductions of a whole file come first.
enum IntroductionOrder {
  static func sorted(_ introductions: [Introduction]) -> [Introduction] {
    sorted(introductions, by: \.self)
  }

  static func sorted<Element>(
    _ elements: [Element], by introduction: (Element) -> Introduction
  ) -> [Element] {
    elements.enumerated().sorted { a, b in
      let (introductionA, introductionB) = (introduction(a.element), introduction(b.element))
      let (pathA, pathB) = (introductionA.path, introductionB.path)
      if pathA != pathB { return pathA < pathB }
      let (placeA, placeB) = (place(introductionA), place(introductionB))
      return placeA == placeB ? a.offset < b.offset : placeA < placeB
    }.map(\.element)
  }

  private static func place(_ introduction: Introduction) -> Place {
    switch introduction {
    case .dependency(let dependency, _): Place(dependency.location, kind: 1)
    case .option(let option): Place(option.location, kind: 2)
    case .unreadable(let part): Place(part.diagnostic.location, kind: 3)
    case .unsupported, .submodule, .trust, .override: Place(start: -1, end: -1, kind: 0)
    }
  }

  private struct Place: Comparable {
    let start: Int
    let end: Int
    let kind: Int

    init(start: Int, end: Int, kind: Int) {
      self.start = start
      self.end = end
      self.kind = kind
    }

    init(_ location: Location, kind: Int) {
      self.init(start: location.range.lowerBound, end: location.range.upperBound, kind: kind)
    }

    static func < (a: Self, b: Self) -> Bool {
      (a.start, a.end, a.kind) < (b.start, b.end, b.kind)
    }
  }
}
