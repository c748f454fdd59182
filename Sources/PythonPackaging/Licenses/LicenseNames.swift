/// What licences are called outside the SPDX list: by classifiers, and in the habit of people.
enum LicenseNames {
  struct Classified {
    let expression: SPDXExpression
    /// Whether the classifier means one licence; otherwise the expression holds all that it may mean.
    let isExact: Bool
  }

  /// A classifier that only begins a path to others.
  static func saysNothing(_ classifier: String) -> Bool {
    classifier.utf8.elementsEqual("License :: OSI Approved".utf8)
      || classifier.utf8.elementsEqual("License ::".utf8)
  }

  /// What a classifier means; nil where no identifier stands for it.
  static func classified(_ classifier: String) -> Classified? {
    guard let last = lastPart(of: classifier), let text = classifiers[last] else { return nil }
    return SPDXExpression(text).map { Classified(expression: $0, isExact: !text.contains(" AND ")) }
  }

  /// What a well-known name means; nil for any other text.
  static func named(_ text: String) -> SPDXExpression? {
    guard text.utf8.count <= 200 else { return nil }
    return names[folded(text)].flatMap { SPDXExpression($0) }
  }

  /// What stands after the last `::`.
  private static func lastPart(of classifier: String) -> String? {
    let bytes = Array(classifier.utf8)
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    return String(decoding: bytes[(colon + 1)...].drop { $0 == 0x20 }, as: UTF8.self)
  }

  /// Letters, digits and dots in lower case, other signs as one blank, without the words that names
  /// have or leave out as they please.
  private static func folded(_ text: String) -> String {
    let words = text.lowercased().utf8.split { byte in
      !ByteCursor.isAlphanumeric(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "+")
    }.map { String(decoding: $0, as: UTF8.self) }
    return words.filter { !["the", "license", "licence", "licenses", "version"].contains($0) }
      .joined(separator: " ")
  }

  // Of the classifiers that `trove-classifiers` lists, the last part of each that begins with
  // `License ::`.
  private static let classifiers: [String: String] = [
    "Academic Free License (AFL)": "AFL-3.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0 AND Artistic-2.0",
    "Blue Oak Model License (BlueOak-1.0.0)": "BlueOak-1.0.0",
    "BSD License": "BSD-2-Clause AND BSD-3-Clause",
    "Boost Software License 1.0 (BSL-1.0)": "BSL-1.0",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    "CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)": "CECILL-2.1",
    "CeCILL-B Free Software License Agreement (CECILL-B)": "CECILL-B",
    "CeCILL-C Free Software License Agreement (CECILL-C)": "CECILL-C",
    "CMU License (MIT-CMU)": "MIT-CMU",
    "Common Development and Distribution License 1.0 (CDDL-1.0)": "CDDL-1.0",
    "Common Public License": "CPL-1.0",
    "Eclipse Public License 1.0 (EPL-1.0)": "EPL-1.0",
    "Eclipse Public License 2.0 (EPL-2.0)": "EPL-2.0",
    "Educational Community License, Version 2.0 (ECL-2.0)": "ECL-2.0",
    "European Union Public Licence 1.0 (EUPL 1.0)": "EUPL-1.0",
    "European Union Public Licence 1.1 (EUPL 1.1)": "EUPL-1.1",
    "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU Free Documentation License (FDL)": "GFDL-1.2-only AND GFDL-1.3-only",
    "GNU General Public License (GPL)": "GPL-2.0-only AND GPL-3.0-only",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)":
      "LGPL-2.0-only AND LGPL-2.1-only AND LGPL-3.0-only",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 1.0 (MPL)": "MPL-1.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mulan Permissive Software License v2 (MulanPSL-2.0)": "MulanPSL-2.0",
    "NASA Open Source Agreement v1.3 (NASA-1.3)": "NASA-1.3",
    "Open Software License 3.0 (OSL-3.0)": "OSL-3.0",
    "Other/Proprietary License": "LicenseRef-Proprietary",
    "PostgreSQL License": "PostgreSQL",
    "Python License (CNRI Python License)": "CNRI-Python",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "The Unlicense (Unlicense)": "Unlicense",
    "Universal Permissive License (UPL)": "UPL-1.0",
    "University of Illinois/NCSA Open Source License": "NCSA",
    "W3C License": "W3C",
    "Zero-Clause BSD (0BSD)": "0BSD",
    "Zope Public License": "ZPL-2.0 AND ZPL-2.1",
    "zlib/libpng License": "Zlib",
  ]

  /// By the folded name.
  private static let names: [String: String] = [
    "agpl v3": "AGPL-3.0-only", "agplv3": "AGPL-3.0-only", "agplv3+": "AGPL-3.0-or-later",
    "gnu affero general public v3": "AGPL-3.0-only",
    "apache": "Apache-2.0", "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0",
    "apache software": "Apache-2.0", "apache software 2.0": "Apache-2.0", "asl 2.0": "Apache-2.0",
    "apache v2": "Apache-2.0", "apache v2.0": "Apache-2.0", "apache2": "Apache-2.0",
    "apache2.0": "Apache-2.0",
    "bsd": "BSD-2-Clause AND BSD-3-Clause",
    "2 clause bsd": "BSD-2-Clause", "bsd 2 clause": "BSD-2-Clause", "bsd 2": "BSD-2-Clause",
    "simplified bsd": "BSD-2-Clause", "bsd 2 clause simplified": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause", "bsd 3 clause": "BSD-3-Clause", "bsd 3": "BSD-3-Clause",
    "bsd3": "BSD-3-Clause", "modified bsd": "BSD-3-Clause", "new bsd": "BSD-3-Clause",
    "boost software 1.0": "BSL-1.0", "cc0": "CC0-1.0", "cc0 1.0 universal": "CC0-1.0",
    "eclipse public 2.0": "EPL-2.0", "epl 2.0": "EPL-2.0", "eupl 1.2": "EUPL-1.2",
    "gpl": "GPL-2.0-only AND GPL-3.0-only", "gpl 2": "GPL-2.0-only", "gpl 3": "GPL-3.0-only",
    "gpl v2": "GPL-2.0-only", "gpl v3": "GPL-3.0-only", "gplv2": "GPL-2.0-only",
    "gplv2+": "GPL-2.0-or-later", "gplv3": "GPL-3.0-only", "gplv3+": "GPL-3.0-or-later",
    "gnu gplv3": "GPL-3.0-only", "gnu gpl v3": "GPL-3.0-only",
    "gnu general public v2": "GPL-2.0-only", "gnu general public v3": "GPL-3.0-only",
    "gnu general public v3.0": "GPL-3.0-only", "isc iscl": "ISC",
    "lgpl": "LGPL-2.0-only AND LGPL-2.1-only AND LGPL-3.0-only", "lgpl v3": "LGPL-3.0-only",
    "lgplv2.1": "LGPL-2.1-only", "lgplv2.1+": "LGPL-2.1-or-later", "lgplv3": "LGPL-3.0-only",
    "lgplv3+": "LGPL-3.0-or-later", "gnu lgplv3": "LGPL-3.0-only",
    "expat": "MIT", "mit": "MIT", "mit mit": "MIT",
    "mozilla public 2.0": "MPL-2.0", "mozilla public 2.0 mpl 2.0": "MPL-2.0", "mpl": "MPL-2.0",
    "mpl 2": "MPL-2.0", "mpl 2.0": "MPL-2.0", "mpl2": "MPL-2.0", "mpl v2": "MPL-2.0",
    "proprietary": "LicenseRef-Proprietary",
    "psf": "PSF-2.0", "psfl": "PSF-2.0", "python software foundation": "PSF-2.0",
    "unlicense": "Unlicense", "wtfpl": "WTFPL", "zlib": "Zlib", "zlib libpng": "Zlib",
    "zpl 2.1": "ZPL-2.1",
  ]
}
