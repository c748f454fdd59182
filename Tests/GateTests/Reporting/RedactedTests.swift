import Testing

@testable import Gate

struct RedactedTests {
  @Test(arguments: [
    ("https://index.example/simple/", "https://index.example/simple/"),
    ("https://user:pass@host/x", "https://***@host/x"),
    ("https://ghp_0123@github.com/a/b", "https://***@github.com/a/b"),
    ("https://user:p@ss@host/x@v1", "https://***@host/x@v1"),
    ("https://user:p/ss@host/x", "https://***@host/x"),
    ("https://user:p#ss@host/x", "https://***@host/x"),
    ("https://user:p?ss@host/x", "https://***@host/x"),
    ("https://us er:p w@host/x", "https://***@host/x"),
    ("https://:@host", "https://***@host"),
    ("https://host:8080/x@v1", "https://host:8080/x@v1"),
    ("http://[::1]:8080/a@b", "http://[::1]:8080/a@b"),
    ("git+ssh://git@github.com/a/b@v1", "git+ssh://git@github.com/a/b@v1"),
    ("git+ssh://git:pw@github.com/a/b", "git+ssh://***@github.com/a/b"),
    ("//user:pw@host/x", "//***@host/x"),
    ("HTTPS://A:B@HOST", "HTTPS://***@HOST"),
    ("https://h/x?raw=true&token=abc", "https://h/x?raw=true&token=***"),
    ("https://h/x?X-Amz-Signature=ab&v=1", "https://h/x?X-Amz-Signature=***&v=1"),
    ("https://h/x?k=a8f3c9e1b2d4f6a7b8", "https://h/x?k=***"),
    ("https://h/x?a8f3c9e1b2d4f6a7b8", "https://h/x?***"),
    ("https://h/x#egg=requests&subdirectory=src", "https://h/x#egg=requests&subdirectory=src"),
    (
      "https://h/x.whl#sha256=0123456789abcdef0123456789abcdef",
      "https://h/x.whl#sha256=0123456789abcdef0123456789abcdef"
    ),
    ("https://h/x#access_token=abc", "https://h/x#access_token=***"),
    ("https://proxy/https://a:b@h/?u=http://c:d@i", "https://proxy/https://***@h/?u=http://***@i"),
    ("internal", "internal"),
    ("", ""),
    ("://@", "://***@"),
    ("a://", "a://"),
  ])
  func hidesTheCredentialsOfAURL(url: String, shown: String) {
    #expect(Redacted.url(url) == shown)
  }

  @Test(arguments: [
    ("from 'https://a:b@h/' to x@y", "from 'https://***@h/' to x@y"),
    ("mail a@b, see https://h/x", "mail a@b, see https://h/x"),
    ("https://a:b@h https://c:d@i", "https://***@h https://***@i"),
    (
      #"{"url":"https://h/x?token=t","n":"k=0123456789abcdef"}"#,
      #"{"url":"https://h/x?token=***","n":"k=0123456789abcdef"}"#
    ),
    ("https://a:\u{1b}b@h", "https://***@h"),
  ])
  func hidesThemInRunningText(text: String, shown: String) {
    #expect(Redacted.text(text) == shown)
  }
}
