import Foundation
import PythonPackaging
import Testing

@testable import Gate

/// The embedded lists, against Python itself and a table written by hand.
@Suite struct PythonModulesTests {
  private static let modules = TestModules.embedded

  /// Runs a program for its output's words; nil when there is no such Python.
  private func python(_ program: String) throws -> [String] {
    let pipe = try #require(popen("python3 -c '\(program)'", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    try #require(pclose(pipe) == 0, "these tests need Python 3.10 or later")
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func theStandardLibraryIsThatOfPython() throws {
    let names = try python("import sys; print(*sys.stdlib_module_names, sep=\"\\n\")")
    #expect(names.count > 250)
    #expect(names.filter { !Self.modules.isStandard($0) } == [])
  }

  @Test func whatIsInstalledIsFoundUnderItsProject() throws {
    let lines = try python(
      """
      import importlib.metadata as m
      for name, projects in m.packages_distributions().items(): print(name, *projects)
      """)
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      // Private modules are nobody's import, and some are named anew in each release.
      guard words[0].first != "_", words[0].first?.isNumber == false,
        !Self.modules.isStandard(words[0])
      else { continue }
      let projects = Set(words.dropFirst().compactMap { ProjectName($0) })
      #expect(
        Self.modules.projects(for: words[0]).contains(where: projects.contains), "\(line)")
    }
  }

  @Test func oldAndNewNamesAreStandard() {
    let standard = [
      "os.path", "urllib2", "ConfigParser", "__builtin__", "__future__", "__main__", "cPickle",
      "distutils.core", "imp", "asyncore", "tomllib", "compression.zstd", "annotationlib", "_ssl",
      "_winapi", "winreg", "msvcrt", "zoneinfo", "graphlib", "test.support", "lib2to3", "telnetlib",
    ]
    #expect(standard.filter { !Self.modules.isStandard($0) } == [])
    let others = ["", ".os", "numpy", "os_path", "setuptools", "pkg_resources", "six", "#", "OS"]
    #expect(others.filter { Self.modules.isStandard($0) } == [])
  }

  @Test func theLongestKnownPartDecides() {
    func names(_ module: String) -> [String] {
      Self.modules.projects(for: module).map(\.normalized)
    }
    #expect(names("google.cloud.storage.blob") == ["google-cloud-storage"])
    #expect(names("google.cloud.storage_not_there") == [])
    #expect(names("google.protobuf.internal.x") == ["protobuf"])
    #expect(names("google.storage") == [])
    #expect(names("mpl_toolkits.mplot3d") == ["matplotlib"])
    #expect(names("mpl_toolkits.basemap") == ["basemap"])
    #expect(names("Flask_Login.utils") == ["flask-login"])
    #expect(names("a.b") == ["a"])
    #expect(names("_a.b") == [])
    #expect(names("") == [])
    #expect(names("." + String(repeating: "a.", count: 100_000)) == [])
    #expect(!Self.modules.isKnown("flask") && Self.modules.isKnown("google.nothing"))
  }

  @Test func linesAreSortedUniqueAndFolded() throws {
    let popular = String(
      decoding: TestFiles.source("Sources/EmbeddedData/popular-projects.txt").bytes, as: UTF8.self
    ).split(separator: "\n").map(String.init)
    let ranks = Dictionary(popular.enumerated().map { ($1, $0) }) { first, _ in first }
    for list in [TestModules.standardLibrary, TestModules.projects] {
      let keys = TestModules.lines(of: list).map { Array($0[0].utf8) }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
    let lines = TestModules.lines(of: TestModules.projects)
    #expect(lines.count > 2000)
    for line in lines {
      let projects = Array(line.dropFirst())
      #expect(projects.allSatisfy { ProjectName($0)?.normalized == $0 }, "\(line)")
      #expect(Set(projects).count == projects.count, "\(line)")
      let ranked = projects.map { ranks[$0] ?? .max }
      #expect(ranked == ranked.sorted(), "the most downloaded first: \(line)")
      #expect(!Self.modules.isStandard(line[0]), "\(line)")
      let isNeeded =
        line[0].contains(".") || projects != [PythonModules.namesake(of: line[0])?.normalized]
      #expect(isNeeded, "the name alone says it: \(line)")
    }
  }

  @Test func linesOfTheLibraryNameVersions() {
    for line in TestModules.lines(of: TestModules.standardLibrary) {
      #expect(line.count >= 2 && line.count <= 3, "\(line)")
      for versions in line.dropFirst() {
        let ends = versions.split(separator: "-").map { $0.split(separator: ".").map { Int($0) } }
        #expect(ends.allSatisfy { $0.count == 2 && ($0[0] == 2 || $0[0] == 3) }, "\(line)")
      }
    }
  }

  /// Written by hand, from the projects' own documentation.
  private static let wellKnown = """
    cv2 opencv-python; yaml pyyaml; sklearn scikit-learn; PIL pillow; bs4 beautifulsoup4
    dateutil python-dateutil; Crypto pycryptodome; Cryptodome pycryptodomex; skimage scikit-image
    jwt pyjwt; dotenv python-dotenv; docx python-docx; pptx python-pptx; fitz pymupdf
    magic python-magic; serial pyserial; usb pyusb; zmq pyzmq; nacl pynacl; OpenSSL pyopenssl
    git gitpython; github pygithub; gitlab python-gitlab; jose python-jose; slugify python-slugify
    multipart python-multipart; telegram python-telegram-bot; discord discord-py; ldap python-ldap
    MySQLdb mysqlclient; mysql.connector mysql-connector-python; psycopg2 psycopg2-binary
    pkg_resources setuptools; attr attrs; google.protobuf protobuf; google.auth google-auth
    google.oauth2 google-auth; googleapiclient google-api-python-client; grpc grpcio
    google.cloud.storage google-cloud-storage; google.cloud.bigquery google-cloud-bigquery
    google.cloud.pubsub_v1 google-cloud-pubsub; google.generativeai google-generativeai
    google.genai google-genai; azure.identity azure-identity; azure.storage.blob azure-storage-blob
    azure.keyvault.secrets azure-keyvault-secrets; azure.mgmt.compute azure-mgmt-compute
    azure.cosmos azure-cosmos; zope.interface zope-interface; ruamel.yaml ruamel-yaml
    opentelemetry.sdk opentelemetry-sdk; opentelemetry.trace opentelemetry-api
    opentelemetry.instrumentation.flask opentelemetry-instrumentation-flask
    jaraco.functools jaraco-functools; backports.zoneinfo backports-zoneinfo
    sphinxcontrib.spelling sphinxcontrib-spelling; airflow apache-airflow
    airflow.providers.google.cloud apache-airflow-providers-google; win32api pywin32
    win32com.client pywin32; pythoncom pywin32; wx wxpython; gi pygobject; cairo pycairo
    Xlib python-xlib; OpenGL pyopengl; kafka kafka-python; websocket websocket-client
    rest_framework djangorestframework; corsheaders django-cors-headers; environ django-environ
    debug_toolbar django-debug-toolbar; storages django-storages; allauth django-allauth
    flask_security flask-security-too; nats nats-py; dns dnspython
    Levenshtein levenshtein; faiss faiss-cpu; pynvml nvidia-ml-py; hydra hydra-core
    imblearn imbalanced-learn; umap umap-learn; whisper openai-whisper; open_clip open-clip-torch
    ffmpeg ffmpeg-python; speech_recognition speechrecognition; Bio biopython; osgeo gdal
    netCDF4 netcdf4; shapefile pyshp; mpl_toolkits matplotlib; haystack haystack-ai
    pinecone pinecone; snowflake.connector snowflake-connector-python; databricks.sdk databricks-sdk
    antlr4 antlr4-python3-runtime; markdown_it markdown-it-py; pymdownx pymdown-extensions
    pythonjsonlogger python-json-logger; socketio python-socketio; engineio python-engineio
    nmap python-nmap; consul python-consul; decouple python-decouple; vcr vcrpy; factory factory-boy
    hamcrest pyhamcrest; xdist pytest-xdist; robot robotframework; appium appium-python-client
    pwn pwntools; elftools pyelftools; saml2 pysaml2; onelogin python3-saml; smb pysmb
    ibm_boto3 ibm-cos-sdk; botocore botocore; samtranslator aws-sam-translator; tlz toolz
    humps pyhumps; pywt pywavelets; talib ta-lib; clr pythonnet; dbus dbus-python; RPi rpi-gpio
    """

  @Test func theWellKnownExceptionsAreThere() {
    let pairs = Self.wellKnown.split { $0 == ";" || $0 == "\n" }.map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(pairs.count > 120)
    for pair in pairs {
      #expect(pair.count == 2)
      let found = Self.modules.projects(for: pair[0]).first?.normalized
      #expect(found == pair[1], "\(pair[0])")
    }
  }
}
