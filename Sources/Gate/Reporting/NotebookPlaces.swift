import SourceText

/// The cells of the notebooks that a report shows places of, read once for all of them.
struct NotebookPlaces {
  /// Where a cell's text stands in the file, and the line ends in it, as offsets of the file.
  private struct Cell {
    let number: Int
    let range: Range<Int>
    let lineEnds: [Int]
  }

  /// In rising order of their ranges.
  private var notebooks: [RepositoryPath: [Cell]] = [:]

  init(_ locations: some Sequence<Location>) {
    for location in locations {
      let path = location.file.path
      guard path.name.suffix(6).elementsEqual(".ipynb".utf8), notebooks[path] == nil else {
        continue
      }
      // A notebook that cannot be read has no cells to name; that it cannot is a finding itself.
      notebooks[path] = (try? NotebookCells(location.file)).map(Self.cells) ?? []
    }
  }

  private static func cells(of notebook: NotebookCells) -> [Cell] {
    let cells = notebook.cells.enumerated().compactMap { index, cell -> Cell? in
      guard let first = cell.sources.first, let last = cell.sources.last else { return nil }
      let text = notebook.text(of: cell)
      let lineEnds = text.range.filter { text.bytes[$0] == 0x0a }.map { text.source(of: $0) }
      return Cell(
        number: index + 1, range: first.lowerBound..<last.upperBound, lineEnds: lineEnds)
    }
    return cells.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The cell, among all kinds, and the line in it, both counted from 1; nil outside of a cell's text.
  func position(of location: Location) -> (cell: Int, line: Int)? {
    let offset = location.range.lowerBound
    guard let cells = notebooks[location.file.path] else { return nil }
    let index = Self.count(in: cells) { $0.range.lowerBound <= offset } - 1
    guard index >= 0, cells[index].range.contains(offset) else { return nil }
    return (cells[index].number, Self.count(in: cells[index].lineEnds) { $0 < offset } + 1)
  }

  /// The place as a reader of the notebook finds it.
  func phrase(for location: Location) -> String? {
    position(of: location).map { "cell \($0.cell) of the notebook, line \($0.line)" }
  }

  /// How many elements of a sorted array come first.
  private static func count<Element>(
    in elements: [Element], where isBefore: (Element) -> Bool
  ) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
