extension ProtectedNames {
  /// Calls `body` with each protected name but this one that is within two edits, or has the same
  /// letters in the same or another order when separators are left out; the distance is nil when it
  /// is above two.
  func forEachCandidate(
    for name: Name, _ body: (Name, _ rank: Int, _ distance: Int?) -> Void
  ) {
    guard (1...Self.longestName).contains(name.count) else { return }
    text.withElements { text in
      withScan { scan in
        entries.withElements { entries in
          let signature = BagSignature(name)
          forEachNear(name, signature, within: 2, in: text, scan, entries, body)
          forEachFarPart(name, signature, in: text, scan, entries, body)
        }
      }
    }
  }

  /// Calls `body` with each protected name that is one edit away.
  func forEachSlip(of name: Name, _ body: (Name, _ rank: Int) -> Void) {
    guard (1...Self.longestName).contains(name.count) else { return }
    text.withElements { text in
      withScan { scan in
        entries.withElements { entries in
          forEachNear(name, BagSignature(name), within: 1, in: text, scan, entries) {
            if $2 == 1 { body($0, $1) }
          }
        }
      }
    }
  }

  /// Those whose length differs by so many edits at most.
  private func forEachNear(
    _ name: Name, _ signature: BagSignature, within edits: Int, in text: Name,
    _ scan: SignatureScan, _ entries: UnsafeBufferPointer<Entry>,
    _ body: (Name, _ rank: Int, _ distance: Int?) -> Void
  ) {
    BitParallelDistance.with(name) { comparison in
      for length in max(1, name.count - edits)...min(Self.longestName, name.count + edits) {
        let bits = BagSignature.differingBits(
          atMost: edits, lengthDifference: abs(length - name.count))
        scan.forEach(near: signature, in: indices(ofLength: length), within: bits) { index in
          let entry = entries[index]
          let other = Self.name(of: entry, in: text)
          let distance = comparison.distance(to: other)
          if distance == 0 { return }
          if distance <= edits {
            body(other, entry.rank, distance)
          } else if signature.withoutSeparators.bits
            == scan.signatures[index].withoutSeparators.bits
          {
            body(other, entry.rank, nil)
          }
        }
      }
    }
  }

  /// Those with more than two separators less, or more.
  private func forEachFarPart(
    _ name: Name, _ signature: BagSignature, in text: Name, _ scan: SignatureScan,
    _ entries: UnsafeBufferPointer<Entry>, _ body: (Name, _ rank: Int, _ distance: Int?) -> Void
  ) {
    let separators = Self.separators(in: name)
    let letters = name.count - separators
    for place in Int(partedStarts[letters])..<Int(partedStarts[letters + 1]) {
      let index = Int(parted[place])
      if entries[index].length > name.count + 2,
        signature.withoutSeparators.bits == scan.signatures[index].withoutSeparators.bits
      {
        body(Self.name(of: entries[index], in: text), entries[index].rank, nil)
      }
    }
    for length in max(1, name.count - max(separators, 2))..<max(1, name.count - 2) {
      scan.forEach(
        near: signature, in: indices(ofLength: length), within: 0, ignoringSeparators: true
      ) {
        body(Self.name(of: entries[$0], in: text), entries[$0].rank, nil)
      }
    }
  }

  private func withScan(_ body: (SignatureScan) -> Void) {
    signatures.withElements { signatures in
      folds.value { SignatureScan.folds(of: self.signatures) }.withElements { folds in
        body(SignatureScan(signatures: signatures, folds: folds))
      }
    }
  }

  private func indices(ofLength length: Int) -> Range<Int> {
    Int(lengthStarts[length])..<Int(lengthStarts[length + 1])
  }
}
