import Gate
import PythonPackaging

extension IndexURL {
  /// Where the metadata of a file stands (PEP 658), from what the listing of a project gives as the
  /// file's address; nil for what is not asked.
  ///
  /// An index may keep its files on another host, which is then asked over TLS and without
  /// credentials. One of this machine leads nowhere else.
  func metadata(besideFileAt address: String, listedFor project: ProjectName) -> String? {
    let file = String(address.prefix { $0 != "#" })
    guard !file.utf8.contains(UInt8(ascii: "?")), !file.hasSuffix("/") else { return nil }
    if let own = redirect(from: listing(of: project), to: file) { return own + ".metadata" }
    guard isSecure, let parts = URLParts(file), parts.scheme == "https",
      parts.userInformation == nil, !IndexURL.isLoopback(parts.host)
    else { return nil }
    return file + ".metadata"
  }
}
