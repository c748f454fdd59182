import Testing

@testable import Gate

struct RepositoryNameTests {
  @Test(arguments: [
    ("https://github.com/acme/shop.git", "github.com/acme/shop"),
    ("https://github.com/acme/shop/", "github.com/acme/shop"),
    ("https://ana:secret@git.acme.example:8443/team/shop.git", "git.acme.example/team/shop"),
    ("ssh://git@git.acme.example:2222/team/shop", "git.acme.example/team/shop"),
    ("git@github.com:acme/shop.git", "github.com/acme/shop"),
    ("git.acme.example:/srv/shop.git", "git.acme.example/srv/shop"),
    ("git://git.acme.example//shop.git", "git.acme.example/shop"),
  ])
  func anAddressOfARemoteNamesTheRepository(_ url: String, _ name: String) {
    #expect(RepositoryName.from(remote: url) == name)
  }

  @Test(arguments: [
    "", "/srv/shop.git", "../shop", "file:///srv/shop.git", "./a:b/c", "https://", "https://host",
    "https://host/", "ext::sh -c x", "https://host/a b", "https://host/../etc", "git@host:",
    "https://host/\u{1b}[31m", "https://@/a", "://a/b", "ftp://host/a", ":a/b", "host:ü",
    "https://user:secret@host", "https://a/" + String(repeating: "x", count: 300),
  ])
  func whatNamesNoRepositoryGivesNone(_ url: String) {
    #expect(RepositoryName.from(remote: url) == nil)
  }

  @Test func accountsNeverGetIntoTheName() {
    for url in ["https://tok@en@host/a/b", "tok@en@host:a/b", "https://a:b:c@host:1/x"] {
      let name = RepositoryName.from(remote: url)
      #expect(name?.hasPrefix("host/") == true, "\(name ?? "none")")
    }
  }
}
