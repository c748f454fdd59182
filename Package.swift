// swift-tools-version: 6.1
import PackageDescription

// libgit2, libyaml and what they need are linked statically, and libgit2 without its network back
// ends, so that the hook starts in about a millisecond (Sources/Git2Link says how). A system whose
// packages carry no static libraries builds with PIPGATE_SHARED_LIBRARIES=1 instead.
let linksSharedLibraries = Context.environment["PIPGATE_SHARED_LIBRARIES"] == "1"
let nativeLibraries: [LinkerSetting] =
  linksSharedLibraries
  ? ["git2", "yaml", "z"].map { .linkedLibrary($0) }
  : [
    ":libgit2.a", ":libhttp_parser.a", ":libmbedcrypto.a", ":libpcre2-8.a", ":libz.a", ":libyaml.a",
  ].map { .linkedLibrary($0) }

let package = Package(
  name: "pipgate",
  products: [.executable(name: "pipgate", targets: ["pipgate"])],
  dependencies: [
    // Parses the command line and writes help and shell completions: the toolchain authors' own.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Verifies the signatures of overrides: the toolchain authors' own, over BoringSSL.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // Reads git repositories.
    .systemLibrary(name: "Clibgit2", providers: [.apt(["libgit2-dev"])]),
    // Reads YAML.
    .systemLibrary(name: "Clibyaml", providers: [.apt(["libyaml-dev"])]),
    // Unpacks archives of advisories; libgit2 needs it too.
    .systemLibrary(name: "Czlib", providers: [.apt(["zlib1g-dev"])]),
    // Links the three, and stands in for the network back ends of libgit2 that a gate never uses.
    .target(
      name: "Git2Link",
      cSettings: linksSharedLibraries ? [.define("PIPGATE_SHARED_LIBRARIES")] : [],
      linkerSettings: nativeLibraries),
    // Binds libcurl at its first use, so that a run without a look-up never loads it.
    .target(name: "CurlBinding", linkerSettings: [.linkedLibrary("dl")]),
    // Carries `policies/` and lists of projects and modules inside the binary, without cost at start.
    .target(
      name: "EmbeddedData",
      exclude: [
        "module-projects.txt", "no-projects.layout", "popular-projects.layout",
        "popular-projects.txt", "standard-library.txt",
      ]),

    .target(name: "SourceText", dependencies: ["Clibyaml", "Git2Link"]),
    .target(name: "PythonPackaging"),
    .target(name: "LookAlikes"),
    // Reads keys, signers and signatures in OpenSSH's forms, and verifies them. RSA is in CryptoExtras.
    .target(
      name: "Signatures",
      dependencies: [
        "SourceText", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(
      name: "Gate", dependencies: ["LookAlikes", "PythonPackaging", "Signatures", "SourceText"]),
    .target(
      name: "GateIO",
      dependencies: [
        "Clibgit2", "CurlBinding", "Czlib", "EmbeddedData", "Gate", "Git2Link", "LookAlikes",
        "PythonPackaging", "Signatures", "SourceText",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "pipgate",
      dependencies: [
        "GateIO", "Signatures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "SeededNumbers", path: "Tests/SeededNumbers"),
    .testTarget(
      name: "SourceTextTests", dependencies: ["SourceText", "SeededNumbers"], exclude: ["Oracle"]),
    .testTarget(
      name: "PythonPackagingTests", dependencies: ["PythonPackaging", "SeededNumbers"],
      exclude: ["Oracle"]),
    .testTarget(name: "LookAlikesTests", dependencies: ["LookAlikes"]),
    // Signs as people would, for tests that need no tool for it.
    .target(
      name: "TestKeys",
      dependencies: ["Signatures", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/TestKeys"),
    .testTarget(
      name: "SignaturesTests", dependencies: ["SeededNumbers", "Signatures", "TestKeys"]),
    .testTarget(
      name: "GateTests", dependencies: ["Gate", "SeededNumbers", "TestKeys"],
      exclude: ["Fixtures", "Oracle"]),
    .testTarget(name: "GateIOTests", dependencies: ["GateIO", "SeededNumbers"]),
    .testTarget(name: "EndToEndTests", dependencies: ["pipgate"], exclude: ["Cases"]),
  ]
)
