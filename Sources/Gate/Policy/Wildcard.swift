/// Matching with one kind of wildcard for "any number of elements", without backtracking further
/// than the last one: linear in the product of the lengths at worst.
enum Wildcard {
  static func matches<P, T>(
    _ pattern: [P], _ text: [T], isMany: (P) -> Bool, matchesOne: (P, T) -> Bool
  ) -> Bool {
    var patternIndex = 0
    var textIndex = 0
    var retry: (pattern: Int, text: Int)?
    while textIndex < text.count {
      if patternIndex < pattern.count, isMany(pattern[patternIndex]) {
        patternIndex += 1
        retry = (patternIndex, textIndex)
      } else if patternIndex < pattern.count, matchesOne(pattern[patternIndex], text[textIndex]) {
        patternIndex += 1
        textIndex += 1
      } else if let last = retry {
        patternIndex = last.pattern
        textIndex = last.text + 1
        retry = (last.pattern, textIndex)
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy(isMany)
  }
}
