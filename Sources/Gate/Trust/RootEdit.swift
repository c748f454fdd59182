import SourceText

/// An edit of the trust file, or of what signs it, that its roots have not signed.
package struct RootEdit: Hashable, Sendable {
  /// Why it is none that they have made.
  package let flaw: String

  /// Nil where the change touches neither, or all is signed as it has to be.
  init?(_ file: FileChange, in change: Change) throws(TreeError) {
    let touched = change.files.map(\.path)
    // One finding for the file and all of its signatures, at the first of them that is touched.
    let own = [RootTrust.path] + SignedRoot.signaturePaths
    guard own.contains(file.path), touched.first(where: own.contains) == file.path else {
      return nil
    }
    let before = try SignedRoot.read(in: change.base)
    let isSame = try change.base.entry(RootTrust.path) == change.head.entry(RootTrust.path)
    // What the base cannot read binds nobody.
    let earlier: RootTrust? = if case .success(let signed) = before { signed?.root } else { nil }
    switch try SignedRoot.read(in: change.head) {
    case .failure(let problems):
      flaw =
        problems.diagnostics.first.map { "it is not valid: \($0.message)" } ?? "it is not valid"
    case .success(nil):
      guard let earlier else { return nil }
      flaw = "version \(earlier.version) is removed"
    case .success(let signed?):
      let found = isSame ? signed.shortage(of: signed.root) : signed.flaw(following: earlier)
      guard let found else { return nil }
      flaw = found
    }
  }
}
