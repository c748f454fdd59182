/// A version, PEP 440.
package struct Version: Hashable, Sendable {

}

/// Shell, filled in by its own change.
package struct SpecifierSet: Hashable, Sendable { package init() {} }
