/// A version, PEP 440.
package struct Version: Hashable, Sendable {
}
