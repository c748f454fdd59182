import Foundation
import SourceText
import Testing

@testable import Gate

/// Fixtures that are cut, swapped and repeated: no trap, and no place outside of the file.
@Suite struct HostileScriptTests {
}
