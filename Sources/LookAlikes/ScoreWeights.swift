/// What each circumstance is worth when a name is weighed against a protected one, in natural
/// logarithms of odds: 0.7 doubles them, 2.3 makes them ten times as high.
///
/// Fitted by logistic regression to published typosquats, to made ones and to honest projects, with
/// whole targets held out, and rounded: nothing here depends on a single name. Zero odds of even are
/// where a note is due, so that the bases carry how much rarer typosquats are than honest names.
struct ScoreWeights: Sendable {
  /// What the way of differing is worth by itself.
  var base: Double
  /// For each doubling of the protected name's rank beyond 2,048, and against for each halving.
  var rank: Double
  /// For each ten bits of surprise about the changed words, were the name honest; at most six times.
  var surprise = 0.0
  /// For each doubling of the number of other protected names within two edits.
  var crowd: Double
  /// For each doubling of the number of protected names that differ in the changed word alone:
  /// families such as `types-…` grow by honest members.
  var family = 0.0
  /// When the protected name has several words: the others agree, which is no chance.
  var severalWords = 0.0
  /// When an edit touches the first character: `gqlalchemy` and `efinance` mean it.
  var atStart = 0.0
  /// When an edit touches the last character: so do `torchx` and `httpr`.
  var atEnd = 0.0
}

extension ScoreWeights {
  static let oneEdit = ScoreWeights(
    base: -5.0, rank: -0.5, surprise: 1.6, crowd: -0.5, family: -0.2, severalWords: 3.0,
    atStart: -0.9, atEnd: -0.8)

  static let twoEdits = ScoreWeights(
    base: -9.1, rank: -0.6, surprise: 2.3, crowd: -1.7, family: -0.5, severalWords: 3.9,
    atStart: -2.1, atEnd: -1.6)

  /// Nothing but characters that look alike.
  static let lookAlikeCharacters = ScoreWeights(
    base: -2.1, rank: -0.5, surprise: 1.6, crowd: -0.5, family: -0.2, severalWords: 3.0)

  /// Nothing but separators.
  static let separators = ScoreWeights(base: -2.0, rank: -0.8, surprise: 1.2, crowd: -0.4)
  /// Fewer of them: `pythondateutil`, `setup-tools` being the other way.
  static let separatorsLeftOut = 1.4

  /// The same words in another order.
  static let wordOrder = ScoreWeights(base: 2.9, rank: -1.0, crowd: 0)
  /// Three words or more.
  static let wordOrderOfMany = 2.1
  /// For each doubling of the number of names that have the rarest of the words.
  static let wordOrderOfCommonWords = -0.4

  /// A common word put before or behind: `python-requests` is `requests`, or a plugin of it.
  static let affix = ScoreWeights(base: -2.1, rank: -0.4, crowd: -1.6, severalWords: 3.0)
  /// For each doubling of the number of names that have the rarest word of the protected one: what
  /// others extend already will be extended again.
  static let affixOfCommonWord = -0.3
  /// For each halving of a rank below 256: the most popular have the most plugins.
  static let affixOfTheMostPopular = -0.5

  /// `python-` or the like left out: who knows the project by its module types that.
  static let droppedAffix = ScoreWeights(base: -1.0, rank: -0.5, crowd: -0.5)

  /// The first word left out, as `airflow-providers-…` leaves out `apache-`.
  static let droppedNamespace = ScoreWeights(base: -2.3, rank: -0.3, crowd: -0.5)
  /// For each word beyond two that is left: three that agree are no chance.
  static let droppedNamespaceFromMany = 1.8
  /// Another word in front: nearly always a plugin.
  static let addedNamespace = ScoreWeights(base: -4.5, rank: -0.3, crowd: -0.5)

  /// A slip in what an affix leaves: the affix makes it a little likelier that another word is meant.
  static let affixBesideSlip = -1.0

  /// For each doubling of the list beyond 5,000 names, up to 15,000: the deeper the list of what is
  /// known reaches, the fewer honest names are left outside.
  static let depth = 0.4

  static func affix(_ form: Affix.Form) -> Double {
    switch form {
    case .before: 1.7
    case .joinedBefore: -2.3
    case .behind: -0.3
    case .joinedBehind: 1.6
    }
  }

  static func affix(_ kind: Affix.Kind) -> Double {
    switch kind {
    case .vague: 1.6
    case .language: 0.4
    case .meaningful: -1.4
    }
  }

  /// One edit, when it is the only one and when there are two.
  static func edit(_ kind: EditKind) -> (alone: Double, ofTwo: Double) {
    switch kind {
    // Fingers out of step: hardly ever an honest name.
    case .swap: (3.2, 0.2)
    case .repetition: (3.9, 0.2)
    case .missingRepetition: (1.3, -0.3)
    case .deletion: (2.4, 1.0)
    // A letter from anywhere makes words; the next key rarely does.
    case .insertion: (-1.1, -1.8)
    case .insertionOfNeighbour: (1.7, -1.2)
    case .substitution: (-1.0, -1.2)
    case .substitutionByNeighbour: (1.3, -0.3)
    case .substitutionOfVowel: (1.6, -0.4)
    case .substitutionByLookAlike: (1.4, 0.6)
    case .plural: (2.9, -0.3)
    // Digits are versions, sizes and platforms.
    case .digitInside: (-3.7, -2.6)
    case .digitAtEnd: (-4.5, -1.1)
    case .missingDigitAtEnd: (-2.9, 0.1)
    case .otherDigit: (-3.8, -1.7)
    case .separator: (-3.7, -3.9)
    }
  }
}
